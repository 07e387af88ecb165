/**
 * The actor system as the feed tells it, bounded whatever arrives. What the feed says is described in
 * `../wire.ts`.
 *
 * @typedef {object} Timer
 * @property {string} event the type of the event that it will send
 * @property {number} startedAt by the clock of the process, in milliseconds
 * @property {number} due by the clock of the process, in milliseconds
 *
 * @typedef {object} Step
 * @property {number} seq grows by the order of things; 0: of a story, see `story.js`
 * @property {number} at by the clock of the process, in milliseconds
 * @property {string} event the type of the event that it took in
 * @property {unknown} value where it stands since: a state's name, or an object of names
 * @property {string} status `active`, `done`, `error` or `stopped`
 * @property {string[]} taken the transitions that it took, by the ids of the drawing
 * @property {unknown} [snapshot] in full; none for what happened before the page was opened, and for
 *   what is long gone
 * @property {unknown} [content] the event in full; as with the snapshot
 * @property {Timer[]} [timers] the clocks that ran in it since
 *
 * @typedef {object} Actor
 * @property {string} id
 * @property {string} actor its id within its parent, such as `email-3`
 * @property {string} machine the machine's id, or the name of the call
 * @property {string | null} chart the key of its drawing; null: an invoked promise or callback, a call
 * @property {string | null} parent
 * @property {string | null} subject what it works on
 * @property {unknown} value
 * @property {string} status
 * @property {number} since when it entered its state, by the clock of the process, in milliseconds
 * @property {unknown} snapshot the latest, see `folded.js`; undefined: none was told
 * @property {Record<string, string>} parts those of the snapshot that were told folded up
 * @property {Timer[]} timers
 * @property {boolean} ended
 * @property {Step[]} steps the oldest first; of a machine
 *
 * @typedef {object} Passage an event on its way between two actors
 * @property {number} seq
 * @property {number} at by the clock of the process, in milliseconds
 * @property {string} type
 * @property {string | null} from the sender's id; null: from outside, or nobody knows
 * @property {string} to
 * @property {boolean} isCall whether it goes to a call and not to a machine
 * @property {unknown} [content] the event in full, see `folded.js`; none for what happened before the
 *   page was opened
 */

import { foldedParts } from './folded.js';
import { contentOf } from './passages.js';
import { keyOf } from './state-value.js';

export { stateText, statesOf } from './state-value.js';

const keptSteps = 200;
const keptEnded = 150;
const keptPassages = 1_000;
/** Steps that keep their snapshot and event, over all actors. */
const keptDetails = 2_000;
/** Beyond this many changes that nobody has drawn (the page is hidden), all is drawn anew. */
const keptChanges = 5_000;

export class Store {
  /** Those that live, and the machines that ended last. @type {Map<string, Actor>} */
  actors = new Map();
  /** The latest events, the oldest first. @type {Passage[]} */
  passages = [];
  /** How many events there were since the page was opened. */
  counted = 0;
  /** Messages that the server did not send because this page read too slowly. */
  dropped = 0;
  /** What session ids of this process begin with; empty: nothing was heard yet. */
  process = '';
  sends = false;
  full = false;
  /** The drawings that there are. @type {{ machine: string, key: string }[]} */
  charts = [];
  /** What to add to the page's clock to have that of the process, in milliseconds. */
  skew = 0;

  /** An actor that is looked at: it stays, ended or not. @type {string | null} */
  #pinned = null;
  /** Ids of machines that ended, the oldest first. @type {string[]} */
  #ended = [];
  /** Steps with their details, the oldest first. @type {{ owner: string, step: Step }[]} */
  #detailed = [];
  /** Actors that were told since the last connection; null: no connection is being set up. @type {Set<string> | null} */
  #told = null;
  /** @type {Set<string> | null} actors that changed; null for all */
  #changed = null;
  /** By the clock of the process. @type {number | null} */
  #stoppedAt = null;

