const margin = 4;
const patience = 500;

/** Shows the menu beside its button, focuses its first item, and handles the keyboard until it closes. */
export function open(button, menu, kebab) {
  menu.showPopover();
  const items = [...menu.querySelectorAll('[role=menuitem]')];
  focus(items, 0);

  const listening = new AbortController();
  const listen = (target, event, answer, capture = false) =>
    target.addEventListener(event, answer, { signal: listening.signal, capture });

  const close = (returnFocus) => {
    if (listening.signal.aborted) return;
    listening.abort();
    if (returnFocus) button.focus({ preventScroll: true });
    kebab.invokeMethodAsync('Close');
  };

  // A menu that the server removed after a choice handles nothing more.
  const gone = () => !menu.isConnected && (listening.abort(), true);

  const typing = { letters: '', forgetting: 0 };
  listen(menu, 'keydown', (event) => answerKey(event, items, close, typing));
  listen(menu, 'click', (event) => {
    if (event.target.closest('[aria-disabled=true]')) event.stopPropagation();
    else if (event.target.closest('a[role=menuitem]')) listening.abort();
  });
  listen(document, 'pointerdown', (event) => {
    if (!gone() && !menu.contains(event.target) && !button.contains(event.target)) close(false);
  }, true);

  // The page may scroll, be resized, or get a shorter list under an open menu: it follows its button, and closes once that is out of view.
  const follow = () => {
    if (gone() || listening.signal.aborted) return;
    const { top, bottom } = button.getBoundingClientRect();
    if (bottom < 0 || top > window.innerHeight) return close(menu.contains(document.activeElement));
    place(button, menu);
    requestAnimationFrame(follow);
  };
  follow();
}

function answerKey(event, items, close, typing) {
  const current = items.indexOf(document.activeElement);
  const go = (index) => {
    event.preventDefault();
    focus(items, (index + items.length) % items.length);
  };

  switch (event.key) {
    case 'ArrowDown': return go(current + 1);
    case 'ArrowUp': return go(current - 1);
    case 'Home': return go(0);
    case 'End': return go(items.length - 1);
    case 'Escape':
      event.preventDefault();
      event.stopPropagation();
      return close(true);
    case 'Tab': return close(true);
    case ' ':
      if (typing.letters) return go(found(event.key, items, current, typing));
      if (items[current]?.tagName === 'A') {
        event.preventDefault();
        items[current].click();
      }
      return;
    default:
      if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
        go(found(event.key, items, current, typing));
      }
  }
}

/** The item that begins with the letters just typed; repeating one letter cycles through the items that begin with it. */
function found(letter, items, current, typing) {
  clearTimeout(typing.forgetting);
  typing.forgetting = setTimeout(() => { typing.letters = ''; }, patience);
  typing.letters += letter.toLowerCase();
  const isOne = [...typing.letters].every((typed) => typed === typing.letters[0]);
  const wanted = isOne ? typing.letters[0] : typing.letters;
  const first = isOne ? current + 1 : Math.max(current, 0);
  const index = items.findIndex((_, step) => items[(first + step) % items.length].textContent.trim().toLowerCase().startsWith(wanted));
  return index < 0 ? current : (first + index) % items.length;
}

function focus(items, index) {
  items[index]?.focus({ preventScroll: true });
}

function place(button, menu) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const fitsBelow = at.bottom + margin + height <= window.innerHeight;
  menu.style.top = `${Math.max(margin, fitsBelow ? at.bottom + margin : at.top - margin - height)}px`;
  menu.style.left = `${Math.max(margin, Math.min(at.right - width, window.innerWidth - width - margin))}px`;
}
