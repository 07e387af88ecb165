import { loadStory } from './story.js';

/** @typedef {import('./story.js').Story} Story */
/** @typedef {'loading' | 'none' | 'failed' | Story} Found */

/** The story that is looked at, asked for once. */
export class Shelf {
  #address;
  #onFound;
  /** @type {string | null} */
  #name = null;
  /** @type {Found} */
  #found = 'loading';

  /** @param {string} address what the names of stories follow @param {() => void} onFound */
  constructor(address, onFound) {
    this.#address = address;
    this.#onFound = onFound;
  }

  /** @param {string} name @returns {Found} as far as it is known; `onFound` is called when it is */
  get(name) {
    if (name !== this.#name) void this.#ask(name);
    return this.#found;
  }

  /** Asked again at the next `get`. */
  forget() {
    this.#name = null;
  }

  /** @param {string} name */
  async #ask(name) {
    this.#name = name;
    this.#found = 'loading';
    const url = `${this.#address}/${encodeURIComponent(name)}`;
    const found = await loadStory(url).catch(() => /** @type {const} */ ('failed'));
    if (name !== this.#name) return;
    this.#found = found ?? 'none';
    this.#onFound();
  }
}
