/** The list of drafts: selecting, and rows that change under the eyes of a person. */
import { need } from './elements.js';

const list = need('#list', HTMLElement);
/** Whether what is being swapped in came by itself, and not because the person asked. */
let isLive = false;
/** The box that was clicked last, where a range with shift begins. */
let anchor = '';

/** @returns {HTMLInputElement[]} */
const boxes = () => [...list.querySelectorAll('input[name=draft]')].filter(isBox);
/**
 * @param {unknown} element
 * @returns {element is HTMLInputElement}
 */
const isBox = (element) => element instanceof HTMLInputElement && element.type === 'checkbox';
/**
 * @param {unknown} element
 * @returns {element is HTMLButtonElement}
 */
const isRowButton = (element) =>
  element instanceof HTMLButtonElement && element.matches('#selection tbody button');
/** @param {Event} event */
const detailOf = (event) => /** @type {CustomEvent} */ (event).detail;

/** The bar, the box for all and the rows say what is selected. */
function show() {
  const all = boxes();
  const chosen = all.filter((box) => box.checked);
  for (const box of all) box.closest('tr')?.toggleAttribute('data-chosen', box.checked);
  const whole = list.querySelector('#all');
  if (isBox(whole)) {
    whole.checked = chosen.length > 0 && chosen.length === all.length;
    whole.indeterminate = chosen.length > 0 && !whole.checked;
  }
  const count = list.querySelector('[data-count]');
  if (count) count.textContent = `${chosen.length} selected`;
  for (const button of list.querySelectorAll('.bulk button[name=do]')) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.disabled = !chosen.some((box) => box.dataset['can']?.split(' ').includes(button.value));
  }
}

list.addEventListener('click', (event) => {
  const { target, shiftKey } = event;
  // It asks by itself, and shall not send the whole form as well.
  if (isRowButton(target)) event.preventDefault();
  if (!isBox(target) || target.name !== 'draft') return;
  const all = boxes();
  const from = all.findIndex((box) => box.value === anchor);
  const to = all.indexOf(target);
  if (shiftKey && from >= 0) {
    for (const box of all.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      box.checked = target.checked;
    }
  }
  anchor = target.value;
});
list.addEventListener('change', ({ target }) => {
  if (isBox(target) && target.id === 'all') {
    for (const box of boxes()) box.checked = target.checked;
  }
  show();
});
// The boxes are cleared after the event.
list.addEventListener('reset', () => setTimeout(show));

/** `e` leads to the reply itself, where `enter` leads to the whole message. */
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  if (key !== 'e' || ctrlKey || metaKey || altKey || !(target instanceof Element)) return;
  const link = target.closest('[data-row]')?.querySelector('a[href]');
  if (!(link instanceof HTMLAnchorElement) || target.matches('input:not([type=checkbox])')) return;
  event.preventDefault();
  location.assign(`${link.href}#reply-body`);
});

list.addEventListener('htmx:configRequest', (event) => {
  const detail = detailOf(event);
  // Asked again by itself, the list stays the one that the address names by now.
  if (event.target === list) detail.path = location.pathname + location.search;
  // Of all that the form holds, a row's button means its row alone.
  const button = detail.triggeringEvent?.target;
  if (!isRowButton(button)) return;
  detail.parameters.set('do', button.value);
  const box = button.closest('tr')?.querySelector('input[name=draft]');
  detail.parameters.set('draft', isBox(box) ? box.value : '');
});

/** What the list's own requests leave in the dark: a change that came while one was under way. */
let asking = 0;
let isMissed = false;
document.addEventListener('live:drafts', () => void (isMissed ||= asking > 0), { capture: true });
list.addEventListener('htmx:beforeRequest', (event) => {
  if (detailOf(event).target === list) asking += 1;
});
list.addEventListener('htmx:afterRequest', (event) => {
  if (detailOf(event).target !== list) return;
  asking -= 1;
  if (asking > 0 || !isMissed) return;
  isMissed = false;
  // Once htmx has let go of the request that ends here.
  setTimeout(() => document.body.dispatchEvent(new CustomEvent('live:drafts')));
});

/** What leaves the house for good is asked about once more. */
list.addEventListener('htmx:confirm', (event) => {
  const detail = detailOf(event);
  const deed = detail.triggeringEvent?.submitter;
  if (!(deed instanceof HTMLButtonElement) || deed.value !== 'send') return;
  event.preventDefault();
  const count = boxes().filter((box) => box.checked).length;
  const dialog = need('#confirm', HTMLDialogElement);
  need('[data-question]', HTMLElement, dialog).textContent =
    count === 1 ? 'Send this reply now?' : `Send these ${count} replies now?`;
  dialog.returnValue = '';
  dialog.addEventListener(
    'close',
    () => {
      if (dialog.returnValue === 'yes') detail.issueRequest(true);
    },
    { once: true },
  );
  dialog.showModal();
});

list.addEventListener('htmx:afterRequest', (event) => {
  const { successful, target } = detailOf(event);
  const { target: asking } = event;
  if (!successful || !(asking instanceof HTMLFormElement) || asking.id !== 'selection') return;
  if (target === asking) asking.reset();
});

/** @type {{ row: Element, top: number } | null} */
let held = null;
/** @type {Set<string>} */
let known = new Set();

list.addEventListener('htmx:beforeSwap', (event) => {
  if (event.target !== list) return;
  isLive = detailOf(event).requestConfig.triggeringEvent?.type.startsWith('live:') ?? false;
  known = ids();
  const row =
    document.activeElement?.closest('[data-row]') ?? list.querySelector('[data-row]:hover');
  held = isLive && row ? { row, top: row.getBoundingClientRect().top } : null;
});

list.addEventListener('htmx:afterSwap', (event) => {
  if (event.target !== list) return;
  show();
  if (!isLive) return;
  // The row in hand stays where it is on the screen, however many came above it.
  if (held?.row.isConnected) scrollBy(0, held.row.getBoundingClientRect().top - held.top);
  const fresh = [...list.querySelectorAll('[data-row]')].filter(({ id }) => !known.has(id));
  if (fresh.length > 0) announce(fresh.length);
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const row of fresh) {
    row.animate({ backgroundColor: ['var(--fresh)', 'var(--surface)'] }, 2_400);
  }
});

const announceMs = 10_000;
let announcedAt = -announceMs;

/**
 * To who listens to the page instead of looking at it, and not for each of many.
 * @param {number} count
 */
function announce(count) {
  if (performance.now() - announcedAt < announceMs) return;
  announcedAt = performance.now();
  need('#arrived', HTMLElement).textContent = count === 1 ? '1 new draft' : `${count} new drafts`;
}

function ids() {
  return new Set([...list.querySelectorAll('[data-row]')].map(({ id }) => id));
}

show();
