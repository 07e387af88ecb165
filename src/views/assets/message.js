import { watchAsking } from './message-asking.js';
import { startEditor } from './editor.js';
import { need } from './elements.js';

const panel = need('#reply', HTMLElement);
const difference = need('#difference', HTMLDialogElement);
const draft = Number(panel.dataset['draft']);
const message = Number(panel.dataset['message']);

const editor = startEditor(panel);
watchAsking(need('#ask', HTMLDialogElement), editor.isUnsaved);

/**
 * Hundreds of messages may be in work elsewhere: only what concerns this one has its regions ask.
 * Without words of its own an event is about everything.
 * @param {Event} event
 */
function concerns(event) {
  const news = /** @type {CustomEvent} */ (event).detail;
  if (!Array.isArray(news?.drafts) || news.all || event.type === 'live:system') return true;
  return (
    news.messages.includes(message) ||
    news.drafts.some((/** @type {{ id: number }} */ { id }) => id === draft)
  );
}

/**
 * @param {string[]} types
 * @param {string} selector
 * @param {string} name
 */
function passOn(types, selector, name) {
  for (const type of types) {
    document.body.addEventListener(type, (event) => {
      if (event.target !== document.body && type.startsWith('live:')) return;
      const region = document.querySelector(selector);
      if (region && concerns(event)) region.dispatchEvent(new CustomEvent(name));
    });
  }
}
passOn(['live:drafts', 'live:messages', 'live:system'], '#reply', 'live:reply');
passOn(['live:messages'], '#journey', 'live:journey');

document.body.addEventListener('htmx:afterSwap', ({ target }) => {
  const shown = target instanceof Element && target.id === 'difference-body';
  if (shown && !difference.open) difference.showModal();
});
// Before the swap of what was chosen in it, for it hands the focus back to where it was opened.
document.body.addEventListener('htmx:beforeSwap', (event) => {
  const { target, requestConfig } = /** @type {CustomEvent} */ (event).detail;
  if (target === panel && difference.contains(requestConfig.elt)) difference.close();
});
