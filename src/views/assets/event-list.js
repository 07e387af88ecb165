import { make } from './elements.js';
import { clockText } from './times.js';

/** @typedef {import('./actors.js').Received} Received */

const kept = 200;

/** The latest events in the page, the newest on top; older ones fall out. */
export class EventList {
  #list;
  #onSelect;
  #words = '';

  /**
   * @param {HTMLOListElement} list
   * @param {(received: Received) => void} onSelect
   */
  constructor(list, onSelect) {
    this.#list = list;
    this.#onSelect = onSelect;
  }

  /** @param {Received[]} events the oldest first, at most as many as are kept */
  add(events) {
    this.#list.prepend(...events.map((received) => this.#itemOf(received)).toReversed());
    while (this.#list.children.length > kept) this.#list.lastElementChild?.remove();
  }

  /** @param {string} words lower case; empty shows all */
  filter(words) {
    this.#words = words;
    for (const item of this.#list.children) this.#match(item);
  }

  /** @param {Received} received */
  #itemOf(received) {
    const button = make('button');
    button.type = 'button';
    button.append(
      make('span', 'at', clockText(received.at)),
      make('span', 'type', received.type),
      make('span', 'to', received.from ? `${received.from} → ${received.to}` : `→ ${received.to}`),
    );
    button.addEventListener('click', () => this.#onSelect(received));
    const item = make('li');
    item.append(button);
    this.#match(item);
    return item;
  }

  /** @param {Element} item */
  #match(item) {
    const matches = (item.textContent ?? '').toLowerCase().includes(this.#words);
    item.toggleAttribute('hidden', !matches);
  }
}
