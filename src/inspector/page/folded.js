/**
 * What the feed told as a text within a text. Most of it is never looked at, and thousands of such
 * texts are kept: as objects they would be a burden to whoever collects the garbage.
 */
export class Folded {
  #read;
  /** @type {unknown} */
  #value;
  #isRead = false;

  /** @param {() => unknown} read */
  constructor(read) {
    this.#read = read;
  }

  get value() {
    if (!this.#isRead) this.#value = this.#read();
    this.#isRead = true;
    return this.#value;
  }

  /** In JSON it is what it holds. */
  toJSON() {
    return this.value;
  }
}

/** @param {unknown} value @returns {unknown} what it holds, if it is folded */
export function unfold(value) {
  return value instanceof Folded ? value.value : value;
}

/** @param {string} text of JSON */
export function foldedText(text) {
  return new Folded(() => JSON.parse(text));
}

/** @param {object} whole without its parts @param {Record<string, string>} parts texts of JSON */
export function foldedParts(whole, parts) {
  const read = ([name = '', text = '']) => [name, JSON.parse(text)];
  return new Folded(() => ({ ...whole, ...Object.fromEntries(Object.entries(parts).map(read)) }));
}
