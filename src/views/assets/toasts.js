import { make, need } from './elements.js';

const shownMs = 10_000;
const atOnce = 3;

/** Takes notes away after a while, though never from under the pointer or the focus. */
export function watchToasts() {
  const place = need('#toasts', HTMLElement);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node instanceof HTMLElement) expire(node);
    }
    for (const old of [...place.children].slice(0, -atOnce)) old.remove();
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

/** @param {HTMLElement} toast */
function expire(toast) {
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (toast.matches(':hover, :focus-within')) wait();
      else toast.remove();
    }, shownMs);
  };
  for (const leaving of ['mouseleave', 'focusout']) toast.addEventListener(leaving, wait);
  wait();
}

/**
 * A note of the page's own, such as that the server could not be reached.
 * @param {string} text
 * @param {{ href: string, label: string }} [link] the way out
 */
export function warn(text, link) {
  const place = need('#toasts', HTMLElement);
  if (place.lastElementChild?.querySelector('p')?.textContent === text) return;
  const toast = make('div', 'toast');
  toast.dataset['tone'] = 'bad';
  toast.append(make('p', '', text));
  if (link) {
    const way = make('a', '', link.label);
    way.href = link.href;
    toast.append(way);
  }
  const close = make('button', 'plain', '×');
  close.type = 'button';
  close.dataset['dismiss'] = '';
  close.ariaLabel = 'Dismiss';
  toast.append(close);
  place.append(toast);
}
