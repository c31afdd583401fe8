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
