import { need } from './elements.js';

const words = { live: 'Live', lost: 'Reconnecting', out: 'Signed out' };

/**
 * Shows at the head of the page whether it follows what happens.
 * @param {import('./events.js').LinkState | 'out'} state
 */
export function showLink(state) {
  const live = need('#live', HTMLElement);
  if (live.dataset['state'] === state) return;
  live.dataset['state'] = state;
  live.hidden = false;
  need('[data-live-text]', HTMLElement, live).textContent = words[state];
}
