import { make, need } from './elements.js';

/** The dialog that tells the keys of this page: those of the elements with `data-key-help`. */
export function offerHelp() {
  const button = need('#keys', HTMLButtonElement);
  const dialog = need('#help', HTMLDialogElement);
  button.addEventListener('click', () => {
    need('[data-keys]', HTMLElement, dialog).replaceChildren(...lines());
    dialog.showModal();
  });
  dialog.addEventListener('click', ({ target }) => {
    // The dialog itself is hit only beside its content.
    if (target === dialog) dialog.close();
  });
}

function lines() {
  /** @type {Map<string, HTMLElement>} one line a key and meaning, though many elements have it */
  const told = new Map();
  for (const element of document.querySelectorAll('[data-key-help]')) {
    const keys = element.getAttribute('data-key-help-keys') ?? element.getAttribute('data-key');
    const help = element.getAttribute('data-key-help') ?? '';
    if (keys) told.set(`${keys} ${help}`, line(keys.split(' '), help));
  }
  const back = document.querySelector('a[data-back]');
  if (back) told.set('back', line(['u', 'Esc'], 'Go back'));
  return told.values();
}

/**
 * @param {string[]} keys
 * @param {string} help
 */
function line(keys, help) {
  const term = make('dt');
  for (const key of keys) term.append(make('kbd', '', key), ' ');
  const entry = make('div');
  entry.append(term, make('dd', '', help));
  return entry;
}
