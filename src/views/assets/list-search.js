/** The list's search: by keyboard into the rows, and once more where the server was away. */
import { focusRow } from './keys.js';
import { detailOf, list } from './list-boxes.js';

/** Whether what the form says has not reached the server. */
let isUnasked = false;
/** Whether the answer is to be entered: Enter was pressed, and nothing typed since. */
let isEntered = false;

export function searchByKeys() {
  list.addEventListener('keydown', ({ target, key, isComposing }) => {
    if (target instanceof Element && target.id === 'q') isEntered = key === 'Enter' && !isComposing;
  });
  list.addEventListener('htmx:afterRequest', (event) => {
    const { elt, successful, xhr } = detailOf(event);
    if (elt.id === 'filter') isUnasked = !successful && (xhr.status === 0 || xhr.status >= 500);
  });
  list.addEventListener('htmx:afterSwap', (event) => {
    if (detailOf(event).requestConfig?.elt.id !== 'filter' || !isEntered) return;
    isEntered = false;
    const row = list.querySelector('[data-row]');
    if (row instanceof HTMLElement) focusRow(row);
  });
  document.body.addEventListener('live:drafts', (event) => {
    const filter = document.querySelector('#filter');
    if (!isUnasked || !detailOf(event)?.all || !(filter instanceof HTMLFormElement)) return;
    isUnasked = false;
    filter.requestSubmit();
  });
}
