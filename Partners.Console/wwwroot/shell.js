// What every page's frame needs from the browser, with or without a circuit. All listeners are on the document, because pages come and go.

const year = 365 * 24 * 60 * 60;
const root = document.documentElement;

function showTheme(name) {
  root.dataset.theme = name;
  document.querySelector('meta[name=color-scheme]').content = name;
}

// Until the person chooses, the system's preference holds.
function isDark() {
  return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

// Copies the text of the element with this id; the element beside it says whether the browser allowed it.
async function copy(id) {
  const said = document.getElementById(`${id}-copied`);
  said.textContent = '';
  said.textContent = await navigator.clipboard.writeText(document.getElementById(id).textContent).then(() => 'Copied', () => 'The browser did not allow it: select the text instead.');
}

const clicks = {
  '[data-theme-switch]': () => {
    const name = isDark() ? 'light' : 'dark';
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `theme=${name}; path=/; max-age=${year}; samesite=lax${secure}`;
    showTheme(name);
  },
  '.skip-link': (event) => {
    event.preventDefault();
    document.getElementById('main').focus();
  },
  // A link to a field keeps the page: the address would close the dialog.
  '[data-field]': (event) => {
    event.preventDefault();
    document.getElementById(event.target.closest('[data-field]').dataset.field)?.focus();
  },
  '[data-reconnect]': () => Blazor.reconnect(),
  '[data-reload]': () => {
    keepTyped();
    location.reload();
  },
  '[data-forget]': () => {
    waiting = waiting.filter((one) => !one.dialog);
  },
  '[data-print]': (event) => printPart(event.target.closest('[data-print]').dataset.print),
  '[data-copy]': (event) => copy(event.target.closest('[data-copy]').dataset.copy),
};

// Prints the page, or one element of it: what is neither the element nor around it is left out.
function printPart(id) {
  const alone = document.getElementById(id);
  alone?.classList.add('printed-alone');
  window.print();
  alone?.classList.remove('printed-alone');
}

document.addEventListener('click', (event) => {
  for (const [selector, answer] of Object.entries(clicks)) {
    if (event.target.closest(selector)) answer(event);
  }
}, true);

// An arrow key on a kebab opens it, like a click, instead of scrolling the page.
document.addEventListener('keydown', (event) => {
  if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && event.target.closest?.('button[aria-haspopup=menu]')) {
    event.preventDefault();
    event.target.closest('button[aria-haspopup=menu]').click();
  }
});

// Ctrl+K before the palette's script has loaded opens the palette as soon as it has.
document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  if (!document.querySelector('.palette-button:not([data-ready])')) return;
  event.preventDefault();
  document.body.dataset.paletteAsked = '';
});

// Input made while the connection is lost cannot reach the server and would stay on screen only. Send it once the connection is back. What was
// typed just before may not have reached it either. An instance that is gone for good takes along, too, what was typed before into an open
// dialog or into what is marked data-unsaved: nothing else knows it. So all of it is kept for when the page is loaded again.
const untold = new Map();
const unsaved = new Set();
const reconnectNotice = document.getElementById('components-reconnect-modal');
const isAway = () => reconnectNotice.matches('.components-reconnect-show, .components-reconnect-failed, .components-reconnect-rejected');
const unheard = 3000;
let justTyped = [];
let wasAway = false;
let waiting = [];

