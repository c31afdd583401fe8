// Moves the focus with the dialogs: into the first field as soon as one opens and, when the last one has closed, back to where it came from
// or, if that is gone, to the page. The library's focus stands on the dialog itself, and it gives none back.

const fields = 'input, select, textarea, button, a[href], summary, [tabindex]:not([tabindex="-1"], ul)';
const frame = '.mud-dialog, .mud-focus-trap, .mud-focus-trap > [tabindex="-1"]';
const dialogs = document.getElementsByClassName('mud-dialog');
const openers = [];
const entered = new WeakSet();
let returnedTo = null;

function firstIn(dialog) {
  const places = [...dialog.querySelectorAll(`.dialog-body :is(${fields})`), ...dialog.querySelectorAll('[data-dialog-close]')];
  return places.find((field) => !field.disabled && field.offsetParent);
}

// A table that scrolls must not scroll into view: what stands above it comes first.
function focus(field) {
  field?.focus({ preventScroll: field.matches('[tabindex]') });
}

function enter(dialog) {
  const first = firstIn(dialog);
  if (entered.has(dialog) || !first) return;
  entered.add(dialog);
  if (!dialog.contains(document.activeElement) || document.activeElement.matches(frame)) focus(first);
}

// A moment after the dialog opened, the library focuses its own frame: back to where the person was by then.
const last = new WeakMap();
document.addEventListener('focusin', ({ target }) => {
  const dialog = target.closest('.mud-dialog');
  if (!dialog) return;
  if (target.matches(frame)) focus(last.get(dialog) ?? firstIn(dialog));
  else last.set(dialog, target);
});

function isLost() {
  return document.activeElement === document.body || document.activeElement === null;
}

function returnTo(element) {
  if (isLost()) element?.focus({ preventScroll: true });
}

new MutationObserver(() => {
  while (openers.length < dialogs.length) openers.push(document.activeElement);
  while (openers.length > dialogs.length) {
    returnedTo = openers.pop();
    returnTo(returnedTo);
    if (dialogs.length === 0) returnTo(document.getElementById('main'));
  }

  if (dialogs.length > 0) {
    enter(dialogs[dialogs.length - 1]);
  } else if (returnedTo && !(returnedTo.isConnected && returnedTo.checkVisibility())) {
    // A moment later, the dialog's action removed the row that opened it.
    returnedTo = null;
    returnTo(document.getElementById('main'));
  }
}).observe(document.body, { childList: true, subtree: true });

// Escape closes the dialog on top, as its button does: the server asks first if something was typed. A menu in the dialog that closes on
// Escape keeps the key to itself.
document.addEventListener('keydown', (event) => {
  const dialog = dialogs[dialogs.length - 1];
  if (event.key !== 'Escape' || event.defaultPrevented || !dialog || document.querySelector('dialog[open]')) return;
  dialog.querySelector('[data-dialog-close]').click();
});
