import { isSameSubject, nowhere } from './address.js';

/** @typedef {import('./address.js').Place} Place */
/** @typedef {import('./store.js').Actor} Actor */
/** @typedef {import('./store.js').Store} Store */
/**
 * What is looked at.
 *
 * @typedef {{ kind: 'actor', actor: Actor }
 *   | { kind: 'machine', machine: string, key: string }
 *   | { kind: 'story', name: string }
 *   | { kind: 'unknown', what: 'actor' | 'machine', name: string }
 *   | { kind: 'waiting' }
 *   | { kind: 'nothing' }} Shown
 */

/** Turns the place that the address names into what there is to show, and follows it. */
export class Selection {
  /** @type {Place} */
  place = nowhere;
  /** The actor that is shown; it stays when the store has forgotten it. @type {Actor | null} */
  #actor = null;
  #subjectOf;

  /** @param {(story: string) => string} subjectOf the subject of an actor that works on a story */
  constructor(subjectOf) {
    this.#subjectOf = subjectOf;
  }

  /**
   * @param {Place} place
   * @param {Actor | null} [actor] whom it means, where that is known
   */
  go(place, actor = null) {
    if (actor || !isSameSubject(place, this.place)) this.#actor = actor;
    this.place = place;
  }

  /**
   * @param {Store} store
   * @param {boolean} heard whether the tree has been told; before that nothing is known to be missing
   * @returns {Shown}
   */
  resolve(store, heard) {
    const { actor, machine, story } = this.place;
    if (actor !== null) return this.#byActor(store, actor, heard);
    if (story !== null) return this.#byStory(store, story, heard);
    if (machine !== null) return byMachine(store, machine, heard);
    return this.#byDefault(store, heard);
  }

  /** @param {Store} store @param {string} name @param {boolean} heard @returns {Shown} */
  #byActor(store, name, heard) {
    const actor = this.#followed(store) ?? store.find(name);
    if (actor) return this.#show(actor);
    return heard ? { kind: 'unknown', what: 'actor', name } : { kind: 'waiting' };
  }

  /** @param {Store} store @param {string} name @param {boolean} heard @returns {Shown} */
  #byStory(store, name, heard) {
    const subject = this.#subjectOf(name);
    const shown = this.#known(store);
    if (shown && !shown.ended && shown.subject === subject) return this.#show(shown);
    const found = store.find(subject);
    // Another took up the same later, unless the feed tells of one that ended before.
    const next = found?.subject === subject && !(shown && found.ended) ? found : shown;
    if (next) return this.#show(next);
    return heard ? { kind: 'story', name } : { kind: 'waiting' };
  }

  /** What is there from the start, so that the page does not open empty. @param {Store} store @param {boolean} heard @returns {Shown} */
  #byDefault(store, heard) {
    if (!heard) return { kind: 'waiting' };
    const shown = this.#followed(store);
    if (shown && !shown.ended) return this.#show(shown);
    for (const actor of store.actors.values()) {
      if (actor.parent === null && actor.chart !== null && !actor.ended) return this.#show(actor);
    }
    const first = store.charts[0];
    return first ? { kind: 'machine', ...first } : { kind: 'nothing' };
  }

  /** @param {Actor} actor @returns {Shown} */
  #show(actor) {
    this.#actor = actor;
    return { kind: 'actor', actor };
  }

  /** The shown actor as it is now. @param {Store} store */
  #known(store) {
    return this.#actor && (store.actors.get(this.#actor.id) ?? gone(this.#actor));
  }

  /** The shown actor, or who has taken its place since it ended. @param {Store} store */
  #followed(store) {
    const shown = this.#known(store);
    return shown?.ended ? (successorOf(shown, store) ?? shown) : shown;
  }
}

/** The store has forgotten it, for there were many since. @param {Actor} actor @returns {Actor} */
function gone(actor) {
  return actor.ended ? actor : { ...actor, ended: true, timers: [] };
}

/** @param {Store} store @param {string} name @param {boolean} heard @returns {Shown} */
function byMachine(store, name, heard) {
  const chart = store.charts.find(({ machine, key }) => key === name || machine === name);
  if (chart) return { kind: 'machine', ...chart };
  return heard ? { kind: 'unknown', what: 'machine', name } : { kind: 'waiting' };
}

/**
 * The live actor that goes on with what an ended one did: restarted by its parent, or by the program.
 * A worker's place that was taken for other work is none.
 * @param {Actor} actor
 * @param {Store} store
 * @returns {Actor | null}
 */
export function successorOf(actor, store) {
  const isSameProcess = actor.id.startsWith(`${store.process}:`);
  if (isSameProcess && actor.subject === null) return null;
  for (const other of store.actors.values()) {
    const isSame =
      other.machine === actor.machine &&
      other.actor === actor.actor &&
      other.subject === actor.subject;
    if (isSame && !other.ended) return other;
  }
  return null;
}

/**
 * Who holds the place of an ended actor now, whatever it does.
 * @param {Actor} actor
 * @param {Store} store
 * @returns {Actor | null}
 */
export function holderOf(actor, store) {
  for (const other of store.actors.values()) {
    const isSame = other.parent === actor.parent && other.actor === actor.actor;
    if (isSame && !other.ended && other.id !== actor.id) return other;
  }
  return null;
}

/**
 * How the address names an actor: by its id within its parent where that stays its own, for a
 * session does not outlive a restart.
 * @param {Actor} actor
 * @param {Store} store
 * @param {(subject: string) => boolean} isStory whether a subject is one of many that come and go
 */
export function nameOf(actor, store, isStory) {
  const isPassing = actor.subject !== null && isStory(actor.subject);
  return !isPassing && store.find(actor.actor) === actor ? actor.actor : actor.id;
}
