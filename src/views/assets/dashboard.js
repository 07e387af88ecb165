import { watchActions } from './actions.js';
import { need } from './elements.js';
import { followEvents } from './events.js';
import { patch } from './patch.js';
import { announce, fragment, paced, showLink } from './refresh.js';
import { localiseTimes } from './times.js';

const rows = need('#rows', HTMLElement);
const strip = need('#strip', HTMLElement);
const form = need('#search', HTMLFormElement);
const words = need('#q', HTMLInputElement);

const typingMs = 250;
const rowsMs = 700;
const stripMs = 1_000;
const announceMs = 10_000;
/** A pause or a lost database is told by no event. */
const stripAgeMs = 15_000;
let announcedAt = 0;
let searchedFor = words.value;

const refreshRows = paced(async () => {
  const query = location.search;
  const fresh = await fragment(`/dashboard/rows${query}`);
  // The search text has changed meanwhile: these rows answer a question nobody asks any more.
  if (query !== location.search) {
    refreshRows(true);
    return;
  }
  const added = patch(rows, fresh);
  const searched = searchedFor !== words.value;
  searchedFor = words.value;
  if (added > 0 && !searched) announceNew(added);
}, rowsMs);

const refreshStrip = paced(async () => {
  patch(strip, await fragment('/dashboard/strip'));
}, stripMs);

/** @param {number} count */
function announceNew(count) {
  if (Date.now() - announcedAt < announceMs) return;
  announcedAt = Date.now();
  announce(count === 1 ? '1 new draft' : `${count} new drafts`);
}

function search() {
  const address = new URL(location.href);
  if ((address.searchParams.get('q') ?? '') === words.value) return;
  setSearch(address, words.value);
  // The tabs go on with the search text as it stands.
  for (const tab of document.querySelectorAll('.tabs a')) {
    if (!(tab instanceof HTMLAnchorElement)) continue;
    const target = new URL(tab.href);
    setSearch(target, words.value);
    tab.href = target.pathname + target.search;
  }
  history.replaceState(null, '', address);
  refreshRows(true);
}

/**
 * @param {URL} url
 * @param {string} q
 */
function setSearch(url, q) {
  if (q) url.searchParams.set('q', q);
  else url.searchParams.delete('q');
  url.searchParams.delete('cursor');
}

let typing = 0;
words.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(search, typingMs);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(typing);
  search();
});

localiseTimes(document);
watchActions(strip, {
  notice: need('#notice', HTMLElement),
  onDone: () => refreshStrip(true),
});
setInterval(() => {
  if (!document.hidden) refreshStrip();
}, stripAgeMs);
followEvents({
  onState: showLink,
  onChange: ({ type }) => {
    if (type === 'all' || type.startsWith('draft.')) refreshRows();
    refreshStrip();
  },
});
