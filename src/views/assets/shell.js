/** What every page has: keys, notes, times of the reader's own, and words for what went wrong. */
import { keepPlace } from './focus.js';
import { offerHelp } from './help.js';
import { listenForKeys } from './keys.js';
import { showLink } from './link.js';
import { keepWhatIsTouched } from './morph.js';
import { localiseTimes } from './times.js';
import { warn, watchToasts } from './toasts.js';

// Outside of what is ever swapped, so that styles may ask for it.
document.documentElement.dataset['script'] = '';
keepWhatIsTouched();
localiseTimes(document);
listenForKeys();
keepPlace();
offerHelp();
watchToasts();

// Such as the reply's editor, when `e` was pressed in the list.
const wanted = location.hash && document.getElementById(location.hash.slice(1));
if (wanted instanceof HTMLInputElement || wanted instanceof HTMLTextAreaElement) wanted.focus();

/** @param {Event} event */
const detailOf = (event) => /** @type {CustomEvent} */ (event).detail;

document.addEventListener('htmx:afterSwap', (event) => {
  if (event.target instanceof Element) localiseTimes(event.target);
});

for (const kind of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError']) {
  document.addEventListener(kind, (event) => explain(detailOf(event)));
}
document.addEventListener('htmx:beforeSwap', (event) => {
  const detail = detailOf(event);
  // A session that ended: the sign-in page would be put where a part of this page belongs.
  if (new URL(detail.xhr.responseURL || location.href).pathname !== '/login') return;
  detail.shouldSwap = false;
  askToSignIn();
});

/** @param {{ xhr: XMLHttpRequest, requestConfig: { verb: string, triggeringEvent?: Event } }} failed */
function explain({ xhr, requestConfig: { verb, triggeringEvent } }) {
  if (xhr.status === 401) return askToSignIn();
  // What refreshes itself is tried again by itself.
  if (triggeringEvent?.type.startsWith('live:')) return showLink('lost');
  if (xhr.status > 0) return warn(`The server answered ${xhr.status}. Its log says why.`);
  return warn(
    verb === 'get'
      ? 'The server could not be reached. Try again in a moment.'
      : 'The server did not answer. See whether it was done before you try again.',
  );
}

function askToSignIn() {
  const next = encodeURIComponent(location.pathname + location.search);
  const href = `/login?next=${next}`;
  warn('You are signed out. What you typed is still here.', { href, label: 'Sign in' });
}
