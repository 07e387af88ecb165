import { eventText } from './event-text.js';

/**
 * Where an actor stands in the tree: its id within its parent, within its parent's place. A slot that
 * is used again by the next actor is the same place, so that places are few however many actors there
 * were.
 *
 * @typedef {object} Place
 * @property {string} key
 * @property {string} label
 * @property {string} machine
 * @property {boolean} isCall whether it is an invoked promise or callback and no machine
 * @property {Place | null} parent
 * @property {Step[]} path from the root, by which places are put in order
 * @property {string | null} session the actor that stands there, or stood there last
 *
 * @typedef {{ rank: number, name: string }} Step a rank among the machines of one parent, and a name
 *
 * @typedef {object} Known of an actor
 * @property {Place} place
 * @property {string | null} parent the parent's id
 */

/** @typedef {import('./store.js').Store} Store */
/** @typedef {import('./store.js').Passage} Passage */

/** So many actors are remembered beyond their end, for their events are drawn a little later. */
const keptActors = 4_000;
/** Many more than there are, unless a program gives each child an id of its own. */
const keptPlaces = 4_000;
const ending = /^xstate\.(?:done|error)\.actor\.(.+)$/;
/** XState's own choice where a machine names nothing: by its place in the file, or by session. */
const unnamed = /^(?:\d+\.|x:\d+$)/;

/** @param {string} key @param {string} label @param {number} rank @returns {Place} */
const apart = (key, label, rank) => ({
  key,
  label,
  machine: label,
  isCall: false,
  parent: null,
  path: [{ rank, name: label }],
  session: null,
});

/** Who sent what came from outside. */
export const outside = apart('outside', 'outside', -1);
/** All calls in one, where there is no room for each. */
export const calls = apart('calls', 'calls', 1e6);
/** Of whom nothing is known any more. */
const forgotten = apart('forgotten', 'ended actors', 1e6 + 1);

/** Knows the places of the actors between which events pass, also when the store has let them go. */
export class Places {
  /** @type {Map<string, Place>} */
  #places = new Map();
  /** The oldest first. @type {Map<string, Known>} */
  #actors = new Map();
  /** @type {Map<string, number>} */
  #ranks = new Map();
  /** What calls are named, by the machine that makes them and their id. @type {Map<string, string>} */
  #names = new Map();

  /** Learns the actors that live, in whose order the lanes stand. @param {Store} store */
  learn(store) {
    for (const id of store.actors.keys()) this.#known(id, store);
  }

  /**
   * Learns the calls that were over before they were read about: their last event tells who they
   * were, so that the first can be drawn.
   * @param {Passage[]} passages
   * @param {Store} store
   */
  learnCalls(passages, store) {
    for (const passage of passages) {
      const { from, to } = passage;
      if (from === null || this.#known(from, store) || !ending.test(passage.type)) continue;
      const owner = this.#known(to, store);
      if (!owner) continue;
      this.#actors.set(from, { place: this.#ended(passage, owner.place), parent: to });
      dropOldest(this.#actors, keptActors);
    }
  }

  /**
   * @param {Passage} passage
   * @param {Store} store
   * @returns {{ from: Place, to: Place }}
   */
  ends(passage, store) {
    const sender = passage.from === null ? null : this.#known(passage.from, store);
    const receiver = this.#known(passage.to, store);
    const to = receiver?.place ?? (passage.isCall && sender ? this.#call(sender.place) : forgotten);
    return { from: sender?.place ?? this.#ended(passage, to), to };
  }

  /** @param {string} id @returns {Place | null} null: nothing is known of it */
  placeOf(id) {
    return this.#actors.get(id)?.place ?? null;
  }

  /**
   * Whether an actor is another one or stands somewhere below it.
   * @param {string | null} id
   * @param {string} ancestor
   */
  isWithin(id, ancestor) {
    let at = id;
    // No tree is deeper; a parent that is its own child would be no reason to hang.
    for (let depth = 0; at !== null && depth < 50; depth++) {
      if (at === ancestor) return true;
      at = this.#actors.get(at)?.parent ?? null;
    }
    return false;
  }

  /**
   * @param {string} id
   * @param {Store} store
   * @returns {Known | null}
   */
  #known(id, store) {
    const known = this.#actors.get(id);
    if (known) return known;
    const actor = store.actors.get(id);
    if (!actor) return null;
    const parent = actor.parent === null ? null : this.#known(actor.parent, store);
    const isCall = actor.chart === null;
    const label = unnamed.test(actor.actor) ? actor.machine : actor.actor;
    const place = this.#place(actor.actor, parent?.place ?? null, label, actor.machine, isCall);
    if (isCall && parent) this.#name(parent.place, actor.actor, label);
    const before = place.session === null ? undefined : store.actors.get(place.session);
    if (!actor.ended || (before?.ended ?? true)) place.session = id;
    const found = { place, parent: actor.parent };
    this.#actors.set(id, found);
    dropOldest(this.#actors, keptActors);
    return found;
  }

  /**
   * @param {string} id within the parent
   * @param {Place | null} parent
   * @param {string} label
   * @param {string} machine
   * @param {boolean} isCall
   */
  #place(id, parent, label, machine, isCall) {
    // The root's id is another one in each process.
    const key = parent ? `${parent.key}/${id}` : `/${label}`;
    const known = this.#places.get(key);
    if (known) return known;
    const family = familyOf({ parent, machine });
    const rank = this.#ranks.get(family) ?? this.#ranks.size;
    this.#ranks.set(family, rank);
    const path = [...(parent?.path ?? []), { rank, name: label }];
    /** @type {Place} */
    const place = { key, label, machine, isCall, parent, path, session: null };
    this.#places.set(key, place);
    dropOldest(this.#places, keptPlaces);
    return place;
  }

  /**
   * A call is mostly over, and let go by the store, before its end is drawn; the type of that event
   * tells its id.
   * @param {Passage} passage
   * @param {Place} to
   */
  #ended({ type, from }, to) {
    const id = ending.exec(type)?.[1];
    if (id === undefined) return from === null ? outside : forgotten;
    const known = this.#places.get(`${to.key}/${id}`);
    if (known) return known;
    const label = this.#names.get(`${to.machine}/${id}`) ?? eventText(type).replace(/^\S+ /, '');
    return this.#place(id, to, label, label, true);
  }

  /**
   * @param {Place} owner
   * @param {string} id
   * @param {string} name
   */
  #name(owner, id, name) {
    this.#names.set(`${owner.machine}/${id}`, name);
    dropOldest(this.#names, keptPlaces);
  }

  /** A call of which nothing is known but who made it. @param {Place} owner */
  #call(owner) {
    return this.#place('call', owner, 'call', 'call', true);
  }
}

/**
 * @param {Map<string, unknown>} map
 * @param {number} most
 */
function dropOldest(map, most) {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}

/**
 * Actors of one machine below one parent, of which there may be many.
 * @param {Pick<Place, 'parent' | 'machine'>} place
 */
export function familyOf({ parent, machine }) {
  return `${parent?.key ?? ''}/${machine}`;
}

const { compare } = new Intl.Collator('en', { numeric: true });

/**
 * Parents before their children, machines in the order in which they were first seen, those of one
 * machine by their names.
 * @param {Place} one
 * @param {Place} other
 */
export function byPlace(one, other) {
  for (const [i, step] of one.path.entries()) {
    const against = other.path[i];
    if (!against) return 1;
    const order = step.rank - against.rank || compare(step.name, against.name);
    if (order !== 0) return order;
  }
  return one.path.length - other.path.length;
}