  /** A new connection: the tree follows, then `@agent.hello`; who is not told until then has ended. */
  reconnect() {
    this.#told = new Set();
  }

  /** @param {any} message of the feed, whatever its type */
  take(message) {
    switch (message.type) {
      case '@xstate.actor':
        return this.#register(message);
      case '@xstate.snapshot':
        return this.#move(message);
      case '@xstate.event':
        return this.#pass(message);
      case '@agent.hello':
        return this.#greet(message);
      case '@agent.history':
        return this.#remember(message);
      case '@agent.dropped':
        this.dropped += message.count;
        return this.reconnect();
    }
  }

  /** @param {string | null} id of an actor that must not be forgotten, now that it is looked at */
  pin(id) {
    this.#pinned = id;
  }

  /** Which actors have changed since the last call; null for all. */
  takeChanged() {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  /** The live actor by its id, by the id that it has within its parent, or by its subject. @param {string} name */
  find(name) {
    const byId = this.actors.get(name);
    if (byId) return byId;
    let found = null;
    for (const actor of this.actors.values()) {
      const isMeant = actor.actor === name || actor.subject === name;
      if (isMeant && actor.chart !== null && (!found || found.ended || !actor.ended)) found = actor;
    }
    return found;
  }

  /** Now by the clock of the process, in milliseconds; while it is not heard of, when it was last. */
  now() {
    return this.#stoppedAt ?? Date.now() + this.skew;
  }

  /** @param {boolean} isHeard whether there is a connection, so that time goes on */
  hear(isHeard) {
    this.#stoppedAt = isHeard ? null : this.now();
  }

  /** @param {any} message */
  #register({ sessionId, parentId, name, snapshot, _agent = {} }) {
    const known = this.actors.get(sessionId);
    const actor = known ?? {
      id: sessionId,
      actor: _agent.actor ?? String(name ?? sessionId),
      machine: _agent.machine ?? String(name ?? sessionId),
      chart: _agent.chart ?? null,
      parent: parentId ?? null,
      steps: [],
      ...nothingYet,
    };
    actor.ended = false;
    actor.subject = _agent.subject ?? null;
    actor.since = _agent.since ?? this.now();
    actor.timers = _agent.timers ?? [];
    actor.parts = {};
    this.#stand(actor, snapshot, _agent);
    this.actors.set(sessionId, actor);
    this.#told?.add(sessionId);
    this.#mark(sessionId);
  }

