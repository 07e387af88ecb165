/**
 * The page by keyboard. An element with `data-key="a"` is clicked, or focused if it is a field, when
 * that key is pressed outside of fields; several keys are parted by spaces, and the space bar is
 * called `Space`. A key looks first in what has `data-keys-first` and is shown (such as the bar of a
 * selection), then in the row that has the focus, then on the rest of the page.
 *
 * A row has `data-row`, an id and a link; `j` and `k` move along rows, and so do the arrows once in a row;
 * the space bar ticks its box. Inside `data-advance="a x"` those keys go on to the next row.
 * `g` and then `data-go` goes to a page; `u` and Escape follow the link with `data-back`.
 */

const goMs = 1_200;
const textless = new Set([
  'button',
  'checkbox',
  'radio',
  'submit',
  'reset',
  'file',
  'range',
  'color',
]);
/** Where a row was left last: its id, for when the focus went elsewhere. */
let lastRow = '';
let goUntil = 0;

export function listenForKeys() {
  document.addEventListener('keydown', onKey);
  document.addEventListener('focusin', ({ target }) => {
    const row = rowOf(target);
    if (row) lastRow = row.id;
  });
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector('dialog[open], [popover]:popover-open')) return;
  if (isField(target)) {
    if (event.key === 'Escape' && target instanceof HTMLElement) leave(event, target);
    return;
  }
  const key = event.key === ' ' ? 'Space' : event.key;
  if ((key === 'Space' || key === 'Enter') && works(target, key)) return;
  // `u` undoes only where it leads nowhere; Escape first clears what there is to clear.
  const isDone =
    go(key) ||
    move(key) ||
    (key === 'u' && goBack()) ||
    press(key) ||
    (key === 'Escape' && goBack());
  if (isDone) event.preventDefault();
}

/** By the page's link with `data-back`, to the page that this one belongs to. */
function goBack() {
  const link = document.querySelector('a[data-back]');
  if (link instanceof HTMLElement) link.click();
  return link !== null;
}

/** @param {EventTarget | null} target */
export function isField(target) {
  if (target instanceof HTMLInputElement) return !textless.has(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}

/**
 * Whether the element does something of its own with the key.
 * @param {EventTarget | null} target
 * @param {'Space' | 'Enter'} key
 */
function works(target, key) {
  if (!(target instanceof Element)) return false;
  return target.matches(key === 'Enter' ? 'a, button, input, summary' : 'button, input, summary');
}

/**
 * To the row where the person was, if there is one; a search is cleared first.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} field
 */
function leave(event, field) {
  event.preventDefault();
  if (field instanceof HTMLInputElement && field.type === 'search' && field.value !== '') {
    field.value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return;
  }
  field.blur();
  if (field.closest('[data-row]')) return;
  const row = rows().find((known) => known.id === lastRow);
  if (row) focusRow(row);
}

/** @param {string} key */
function go(key) {
  if (key === 'g') {
    goUntil = performance.now() + goMs;
    return true;
  }
  if (performance.now() > goUntil) return false;
  goUntil = 0;
  const link = document.querySelector(`[data-go=${CSS.escape(key)}]`);
  if (link instanceof HTMLElement) link.click();
  return link !== null;
}

/** @param {string} key */
function move(key) {
  const arrow = key === 'ArrowDown' || key === 'ArrowUp';
  if (arrow && !rowOf(document.activeElement)) return false;
  if (key === 'j' || key === 'ArrowDown') return step(1);
  if (key === 'k' || key === 'ArrowUp') return step(-1);
  return false;
}

/**
 * @param {1 | -1} by
 * @returns {boolean} whether there are rows at all
 */
function step(by) {
  const all = rows();
  const now = rowOf(document.activeElement);
  const at = now ? all.indexOf(now) : all.findIndex((row) => row.id === lastRow);
  // Back on the page one begins where one was, and not a row further.
  const next = now || at < 0 ? all[at < 0 ? 0 : at + by] : all[at];
  if (next) focusRow(next);
  return all.length > 0;
}

/** @param {string} key */
function press(key) {
  const found = elementOf(key);
  if (!found) return false;
  const isText = isField(found);
  if (isText) found.focus();
  else found.click();
  if (found instanceof HTMLInputElement && isText) found.select();
  const advance = rowOf(found)?.closest('[data-advance]')?.getAttribute('data-advance');
  if (advance?.split(' ').includes(key)) step(1);
  return true;
}

/**
 * @param {string} key
 * @returns {HTMLElement | undefined}
 */
function elementOf(key) {
  const selector = `[data-key~="${CSS.escape(key)}"]`;
  const row = rowOf(document.activeElement);
  const box = row?.querySelector('input[type=checkbox]');
  if (key === 'Space' && box && isReady(box)) return box;
  const first = [...document.querySelectorAll(`[data-keys-first] ${selector}`)].filter(
    (found) => found instanceof HTMLElement && found.checkVisibility(),
  );
  // What may not be done to all that is selected is not done to one of them instead.
  if (first.length > 0) return first.find(isReady);
  const inRow = row?.querySelectorAll(selector) ?? [];
  const others = [...document.querySelectorAll(selector)].filter((found) => !rowOf(found));
  // The last of a kind: of several notes the one that came last.
  return [...others, ...inRow].findLast(isReady);
}

/**
 * @param {Element} element
 * @returns {element is HTMLElement}
 */
function isReady(element) {
  return (
    element instanceof HTMLElement && !element.matches(':disabled') && element.checkVisibility()
  );
}

function rows() {
  const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-row]'));
  return [...all].filter((row) => row.checkVisibility());
}

/** @param {HTMLElement} row */
export function focusRow(row) {
  const target = row.querySelector('a[href]') ?? row;
  if (target instanceof HTMLElement) target.focus();
  row.scrollIntoView({ block: 'nearest' });
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
function rowOf(target) {
  return target instanceof Element ? target.closest('[data-row]') : null;
}
