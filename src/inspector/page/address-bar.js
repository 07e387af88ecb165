import { isSameSubject, nowhere, readPlace, writePlace } from './address.js';

/** @typedef {import('./address.js').Place} Place */

/** Keeps the browser's address at what is looked at, so that it can be passed on and gone back to. */
export class AddressBar {
  #story;
  /** @type {Place} */
  #place = nowhere;

  /** @param {string | null} story see `readPlace` @param {(place: Place) => void} onBack back or forward */
  constructor(story, onBack) {
    this.#story = story;
    addEventListener('popstate', () => onBack(this.read()));
  }

  /** @returns {Place} */
  read() {
    this.#place = readPlace(location.search, this.#story);
    return this.#place;
  }

  /** Another subject is another entry of the history; a step or a view of it is not. @param {Place} place */
  write(place) {
    const search = writePlace(place, this.#story, location.search);
    const isOther = !isSameSubject(place, this.#place);
    this.#place = place;
    const address = `${location.pathname}${search}${location.hash}`;
    if (isOther) history.pushState(null, '', address);
    else if (search !== location.search) history.replaceState(history.state, '', address);
  }

  /** As `write`, but never another entry: the same subject, under another name. @param {Place} place */
  rename(place) {
    this.#place = place;
    this.write(place);
  }
}
