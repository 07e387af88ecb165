/** Whether the person is still signed in, and what an open page does while they are not. */
import { showLink } from './link.js';
import { note } from './toasts.js';

const lookMs = 5_000;
let isOut = false;
/** @type {Promise<void>} while signed out: until that is over */
let back = Promise.resolve();
let beBack = () => {};

/** While signed out no region asks for itself: each would be refused, again and again. */
export function watchSession() {
  document.addEventListener('htmx:confirm', (event) => {
    const { triggeringEvent } = /** @type {CustomEvent} */ (event).detail;
    if (isOut && triggeringEvent?.type.startsWith('live:')) event.preventDefault();
  });
  addEventListener('focus', lookAgain);
  document.addEventListener('visibilitychange', lookAgain);
  setInterval(lookAgain, lookMs);
}

/** Says so once and for as long as it is so. What was typed stays in this tab. */
export function askToSignIn() {
  if (isOut) return;
  isOut = true;
  back = new Promise((resolve) => void (beBack = resolve));
  showLink('out');
  const next = encodeURIComponent(location.pathname + location.search);
  note('You are signed out. What you typed is still here.', {
    link: { href: `/login?next=${next}`, label: 'Sign in in a new tab, then save again' },
    until: back,
  });
}

/**
 * Resolves at once for who is signed in, else as soon as they are again.
 * @returns {Promise<boolean>} whether that had to be waited for
 */
export async function signedIn() {
  if (!(await isRefused())) return false;
  askToSignIn();
  await back;
  return true;
}

/** Such as when another page of ours was opened. */
export async function lookAgain() {
  if (!isOut || document.hidden || (await isRefused()) || !isOut) return;
  isOut = false;
  beBack();
  showLink('lost');
  note('You are signed in again.', { tone: 'good' });
  document.dispatchEvent(new CustomEvent('session:back'));
}

/**
 * Asked as a page, for the way to the sign-in leaves no error in the browser's console, as a 401
 * would each time. A server that is away has not refused anybody.
 */
async function isRefused() {
  try {
    const { type } = await fetch('/events', {
      method: 'HEAD',
      headers: { Accept: 'text/html' },
      redirect: 'manual',
      cache: 'no-store',
    });
    return type === 'opaqueredirect';
  } catch {
    return isOut;
  }
}
