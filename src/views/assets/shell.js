/** What every page has: keys, notes, times of the reader's own, and words for what went wrong. */
import { keepPlace } from './focus.js';
import { offerHelp } from './help.js';
import { listenForKeys } from './keys.js';
import { showLink } from './link.js';
import { keepWhatIsTouched } from './morph.js';
import { mindTheWayBack } from './place.js';
import { askToSignIn, watchSession } from './session.js';
import { localiseTimes } from './times.js';
import { note, watchToasts } from './toasts.js';

// Outside of what is ever swapped, so that styles may ask for it.
document.documentElement.dataset['script'] = '';
keepWhatIsTouched();
localiseTimes(document);
listenForKeys();
keepPlace();
offerHelp();
watchToasts();
watchSession();
mindTheWayBack();

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
  if (xhr.status > 0)
    return note(reasonOf(xhr) ?? `The server answered ${xhr.status}. Its log says why.`);
  return note(
    verb === 'get'
      ? 'The server could not be reached. Try again in a moment.'
      : 'The server did not answer. See whether it was done before you try again.',
  );
}

/**
 * What the person can do something about is said in words: a scope that they lack, too many requests.
 * @param {XMLHttpRequest} xhr
 */
function reasonOf({ status, responseText }) {
  if (![403, 413, 429].includes(status)) return null;
  try {
    const { error } = JSON.parse(responseText);
    return typeof error.message === 'string' ? error.message : null;
  } catch {
    return null;
  }
}
