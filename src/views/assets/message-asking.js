import { need } from './elements.js';

/**
 * Asks before a button or a link with `data-ask` does anything, and before one with
 * `data-ask-unsaved` where something typed would be lost. Escape and the button that has the focus
 * say no. It stands before every other listener, so that whatever was to happen has not begun.
 * @param {HTMLDialogElement} dialog
 * @param {() => boolean} isUnsaved
 */
export function watchAsking(dialog, isUnsaved) {
  /** @type {HTMLElement | null} */
  let agreed = null;
  document.addEventListener(
    'click',
    (event) => {
      const asked =
        event.target instanceof Element && event.target.closest('[data-ask], [data-ask-unsaved]');
      if (!(asked instanceof HTMLElement) || asked === agreed) return;
      const { ask, askUnsaved } = asked.dataset;
      const question = ask ?? (isUnsaved() ? askUnsaved : undefined);
      if (!question) return;
      event.preventDefault();
      event.stopPropagation();
      put(dialog, question, wordsOf(asked));
      dialog.addEventListener(
        'close',
        () => {
          if (dialog.returnValue !== 'yes' || !asked.isConnected) return;
          agreed = asked;
          asked.click();
          agreed = null;
        },
        { once: true },
      );
    },
    { capture: true },
  );
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {string} question
 * @param {string} yes
 */
function put(dialog, question, yes) {
  need('#ask-question', HTMLElement, dialog).textContent = question;
  need('#ask-yes', HTMLButtonElement, dialog).textContent = yes;
  dialog.returnValue = '';
  dialog.showModal();
}

/**
 * The button's own words, without its key.
 * @param {HTMLElement} element
 */
function wordsOf(element) {
  const words = [...element.childNodes].filter(
    (node) => !(node instanceof HTMLElement && node.matches('kbd')),
  );
  return words
    .map((node) => node.textContent)
    .join('')
    .trim();
}
