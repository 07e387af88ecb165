/**
 * A class on the elements of some keys. Touches only what changes. An element may stand for several
 * keys (an arrow that several transitions share) and keeps the class as long as one of them has it.
 */
export class Marks {
  #className;
  #find;
  #also;
  /** @type {Set<string>} */
  #keys = new Set();
  /** @type {Map<Element, number>} */
  #held = new Map();

  /**
   * @param {string} className
   * @param {(key: string) => Iterable<Element>} find
   * @param {(element: Element, isOn: boolean) => void} [also] what else changes with the class
   */
  constructor(className, find, also = () => {}) {
    this.#className = className;
    this.#find = find;
    this.#also = also;
  }

  /** @param {string} key */
  has(key) {
    return this.#keys.has(key);
  }

  /**
   * Marks these and no others.
   * @param {Iterable<string>} keys
   * @returns {string[]} those that were not marked before
   */
  set(keys) {
    const wanted = new Set(keys);
    for (const key of this.#keys) if (!wanted.has(key)) this.delete(key);
    return [...wanted].filter((key) => this.add(key));
  }

  /** @param {string} key @returns {boolean} whether it was not marked before */
  add(key) {
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    for (const element of this.#find(key)) this.#hold(element, 1);
    return true;
  }

  /** @param {string} key */
  delete(key) {
    if (!this.#keys.delete(key)) return;
    for (const element of this.#find(key)) this.#hold(element, -1);
  }

  /** @param {Element} element @param {1 | -1} by */
  #hold(element, by) {
    const before = this.#held.get(element) ?? 0;
    const now = before + by;
    if (now > 0) this.#held.set(element, now);
    else this.#held.delete(element);
    if (before > 0 === now > 0) return;
    element.classList.toggle(this.#className, now > 0);
    this.#also(element, now > 0);
  }
}
