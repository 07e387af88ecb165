import { stateText } from './store.js';

/** @typedef {import('./store.js').Actor} Actor */
/**
 * A place in the tree: an id within a parent. Workers come and go in it, such as `email-3`, and each
 * has a session of its own; the place stays.
 *
 * @typedef {object} Slot
 * @property {string} key
 * @property {Slot | null} parent
 * @property {Slot[]} children in the order in which they are shown
 * @property {Actor} actor who holds it, or held it last
 * @property {number | null} endedAt when that one was found ended, in milliseconds; null: it lives
 */
/**
 * @typedef {object} Changes
 * @property {Slot[]} added parents before their children
 * @property {Set<Slot>} changed
 * @property {Slot[]} removed children before their parents
 */

const byNumber = new Intl.Collator('en', { numeric: true });

/** Which actors stand where in the tree. */
export class Slots {
  /** @type {Slot[]} */
  roots = [];
  /** @type {Map<string, Slot>} */
  #byKey = new Map();
  /** By the session id of who holds it. @type {Map<string, Slot>} */
  #byHolder = new Map();
  /** @type {Set<Slot>} */
  #ending = new Set();
  /** In the order in which they first appeared: what is there from the start stays on top. @type {Map<string, number>} */
  #ranks = new Map();
  #graceMs;

  /** @param {number} graceMs how long a place that was left waits for the next who takes it */
  constructor(graceMs) {
    this.#graceMs = graceMs;
  }

  get size() {
    return this.#byKey.size;
  }

  /** Whether places wait for their removal: `update` is due again. */
  get isSettling() {
    return this.#ending.size > 0;
  }

  /** @param {string} id of a session @returns {Slot | undefined} */
  of(id) {
    return this.#byHolder.get(id);
  }

  /**
   * @param {ReadonlyMap<string, Actor>} actors
   * @param {Set<string> | null} changed their session ids; null: any may have
   * @param {{ calls: boolean, now: number }} options whether calls are shown; milliseconds
   * @returns {Changes}
   */
  update(actors, changed, { calls, now }) {
    /** @type {Changes} */
    const changes = { added: [], changed: new Set(), removed: [] };
    for (const id of changed ?? new Set([...this.#byHolder.keys(), ...actors.keys()])) {
      const actor = actors.get(id);
      const isShown = actor && !actor.ended && (calls || actor.chart !== null);
      if (isShown) this.#hold(actor, changes);
      else this.#leave(id, now, changes);
    }
    for (const slot of this.#ending) this.#settle(slot, now, changes);
    return changes;
  }

  /**
   * @param {string} words see `matches`
   * @returns {{ shown: Set<Slot> | null, matches: number }} what matches with all that contain it;
   *   null: everything
   */
  find(words) {
    if (!words) return { shown: null, matches: this.size };
    /** @type {Set<Slot>} */
    const shown = new Set();
    let found = 0;
    for (const slot of this.#byKey.values()) {
      if (!matches(slot.actor, words)) continue;
      found += 1;
      for (let at = /** @type {Slot | null} */ (slot); at && !shown.has(at); at = at.parent) {
        shown.add(at);
      }
    }
    return { shown, matches: found };
  }

  /** @param {Actor} actor @param {Changes} changes */
  #hold(actor, changes) {
    const slot = this.#byHolder.get(actor.id) ?? this.#take(actor, changes);
    slot.actor = actor;
    slot.endedAt = null;
    this.#ending.delete(slot);
    changes.changed.add(slot);
  }

  /** @param {Actor} actor @param {Changes} changes */
  #take(actor, changes) {
    const key = this.#keyOf(actor);
    let slot = this.#byKey.get(key);
    if (slot) this.#byHolder.delete(slot.actor.id);
    else changes.added.push((slot = this.#add(key, actor)));
    this.#byHolder.set(actor.id, slot);
    return slot;
  }

  /** @param {string} key @param {Actor} actor */
  #add(key, actor) {
    const parent = this.#byHolder.get(actor.parent ?? '') ?? null;
    /** @type {Slot} */
    const slot = { key, parent, children: [], actor, endedAt: null };
    const rank = rankOf(actor);
    if (!this.#ranks.has(rank)) this.#ranks.set(rank, this.#ranks.size);
    const siblings = parent?.children ?? this.roots;
    siblings.splice(this.#positionIn(siblings, actor), 0, slot);
    this.#byKey.set(key, slot);
    return slot;
  }

  /** @param {Slot[]} siblings @param {Actor} actor */
  #positionIn(siblings, actor) {
    let from = 0;
    let to = siblings.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = /** @type {Slot} */ (siblings[middle]).actor;
      if (this.#compare(other, actor) <= 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** @param {Actor} a @param {Actor} b */
  #compare(a, b) {
    const rank = (/** @type {Actor} */ actor) => this.#ranks.get(rankOf(actor)) ?? 0;
    return rank(a) - rank(b) || byNumber.compare(a.actor, b.actor);
  }

  /** @param {string} id @param {number} now @param {Changes} changes */
  #leave(id, now, changes) {
    const slot = this.#byHolder.get(id);
    if (!slot || slot.endedAt !== null) return;
    slot.endedAt = now;
    this.#ending.add(slot);
    changes.changed.add(slot);
  }

  /** @param {Slot} slot @param {number} now @param {Changes} changes */
  #settle(slot, now, changes) {
    // A call is made once: nobody takes its place.
    const grace = slot.actor.chart === null ? 0 : this.#graceMs;
    const isOver = slot.endedAt !== null && now - slot.endedAt >= grace;
    if (!isOver || slot.children.length > 0) return;
    const siblings = slot.parent?.children ?? this.roots;
    siblings.splice(siblings.indexOf(slot), 1);
    this.#byKey.delete(slot.key);
    this.#byHolder.delete(slot.actor.id);
    this.#ending.delete(slot);
    changes.changed.delete(slot);
    changes.removed.push(slot);
    if (slot.parent) changes.changed.add(slot.parent);
    if (slot.parent?.endedAt != null) this.#settle(slot.parent, now, changes);
  }

  /** @param {Actor} actor */
  #keyOf({ parent, actor, id }) {
    const above = this.#byHolder.get(parent ?? '');
    // Whose parent is unknown stands alone, and there might be several of that name.
    if (!above && parent !== null) return `?/${id}`;
    const key = `${above?.key ?? ''}/${actor}`;
    // So might there be of roots, which nothing keeps apart but their sessions.
    const isTaken = parent === null && this.#byKey.get(key)?.endedAt === null;
    return isTaken ? `${key}#${id}` : key;
  }
}

/** Siblings of the same kind stand together, calls behind them. @param {Actor} actor */
function rankOf({ machine, chart }) {
  return chart === null ? 'a call' : `machine ${machine}`;
}

/**
 * A number is that of what the actor works on, and not a part of another; what has a colon in it may
 * be a session.
 * @param {Actor} actor
 * @param {string} words in lower case; each must occur in what the tree says of the actor
 */
export function matches({ actor, machine, id, subject, value, status }, words) {
  const text = `${actor} ${machine} ${subject ?? ''} ${stateText(value)} ${status}`;
  const lower = text.toLowerCase();
  const numbers = (subject ?? actor).split(/\D+/);
  return words.split(/\s+/).every((word) => {
    if (/^\d+$/.test(word)) return numbers.includes(word);
    return lower.includes(word) || (word.includes(':') && id.toLowerCase().includes(word));
  });
}
