import { byPlace, familyOf } from './sequence-places.js';

/** @typedef {import('./sequence-places.js').Place} Place */

/** Beyond these, all share one. */
export const mostLanes = 12;

/**
 * Which places have a lane of their own. Once there, a lane stays where it stands towards the others;
 * the last ones of a machine of which there are many give way to a machine that has none yet.
 */
export class Lanes {
  /** In the order in which they are shown. @type {Place[]} */
  list = [];
  /** Without a lane of their own, by key. @type {Map<string, Place>} */
  others = new Map();
  /** @type {Map<string, number>} */
  #columns = new Map();

  clear() {
    this.list = [];
    this.others.clear();
    this.#columns.clear();
  }

  /** How many columns there are, with that of the others. */
  get size() {
    return this.list.length + (this.others.size > 0 ? 1 : 0);
  }

  /**
   * @param {Place} place
   * @returns {boolean} whether columns have changed
   */
  add(place) {
    if (this.#columns.has(place.key) || this.others.has(place.key)) return false;
    if (this.list.length < mostLanes) {
      this.list.push(place);
      return this.#arrange();
    }
    const hadOthers = this.others.size > 0;
    const crowded = this.#crowded(place);
    this.others.set((crowded ?? place).key, crowded ?? place);
    if (!crowded) return !hadOthers;
    this.list[this.list.indexOf(crowded)] = place;
    return this.#arrange();
  }

  /** The place's column, from 0. @param {Place} place */
  columnOf(place) {
    return this.#columns.get(place.key) ?? this.list.length;
  }

  /** Whether its lane is its own. @param {Place} place */
  has(place) {
    return this.#columns.has(place.key);
  }

  #arrange() {
    this.list.sort(byPlace);
    this.#columns = new Map(this.list.map((place, i) => [place.key, i]));
    return true;
  }

  /**
   * The last lane of the largest family, if that would still be no smaller than the newcomer's.
   * @param {Place} newcomer
   */
  #crowded(newcomer) {
    /** @type {Map<string, Place[]>} */
    const families = new Map();
    for (const place of this.list) {
      const family = familyOf(place);
      families.set(family, [...(families.get(family) ?? []), place]);
    }
    const [largest = []] = [...families.values()].toSorted((a, b) => b.length - a.length);
    const own = families.get(familyOf(newcomer))?.length ?? 0;
    return largest.length > own + 1 ? largest.at(-1) : undefined;
  }
}
