// Moves the focus with the dialogs: into the first field as soon as one opens and, when the last one has closed, back to where it came from
// or, if that is gone, to the page. The library waits half a second, and by then takes the focus from someone typing in another field.

const fields = 'input, select, textarea, button, a[href], summary, [tabindex]:not([tabindex="-1"])';
const dialogs = document.getElementsByClassName('rz-dialog-content');
const openers = [];
const entered = new WeakSet();
let returnedTo = null;

function enter(dialog) {
  if (entered.has(dialog)) return;
  const first = [...dialog.querySelectorAll(fields)].find((field) => !field.disabled && field.offsetParent);
  if (!first) return;
  entered.add(dialog);
  if (!dialog.parentElement.contains(document.activeElement)) first.focus();
}

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

// The library handles Escape only once the server knows about the dialog. Until then an early Escape is held back.
document.addEventListener('keydown', (event) => {
  const dialog = dialogs[dialogs.length - 1];
  if (event.key !== 'Escape' || !dialog || dialog.options) return;
  const again = () => {
    if (dialog.options) document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    else if (dialog.isConnected) setTimeout(again, 20);
  };
  again();
});