if (reconnectNotice) {
  for (const kind of ['input', 'change']) {
    window.addEventListener(kind, (event) => {
      // What was typed last is entered last.
      unsaved.delete(event.target);
      for (const one of unsaved) if (!one.isConnected) unsaved.delete(one);
      if (event.target.closest('.mud-dialog, [data-unsaved]')) unsaved.add(event.target);
      if (!isAway()) {
        justTyped = [...justTyped.filter((one) => Date.now() - one.at < unheard), { field: event.target, kind, at: Date.now() }];
        return;
      }
      event.stopImmediatePropagation();
      tellLater(event.target, kind);
      keepTyped();
    }, true);
  }

  new MutationObserver(() => {
    if (isAway() && !wasAway) {
      for (const { field, kind, at } of justTyped) if (Date.now() - at < unheard) tellLater(field, kind);
      keepTyped();
    }
    wasAway = isAway();
    if (!reconnectNotice.matches('.components-reconnect-hide')) return;
    const told = [...untold];
    untold.clear();
    keep([]);
    for (const [field, kinds] of told) {
      for (const kind of kinds) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  }).observe(reconnectNotice, { attributeFilter: ['class'] });

  enterKept();
}

function tellLater(field, kind) {
  untold.set(field, (untold.get(field) ?? new Set()).add(kind));
}

// The instance may be gone for good. Then the page is loaded again, perhaps from another one.
function keepTyped() {
  const fields = [...new Set([...unsaved, ...untold.keys()])]
    .filter((one) => one.isConnected && one.matches('input:not([type=file]), select, textarea'));
  keep(fields.map((one) => ({ ...placeOf(one), value: one.value, checked: one.checked ?? null })));
}

// With what waits for its dialog since an earlier load.
function keep(fields) {
  sessionStorage.setItem('typed', JSON.stringify([...waiting.filter((one) => one.dialog), ...fields]));
}

// A field's id is another one after a reload, so it is known by its dialog's title, by its label, and by its number among those of the same.
function labelOf(field) {
  return field.getAttribute('aria-label') ?? field.labels?.[0]?.textContent ?? field.placeholder ?? '';
}

function dialogOf(field) {
  return field.closest('.mud-dialog')?.querySelector('h2')?.textContent ?? null;
}

function fieldsOf(dialog, label) {
  return [...document.querySelectorAll('input, select, textarea')].filter((one) => labelOf(one) === label && dialogOf(one) === dialog);
}

function placeOf(field) {
  const [dialog, label] = [dialogOf(field), labelOf(field)];
  return { address: addressOf(dialog), dialog, label, number: fieldsOf(dialog, label).indexOf(field), isSearch: field.type === 'search' };
}

// What a list is filtered by does not matter to a dialog over it.
function addressOf(dialog) {
  return dialog ? location.pathname : location.pathname + location.search;
}

// Once the page is live, enters again what the server had not heard or has forgotten; what belongs to a dialog, when that is open again.
function enterKept() {
  const kept = JSON.parse(sessionStorage.getItem('typed') ?? '[]');
  sessionStorage.removeItem('typed');
  // Whoever has to sign in again may be somebody else.
  if (!document.querySelector('.shell') || kept.length === 0) return;
  const soon = Date.now() + 30000;
  waiting = kept
    .filter((one) => one.dialog || one.address === addressOf(null))
    .map((one) => ({ ...one, until: one.dialog ? Infinity : soon }))
    .sort((one, other) => other.isSearch - one.isSearch);
  const look = setInterval(() => {
    // One after the other: what is entered first may bring another field about, or fill it. A choice waits for what is searched for.
    const next = waiting.find((one) => one.address === addressOf(one.dialog) && isLive(fieldOf(one)));
    if (next) {
      const now = Date.now();
      // What the dialog has not got by then, it does not have any more.
      for (const one of waiting) if (one.dialog === next.dialog) one.until = one === next ? Math.min(one.until, now + 5000) : now + 5000;
      if (offers(fieldOf(next), next)) {
        enter(fieldOf(next), next);
        waiting.splice(waiting.indexOf(next), 1);
      }
    }
    waiting = waiting.filter((one) => one.until > Date.now());
    if (!isAway()) keep([]);
    sayKept(waiting.find((one) => one.until === Infinity)?.dialog);
    if (waiting.length === 0) clearInterval(look);
  }, 100);
}

function sayKept(dialog) {
  const notice = document.getElementById('kept-text');
  notice.classList.toggle('is-shown', Boolean(dialog));
  if (dialog && notice.querySelector('q').textContent !== dialog) notice.querySelector('q').textContent = dialog;
}

function fieldOf({ dialog, label, number }) {
  return fieldsOf(dialog, label)[number];
}

function isLive(field) {
  return Object.keys(field ?? {}).some((key) => key.startsWith('_blazorEvents_'));
}

function offers(field, { value }) {
  return !field.matches('select') || [...field.options].some((option) => option.value === value);
}

function enter(field, { value, checked }) {
  if (field.value === value && (field.checked ?? null) === checked) return;
  field.value = value;
  if (checked !== null) field.checked = checked;
  for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

// A page becomes live by being drawn anew, and its search box with it: what was typed until then goes into the new box.
const typedInto = (box) => (box?.matches('input[type=search]') ? { box, label: box.placeholder } : null);
// On a slow line somebody types before this script is there to hear it.
let early = typedInto([...document.querySelectorAll('input[type=search]')].find((box) => box.value !== box.defaultValue));
document.addEventListener('input', ({ target }) => {
  early = typedInto(target);
});
new MutationObserver(() => {
  if (!early || early.box.isConnected) return;
  const box = [...document.querySelectorAll('input[type=search]')].find((other) => other.placeholder === early.label);
  if (!box) return;
  const { value, selectionStart } = early.box;
  early = null;
  if (box.value === value) return;
  box.value = value;
  box.focus();
  box.setSelectionRange(selectionStart, selectionStart);
  box.dispatchEvent(new Event('input', { bubbles: true }));
}).observe(document.body, { childList: true, subtree: true });

// A connected page makes no requests, and only requests keep a sign-in alive. So report activity from time to time, and after an hour
// without a key or click let the server redirect to the sign-in page.
const minute = 60 * 1000;
let lastInput = Date.now();
let lastSaid = Date.now();

async function sayAtWork() {
  lastSaid = Date.now();
  const answer = await fetch('/session', { redirect: 'manual' }).catch(() => null);
  if (answer?.type === 'opaqueredirect') location.reload();
}

for (const input of ['pointerdown', 'keydown']) {
  document.addEventListener(input, () => {
    lastInput = Date.now();
    if (document.querySelector('.shell') && lastInput - lastSaid > 5 * minute) sayAtWork();
  }, true);
}

setInterval(() => {
  const idle = Number(document.body.dataset.idleMinutes) * minute;
  if (document.querySelector('.shell') && Date.now() - lastInput > idle) location.reload();
}, minute);

// The page that passes a sign-out on to the identity provider submits its form without a click.
document.querySelector('form[data-send-at-once]')?.submit();
