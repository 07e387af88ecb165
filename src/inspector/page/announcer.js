import { make } from './dom.js';

/** Nobody can listen to more, in milliseconds. */
const pauseMs = 3_000;

/** Says to who listens what the chosen actor does, politely and not at every event. */
export class Announcer {
  element = make('p', 'i-unseen');
  #text = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  constructor() {
    this.element.setAttribute('role', 'status');
    this.element.setAttribute('aria-live', 'polite');
  }

  /** @param {string} text the latest one is said, once */
  say(text) {
    this.#text = text;
    if (this.#waiting !== undefined || text === this.element.textContent) return;
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined;
      if (this.element.textContent !== this.#text) this.element.textContent = this.#text;
    }, pauseMs);
  }
}
