import { isDialogOpen } from '/open-dialogs.js';

const most = 8;

/**
 * Opens the palette on Ctrl+K and from its button, and handles its keys. The server renders the options and does not know which is marked.
 */
export function attach(button, dialog, palette, subject) {
  const input = dialog.querySelector('[role=combobox]');
  const list = dialog.querySelector('[role=listbox]');
  const storage = `partners.recent.${subject}`;
  const listening = new AbortController();
  const listen = (target, event, answer) => target.addEventListener(event, answer, { signal: listening.signal });
  const options = () => [...list.querySelectorAll('[role=option]')];
  const marked = () => list.querySelector('[aria-selected=true]');
  const isAnswered = () => input.value.trim() === (list.dataset.for ?? '');
  let waiting = null;

  const open = () => {
    if (isDialogOpen()) return;
    dialog.showModal();
    input.focus();
    palette.invokeMethodAsync('OpenedAsync', recent(storage));
  };

  const mark = (option) => {
    for (const other of options()) other.setAttribute('aria-selected', String(other === option));
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };

  const choose = (apart) => {
    // The options may answer an older text, or be about to change: the choice waits for the answer to the current text.
    const option = marked();
    if (!option || !isAnswered()) return void (waiting = { apart });
    if (option.ariaDisabled === 'true') return;
    if (apart && option.href) {
      remember(storage, option);
      window.open(option.href, '_blank', 'noopener');
    } else {
      option.click();
    }
  };

  const step = (by) => {
    const all = options();
    if (all.length > 0) mark(all[(all.indexOf(marked()) + by + all.length) % all.length]);
  };

  listen(document, 'keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open();
  });
  listen(button, 'click', open);
  listen(input, 'keydown', (event) => {
    const answers = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(marked() ? -1 : 0),
      Home: () => mark(options()[0]),
      End: () => mark(options().at(-1)),
      Enter: () => choose(event.ctrlKey || event.metaKey),
    };
    if (!answers[event.key] || event.shiftKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    answers[event.key]();
  });
  listen(input, 'input', () => { waiting = null; });
  listen(list, 'pointermove', (event) => {
    const option = event.target.closest('[role=option]');
    if (option && option !== marked()) mark(option);
  });
  listen(list, 'click', (event) => {
    const option = event.target.closest('[role=option]');
    if (!option || option.ariaDisabled === 'true') return;
    remember(storage, option);
    if ('stays' in option.dataset) input.focus();
    else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
  });
  listen(dialog, 'click', (event) => {
    if (event.target === dialog || event.target.closest('[data-palette-close]')) dialog.close();
  });
  listen(dialog, 'close', () => {
    waiting = null;
    mark(null);
    palette.invokeMethodAsync('Closed');
  });

  // A rendering changes the page at once, so the options below are the answer to data-for.
  const rendered = new MutationObserver((changes) => {
    if (!dialog.open) return;
    const isNew = changes.some((change) => change.type === 'attributes');
    if (isNew) list.scrollTop = 0;
    if (isNew || !marked()) mark(options()[0]);
    if (waiting && isAnswered()) {
      const { apart } = waiting;
      waiting = null;
      choose(apart);
    }
  });
  rendered.observe(list, { childList: true, subtree: true, attributeFilter: ['data-for'] });

  // From here on the palette handles its keys; shell.js remembered an earlier Ctrl+K.
  button.dataset.ready = '';
  if ('paletteAsked' in document.body.dataset) {
    delete document.body.dataset.paletteAsked;
    open();
  }

  return {
    detach() {
      listening.abort();
      rendered.disconnect();
      if (dialog.open) dialog.close();
    },
  };
}

/** Kinds and ids without names: the names are loaded each time. */
function recent(storage) {
  try {
    const kept = JSON.parse(localStorage.getItem(storage) ?? '[]');
    return Array.isArray(kept) ? kept.filter((reference) => typeof reference === 'string' && reference.length < 80).slice(0, most) : [];
  } catch {
    return [];
  }
}

function remember(storage, option) {
  const { reference } = option.dataset;
  if (!reference) return;
  try {
    localStorage.setItem(storage, JSON.stringify([reference, ...recent(storage).filter((other) => other !== reference)].slice(0, most)));
  } catch {
    // A browser without storage has no recent records.
  }
}
