/** The list of drafts: selecting, and rows that change under the eyes of a person. */
import { need } from './elements.js';
import { boxes, can, chosen, detailOf, isBox, list } from './list-boxes.js';
import { decideByForm } from './list-deeds.js';
import { decideByKey } from './list-keys.js';
import { searchByKeys } from './list-search.js';
import { rememberPlace, returnToPlace } from './place.js';

/** Whether what is being swapped in came by itself, and not because the person asked. */
let isLive = false;
/** The box that was clicked last, where a range with shift begins. */
let anchor = '';

/** The bar, the box for all and the rows say what is selected. */
function show() {
  const all = boxes();
  const picked = chosen();
  for (const box of all) box.closest('tr')?.toggleAttribute('data-chosen', box.checked);
  const whole = list.querySelector('#all');
  if (isBox(whole)) {
    whole.checked = picked.length > 0 && picked.length === all.length;
    whole.indeterminate = picked.length > 0 && !whole.checked;
  }
  const count = list.querySelector('[data-count]');
  if (count) count.textContent = `${picked.length} selected`;
  for (const button of list.querySelectorAll('.bulk button[name=do]')) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.disabled = !picked.some((box) => can(box, button.value));
  }
}

list.addEventListener('click', (event) => {
  const { target, shiftKey } = event;
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
list.addEventListener('click', ({ target }) => {
  const row = target instanceof Element && target.closest('a[href]')?.closest('[data-row]');
  if (row) rememberPlace(row);
});
// What tells more under the pointer lies above the row's link, and leads where that does.
list.addEventListener('click', (event) => {
  const { target } = event;
  const told = target instanceof Element ? target.closest('.sender[title], .mark[title]') : null;
  const link = told?.closest('[data-row]')?.querySelector('a[href]');
  link?.dispatchEvent(new MouseEvent('click', event));
});
// The boxes are cleared after the event.
list.addEventListener('reset', () => setTimeout(show));

list.addEventListener('htmx:configRequest', (event) => {
  // Asked again by itself, the list stays the one that the address names by now.
  if (event.target === list) detailOf(event).path = location.pathname + location.search;
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

decideByForm(show);
decideByKey();
searchByKeys();
show();
returnToPlace();
