const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Handles mouse and keyboard on the board. All listeners are on the board itself, because cards come and go. */
export function attach(board, component) {
  let dragged = null;

  board.addEventListener('keydown', (event) => {
    const name = event.target.closest('.lead-card-name');
    const arrow = arrows[event.key];
    if (!name || !arrow || event.ctrlKey || event.altKey || event.metaKey) return;
    const [across, down] = arrow;
    event.preventDefault();
    if (!event.shiftKey) neighbour(board, name, across, down)?.focus();
    else if (across && !event.repeat) component.invokeMethodAsync('StepAsync', cardOf(name), across);
  });

  // A click anywhere on a card opens its evidence, like a click on its name.
  board.addEventListener('click', (event) => {
    const card = event.target.closest('[data-card]');
    if (card && !event.target.closest('a, button, label, [role=menu]')) card.querySelector('.lead-card-name').click();
  });

  board.addEventListener('dragstart', (event) => {
    dragged = event.target.closest?.('[data-card][draggable=true]');
    if (!dragged) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged.querySelector('.lead-card-name').textContent);
    dragged.dataset.dragged = '';
  });
  board.addEventListener('dragover', (event) => {
    if (!dragged) return;
    const column = event.target.closest('[data-stage]');
    point(board, column);
    if (column) event.preventDefault();
  });
  board.addEventListener('dragleave', (event) => {
    if (!board.contains(event.relatedTarget)) point(board, null);
  });
  board.addEventListener('drop', (event) => {
    const column = event.target.closest('[data-stage]');
    if (!dragged || !column) return;
    event.preventDefault();
    component.invokeMethodAsync('DropAsync', dragged.dataset.card, column.dataset.stage);
  });
  board.addEventListener('dragend', () => {
    point(board, null);
    delete dragged?.dataset.dragged;
    dragged = null;
  });
  board.dataset.ready = '';
}

/** Focuses a card's name, or the board if the card is not on it. */
export function focusOn(board, card) {
  const name = board.querySelector(`[data-card="${card}"] .lead-card-name`);
  (name ?? board).focus({ preventScroll: !name });
  name?.closest('[data-card]').scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function cardOf(name) {
  return name.closest('[data-card]').dataset.card;
}

/** The card above or below, or the one at the same height in the next column that has any. */
function neighbour(board, name, across, down) {
  const columns = [...board.querySelectorAll('[data-stage]')].map((column) => [...column.querySelectorAll('.lead-card-name')]);
  let at = columns.findIndex((column) => column.includes(name));
  const row = columns[at].indexOf(name);
  if (down) return columns[at][row + down];
  do at += across; while (columns[at]?.length === 0);
  return columns[at]?.[Math.min(row, columns[at].length - 1)];
}

/** Marks the column that a card is dragged over. */
function point(board, column) {
  for (const marked of board.querySelectorAll('[data-over]')) if (marked !== column) delete marked.dataset.over;
  if (column) column.dataset.over = '';
}
