import { make, need } from './elements.js';

const shownMs = 10_000;
const atOnce = 3;

/** Takes notes away after a while, though never from under the pointer or the focus. */
export function watchToasts() {
  const place = need('#toasts', HTMLElement);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node instanceof HTMLElement) receive(node, place);
    }
    const passing = [...place.children].filter((toast) => !toast.matches('[data-stays]'));
    for (const old of passing.slice(0, -atOnce)) old.remove();
  }).observe(place, { childList: true });

  place.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-dismiss]')) dismiss(target);
  });
  // What was undone is answered by a note of its own.
  place.addEventListener('htmx:afterRequest', (event) => {
    const { successful } = /** @type {CustomEvent} */ (event).detail;
    if (successful && event.target instanceof Element) dismiss(event.target);
  });
}

/** @param {Element} inside */
function dismiss(inside) {
  inside.closest('.toast')?.remove();
}

/**
 * @param {HTMLElement} toast
 * @param {HTMLElement} place
 */
function receive(toast, place) {
  if (!toast.hasAttribute('data-stays')) expire(toast);
  const about = aboutOf(toast);
  if (about.length === 0) return;
  // The newest word on a draft stands: what an older one says or undoes is past.
  for (const old of place.querySelectorAll('.toast')) {
    if (old === toast) return;
    const before = aboutOf(old);
    if (before.length > 0 && before.every((id) => about.includes(id))) old.remove();
  }
}

/**
 * The drafts that a note is about: those it names, or the one that the page is about.
 * @param {Element} toast
 */
function aboutOf(toast) {
  const page = document.querySelector('main [data-draft]')?.getAttribute('data-draft');
  const about = toast.getAttribute('data-about') ?? page ?? '';
  return about.split(' ').filter((id) => id !== '');
}

/** @param {HTMLElement} toast */
function expire(toast) {
  // What is under way is soon no longer true, and the button that began it lies below its note.
  const held = toast.dataset['tone'] === 'busy' ? ':focus-within' : ':hover, :focus-within';
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (toast.matches(held)) wait();
      else toast.remove();
    }, shownMs);
  };
  for (const leaving of ['mouseleave', 'focusout']) toast.addEventListener(leaving, wait);
  wait();
}

/**
 * @typedef {object} Manner
 * @property {'good' | 'warn' | 'bad'} [tone]
 * @property {{ href: string, label: string }} [link] the way out, in a tab of its own: this page
 *   may hold what was typed
 * @property {Promise<unknown>} [until] it stays till then, unless it is dismissed
 */

/**
 * A note of the page's own, such as that the server could not be reached.
 * @param {string} text
 * @param {Manner} [manner]
 */
export function note(text, { tone = 'bad', link, until } = {}) {
  const place = need('#toasts', HTMLElement);
  if (place.lastElementChild?.querySelector('p')?.textContent === text) return;
  const toast = make('div', 'toast');
  toast.dataset['tone'] = tone;
  toast.dataset['about'] = '';
  toast.append(make('p', '', text));
  if (link) {
    const way = make('a', '', link.label);
    way.href = link.href;
    way.target = '_blank';
    way.rel = 'noopener';
    toast.append(way);
  }
  if (until) {
    toast.dataset['stays'] = '';
    void until.then(() => toast.remove());
  }
  const close = make('button', 'plain', '×');
  close.type = 'button';
  close.dataset['dismiss'] = '';
  close.ariaLabel = 'Dismiss';
  toast.append(close);
  place.append(toast);
}
