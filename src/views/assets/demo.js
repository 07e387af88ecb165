/** The form for test mail: an example fills in what holds no words of the person's own. */
import { need } from './elements.js';

const panel = need('.demo', HTMLElement);

/** @returns {(HTMLInputElement | HTMLTextAreaElement)[]} */
const fields = () => [...panel.querySelectorAll('input, textarea')].filter(isField);
/**
 * @param {Element} element
 * @returns {element is HTMLInputElement | HTMLTextAreaElement}
 */
const isField = (element) =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
/** @param {Event} event */
const isExample = (event) =>
  /** @type {CustomEvent} */ (event).detail.requestConfig?.verb === 'get';

panel.addEventListener('htmx:beforeSwap', (event) => {
  if (!isExample(event)) return;
  const typed = fields()
    .map((field) => ({ field, value: field.value }))
    .filter(({ field, value }) => value.trim() !== '' && value !== field.defaultValue);
  // What is brought up to date keeps what was typed (see morph.js), and to a field that was emptied
  // something was done, too. Only this makes it one that was never touched.
  need('#demo-form', HTMLFormElement).reset();
  for (const { field, value } of typed) field.value = value;
});

panel.addEventListener('htmx:afterSwap', (event) => {
  if (!isExample(event)) return;
  const isKept = fields().some((field) => field.value !== field.defaultValue);
  need('[data-kept]', HTMLElement, panel).hidden = !isKept;
});
