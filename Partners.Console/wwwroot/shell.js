// What the frame of every page needs of the browser, with or without a circuit. All of it listens on the document: pages
// come and go underneath.

const year = 365 * 24 * 60 * 60;
const root = document.documentElement;

function showTheme(name) {
  root.dataset.theme = name;
  const sheet = document.getElementById('theme');
  sheet.href = sheet.dataset[name];
  document.querySelector('meta[name=color-scheme]').content = name;
}

const clicks = {
  '[data-theme-switch]': () => {
    const name = root.dataset.theme === 'dark' ? 'light' : 'dark';
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `theme=${name}; path=/; max-age=${year}; samesite=lax${secure}`;
    showTheme(name);
  },
  '.skip-link': (event) => {
    event.preventDefault();
    document.getElementById('main').focus();
  },
  '[data-reconnect]': () => Blazor.reconnect(),
  '[data-reload]': () => location.reload(),
  '[data-print]': () => window.print(),
};

document.addEventListener('click', (event) => {
  for (const [selector, answer] of Object.entries(clicks)) {
    if (event.target.closest(selector)) answer(event);
  }
}, true);

// An arrow key on a kebab opens it, as a click does, instead of scrolling the page.
document.addEventListener('keydown', (event) => {
  if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && event.target.closest?.('[data-kebab]')) {
    event.preventDefault();
    event.target.closest('[data-kebab]').click();
  }
});

// A connected page makes no requests, and requests are what keeps a sign-in alive: say now and then that its person is at
// work, and after an hour without a key or a click let the server lead to the sign-in page.
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
