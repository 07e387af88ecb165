/**
 * The way back from a message to its place in the list. The list notes where it is left; a message
 * page corrects its link with `data-back` by that, and notes which message was read last.
 *
 * @typedef {object} Place
 * @property {string} address the list's path and query
 * @property {string} row the id of the row that was opened
 * @property {string} last the id of the row that was read last
 * @property {number} top where the row was in the window, in pixels
 */
import { focusRow } from './keys.js';

const key = 'marketing-ops-agent.place';

/** @param {Element} row */
export function rememberPlace(row) {
  const { id } = row;
  write({ address: here(), row: id, last: id, top: row.getBoundingClientRect().top });
}

/** Once the list is shown again: the row has the focus, at the height where it was. */
export function returnToPlace() {
  const place = read();
  if (place?.address !== here() || !cameBack()) return;
  const row = document.getElementById(place.last) ?? document.getElementById(place.row);
  if (!row) return;
  focusRow(row);
  scrollBy(0, row.getBoundingClientRect().top - place.top);
}

export function mindTheWayBack() {
  const link = document.querySelector('a[data-back]');
  const place = read();
  if (!(link instanceof HTMLAnchorElement) || !place) return;
  // The link knows the filter, and not how far somebody had leafed.
  if (pageless(place.address) !== pageless(link.href)) return;
  link.href = place.address;
  const draft = /^\/dashboard\/drafts\/(\d+)$/.exec(location.pathname)?.[1];
  if (draft) write({ ...place, last: `d${draft}` });
}

/** By the link or by the browser's own button; who comes by another way begins at the top. */
function cameBack() {
  const [way] = performance.getEntriesByType('navigation');
  if (way instanceof PerformanceNavigationTiming && way.type === 'back_forward') return true;
  if (!URL.canParse(document.referrer)) return false;
  const { origin, pathname } = new URL(document.referrer);
  return origin === location.origin && /^\/dashboard\/(?:drafts|messages)\//.test(pathname);
}

const here = () => location.pathname + location.search;

/** @param {string} address */
function pageless(address) {
  const url = new URL(address, location.href);
  url.searchParams.delete('cursor');
  return url.pathname + url.search;
}

/** @returns {Place | null} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    // A browser may forbid it, and then there is nothing to return to.
    return null;
  }
}

/** @param {Place} place */
function write(place) {
  try {
    sessionStorage.setItem(key, JSON.stringify(place));
  } catch {
    // As above.
  }
}
