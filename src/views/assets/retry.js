import { Refused, request } from './request.js';

/**
 * Makes every `data-retry` button under `root` put its message back to work, now and after the
 * content was refreshed.
 * @param {HTMLElement} root
 * @param {() => void} onRetried
 */
export function watchRetries(root, onRetried) {
  root.addEventListener('click', async ({ target }) => {
    if (!(target instanceof HTMLButtonElement) || !target.dataset['retry']) return;
    target.disabled = true;
    try {
      await request('POST', `/messages/${target.dataset['retry']}/retry`, {});
      say(root, 'It is back in work.');
      onRetried();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      target.disabled = false;
      say(root, error.message);
    }
  });
}

/**
 * @param {HTMLElement} root
 * @param {string} text
 */
function say(root, text) {
  const notice = root.querySelector('[data-notice]');
  if (notice) notice.textContent = text;
}