  /** @param {any} message */
  #move({ sessionId, snapshot, event, createdAt, _agent = {} }) {
    const actor = this.actors.get(sessionId);
    if (!actor) return;
    if (_agent.subject !== undefined) actor.subject = _agent.subject;
    actor.timers = _agent.timers ?? [];
    const at = Number(createdAt);
    const { status: before } = actor;
    if (keyOf(snapshot?.value) !== keyOf(actor.value)) actor.since = at;
    this.#stand(actor, snapshot, _agent);
    // It may end where it stood.
    if (actor.status !== before && actor.status !== 'active') actor.since = at;
    if (_agent.step) {
      const { seq, taken } = _agent;
      const { value, status, timers } = actor;
      const type = String(event?.type ?? '');
      const content = contentOf(event, _agent, this.passages);
      this.#addStep(actor, { seq, at, event: type, value, status, taken, timers }, content);
    }
    if (actor.status !== 'active') this.#end(actor);
    this.#mark(sessionId);
  }

  /** @param {Actor} actor @param {any} snapshot @param {{ parts?: Record<string, string> }} additions */
  #stand(actor, snapshot, { parts }) {
    if (parts && Object.keys(parts).length > 0) actor.parts = { ...actor.parts, ...parts };
    actor.snapshot = parts ? foldedParts(snapshot, actor.parts) : snapshot;
    actor.value = snapshot?.value ?? actor.value;
    actor.status = snapshot?.status ?? 'active';
  }

  /** @param {Actor} actor @param {Step} step @param {unknown} content */
  #addStep(actor, step, content) {
    const { snapshot } = actor;
    actor.steps.push(Object.assign(step, { snapshot, content }));
    if (actor.steps.length > keptSteps) actor.steps.shift();
    this.#detailed.push({ owner: actor.id, step });
    while (this.#detailed.length > keptDetails) {
      const oldest = this.#detailed.shift();
      if (!oldest || oldest.owner === this.#pinned) continue;
      delete oldest.step.snapshot;
      delete oldest.step.content;
    }
  }

  /** @param {any} message */
  #pass({ sessionId, sourceId, event, createdAt, _agent = {} }) {
    this.counted += 1;
    const receiver = this.actors.get(sessionId);
    const isCall = (receiver?.chart ?? null) === null;
    this.passages.push({
      seq: _agent.seq ?? 0,
      at: Number(createdAt),
      type: String(event?.type ?? ''),
      from: sourceId ?? null,
      to: sessionId,
      isCall,
      content: contentOf(event, _agent, this.passages, receiver?.parts['input']),
    });
    // Seldom, for each time moves all that is kept.
    if (this.passages.length >= keptPassages * 2) this.passages.splice(0, keptPassages);
  }

  /** @param {any} hello */
  #greet(hello) {
    const isRestart = this.process !== '' && this.process !== hello.process;
    this.process = hello.process;
    this.sends = hello.sends;
    this.full = hello.full;
    this.charts = hello.charts;
    this.skew = hello.now - Date.now();
    const told = this.#told ?? new Set();
    this.#told = null;
    for (const actor of this.actors.values()) {
      if (!told.has(actor.id) && !actor.ended) this.#end(actor);
    }
    // Its numbers begin anew, so that nothing of before can be put in order with what comes.
    if (isRestart) this.passages = [];
    this.#changed = null;
  }

  /** @param {any} history */
  #remember({ actors, events }) {
    for (const { steps, ended, ...identity } of actors) {
      const known = this.actors.get(identity.id);
      const actor = known ?? { ...nothingYet, ...identity, steps: [] };
      const last = actor.steps.at(-1)?.seq ?? 0;
      actor.steps.push(...steps.filter((/** @type {Step} */ { seq }) => seq > last));
      if (!ended) continue;
      // Also of one that ended while the connection was lost.
      const final = actor.steps.at(-1);
      Object.assign(actor, { value: final?.value, status: final?.status, since: final?.at });
      this.#mark(actor.id);
      if (known) continue;
      this.actors.set(actor.id, actor);
      this.#end(actor);
    }
    const last = this.passages.at(-1)?.seq ?? 0;
    for (const { event: type, ...passage } of events) {
      if (passage.seq > last) this.passages.push({ ...passage, type, isCall: false });
    }
  }

  /** @param {Actor} actor */
  #end(actor) {
    actor.ended = true;
    actor.timers = [];
    this.#mark(actor.id);
    if (actor.chart === null) {
      this.actors.delete(actor.id);
      return;
    }
    this.#ended.push(actor.id);
    while (this.#ended.length > keptEnded) {
      // What is looked at stays among them, and may go once it is not.
      const at = this.#ended[0] === this.#pinned ? 1 : 0;
      for (const id of this.#ended.splice(at, 1)) this.#forget(id);
    }
  }

  /** @param {string} id */
  #forget(id) {
    this.actors.delete(id);
    this.#mark(id);
  }

  /** @param {string} id */
  #mark(id) {
    this.#changed?.add(id);
    if (this.#changed && this.#changed.size > keptChanges) this.#changed = null;
  }
}

/** @type {Omit<Actor, 'id' | 'actor' | 'machine' | 'chart' | 'parent' | 'steps'>} */
const nothingYet = {
  subject: null,
  value: undefined,
  status: 'active',
  since: 0,
  snapshot: undefined,
  parts: {},
  timers: [],
  ended: false,
};
