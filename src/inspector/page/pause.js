import { Store } from './store.js';

/** @typedef {import('./store.js').Actor} Actor */

/**
 * Everything as it is at this moment, while the store goes on: for a view that is paused. It keeps
 * what the store forgets meanwhile, so that whatever is seen can also be opened.
 */
export class PausedStore extends Store {
  #now;

  /** @param {Store} store */
  constructor(store) {
    super();
    for (const [id, actor] of store.actors) this.actors.set(id, copyOf(actor));
    this.passages = store.passages.slice();
    const { counted, dropped, process, sends, full, charts, skew } = store;
    Object.assign(this, { counted, dropped, process, sends, full, charts, skew });
    this.#now = store.now();
  }

  /** @override */
  now() {
    return this.#now;
  }
}

/** @param {Actor} actor */
function copyOf(actor) {
  // The store takes the details of old steps away.
  return { ...actor, steps: actor.steps.map((step) => ({ ...step })) };
}
