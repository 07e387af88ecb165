import { need } from './elements.js';
import { announce } from './refresh.js';
import { Refused, request } from './request.js';

const doneMs = 10_000;

/**
 * @typedef {object} Acting
 * @property {HTMLElement} [notice] where the outcome is shown; else the `data-notice` under the root
 * @property {(button: HTMLButtonElement) => void} onDone
 */

/**
 * Makes every button under `root` with a `data-post` address call it, now and after the content was
 * refreshed. `data-done` is what is then said; with `data-confirm` the person is asked that before.
 * @param {HTMLElement} root
 * @param {Acting} acting
 */
export function watchActions(root, { notice, onDone }) {
  let clearing = 0;
  /** @param {string} text */
  const say = (text) => {
    clearTimeout(clearing);
    const place = notice ?? root.querySelector('[data-notice]');
    if (place) place.textContent = text;
    else announce(text);
  };
  root.addEventListener('click', async ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    const { post, done, confirm } = target.dataset;
    if (!post || (confirm && !(await agreed(confirm, target.textContent ?? '')))) return;
    target.disabled = true;
    try {
      await request('POST', post, {});
      say(done ?? 'Done.');
      // What was refused stays until the next try; what is done soon is no news.
      clearing = setTimeout(() => say(''), doneMs);
      onDone(target);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(error.message);
    }
    target.disabled = false;
  });
}

/**
 * Asks in the page's dialog; Escape and the button that has the focus say no.
 * @param {string} question
 * @param {string} deed the button's own words, for the button that says yes
 * @returns {Promise<boolean>}
 */
function agreed(question, deed) {
  const dialog = need('#confirm', HTMLDialogElement);
  need('[data-question]', HTMLElement, dialog).textContent = question;
  need('[value=yes]', HTMLButtonElement, dialog).textContent = deed;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
