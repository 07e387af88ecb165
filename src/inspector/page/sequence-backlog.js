import { firstAfter } from './passages.js';
import { hasWords, isTimer, kindOf, rowOf } from './sequence-rows.js';

/**
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('./sequence-places.js').Places} Places
 * @typedef {import('./sequence-rows.js').Filter} Filter
 * @typedef {import('./sequence-rows.js').Gap} Gap
 * @typedef {import('./sequence-rows.js').Row} Row
 *
 * @typedef {{ seq: number, counted: number }} End how far a store is to be read
 */

/** As many rows as are shown at most. */
export const mostRows = 200;
/** A program may make up types of events; the list of them must end. */
const mostKinds = 200;

/** The rows that are not drawn yet, of which the latest are kept, and how often each kind was seen. */
export class Backlog {
  /** How often each kind of event passed the other filters, whatever is searched. @type {Map<string, number>} */
  kinds = new Map();
  /** Rows that were passed by in favour of later ones. */
  skipped = 0;
  /** Events that the store let go before they were read. */
  lost = 0;
  /** Events that the filters held back. */
  held = 0;
  /** Timers among them, hidden as such. */
  timers = 0;
  /** @type {Row[]} */
  #rows = [];
  /** The last passage read. */
  #seq = 0;
  /** What the store had counted then; -1: nothing was read yet. */
  #counted = -1;

  /** Rows that wait, shown or not. */
  get waiting() {
    return this.#rows.length + this.skipped;
  }

  /** All that the store has is read again. */
  restart() {
    this.kinds.clear();
    this.#rows = [];
    this.skipped = 0;
    this.lost = 0;
    this.held = 0;
    this.timers = 0;
    this.#seq = 0;
    this.#counted = -1;
  }

  /**
   * Reads what has come since the last call, or as much of it as a frame bears.
   * @param {Store} store
   * @param {Places} places
   * @param {Filter} filter
   * @param {End} end
   * @param {number} [most] passages
   * @returns {boolean} whether that was all
   */
  read(store, places, filter, end, most = Infinity) {
    const { passages } = store;
    const first = firstAfter(passages, this.#seq);
    const all = Math.max(first, firstAfter(passages, end.seq));
    const fresh = passages.slice(first, Math.min(all, first + most));
    const left = all - first - fresh.length;
    if (this.#counted >= 0) {
      this.lost += Math.max(0, end.counted - this.#counted - fresh.length - left);
    }
    places.learnCalls(fresh, store);
    for (const passage of fresh) {
      const row = rowOf(passage, filter, places, store);
      if (row && this.#counts(row, filter)) this.#add(row);
      else this.held += 1;
    }
    this.#seq = Math.max(this.#seq, left > 0 ? (fresh.at(-1)?.seq ?? 0) : end.seq);
    this.#counted = end.counted - left;
    return left === 0;
  }

  /**
   * The latest rows, and the gap before them; null: there is none.
   * @param {number} most
   * @returns {{ gap: Gap | null, rows: Row[] }}
   */
  take(most) {
    const over = this.#rows.length - most;
    const rows = over > 0 ? this.#rows.slice(over) : this.#rows;
    const skipped = this.skipped + Math.max(0, over);
    const gap = skipped + this.lost > 0 ? { skipped, lost: this.lost } : null;
    this.#rows = [];
    this.skipped = 0;
    this.lost = 0;
    return { gap, rows };
  }

  /**
   * Counts it, and says whether it is to be drawn.
   * @param {Row} row
   * @param {Filter} filter
   */
  #counts(row, filter) {
    if (!filter.timers && isTimer(row.passage)) {
      this.timers += 1;
      return false;
    }
    const kind = kindOf(row.passage.type);
    const seen = this.kinds.get(kind);
    if (seen !== undefined || this.kinds.size < mostKinds) this.kinds.set(kind, (seen ?? 0) + 1);
    return !filter.without.has(kind) && hasWords(row, filter.words);
  }

  /** @param {Row} row */
  #add(row) {
    this.#rows.push(row);
    // Seldom, for each time moves all that waits.
    if (this.#rows.length < mostRows * 2) return;
    this.#rows.splice(0, mostRows);
    this.skipped += mostRows;
  }
}

/** @param {Store} store @returns {End} */
export function endOf({ passages, counted }) {
  return { seq: passages.at(-1)?.seq ?? 0, counted };
}
