// The keys that work on every page. The dialog that lists them defines which keys there are and what each does.

import { isDialogOpen } from './open-dialogs.js';

const patience = 1500;
const setting = 'single-key-shortcuts';
const answersItself = 'input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], [role=menu], [role=listbox]';

let begun = '';
let forgetting = 0;

const list = () => document.getElementById('shortcuts');
const areOff = () => localStorage.getItem(setting) === 'off';

function show() {
  list().querySelector('[data-single-keys]').checked = !areOff();
  list().showModal();
}

function find() {
  const box = [...document.querySelectorAll('main input[type=search]')].find((input) => input.checkVisibility());
  box?.focus();
  box?.select();
}

function run(command) {
  if (command === 'list') show();
  else if (command === 'find') find();
  else Blazor.navigateTo(command);
}

/** Whether the keys pressed so far do something, or begin a shortcut. */
function press(keys) {
  const shortcuts = [...list().querySelectorAll('[data-command]')];
  const pressed = shortcuts.find((shortcut) => shortcut.dataset.keys === keys);
  begun = shortcuts.some((shortcut) => shortcut.dataset.keys.startsWith(`${keys} `)) ? keys : '';
  if (pressed) run(pressed.dataset.command);
  return pressed || begun;
}

document.addEventListener('keydown', (event) => {
  if (event.key.length !== 1 || event.defaultPrevented || event.repeat) return;
  const before = begun;
  clearTimeout(forgetting);
  begun = '';
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (!list() || areOff() || event.target.closest?.(answersItself) || isDialogOpen()) return;
  if ((before && press(`${before} ${event.key}`)) || press(event.key)) event.preventDefault();
  if (begun) forgetting = setTimeout(() => { begun = ''; }, patience);
});

// The menu closes first, so that the focus returns to the button that opened it.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-shortcuts]');
  if (!button) return;
  button.closest('[popover]').hidePopover();
  show();
});

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-single-keys]')) localStorage.setItem(setting, event.target.checked ? 'on' : 'off');
});
