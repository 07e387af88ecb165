/**
 * @typedef {object} Actor
 * @property {string} id
 * @property {string | null} parent
 * @property {string} kind the machine's id, or the name of the call
 * @property {string} name what it is called in the tree
 * @property {boolean} machine false for an invoked promise or callback: a call
 * @property {string} state
 * @property {'good' | 'busy' | 'bad' | 'quiet'} tone
 * @property {number} since when it entered that state, in milliseconds
 * @property {string} subject what it works on
 * @property {unknown} snapshot
 */
/**
 * @typedef {object} Received
 * @property {number} at milliseconds
 * @property {string} type
 * @property {string} to
 * @property {string} from
 * @property {unknown} event
 */

const keptEvents = 200;
/** Beyond this many changes that nobody has drawn (the page is hidden), all is drawn anew. */
const keptChanges = 5_000;

/** The actor system as the feed tells it; bounded whatever arrives. */
export class ActorSystem {
  /** @type {Map<string, Actor>} */
  actors = new Map();
  /** @type {Set<string> | null} actors to draw anew or to take away; null for all */
  #changed = null;
  /** @type {Received[]} events not drawn yet, the oldest first */
  #fresh = [];
  events = 0;
  dropped = 0;

  /** A new connection, or a feed that lost something: the current tree follows. */
  reset() {
    this.actors.clear();
    this.#changed = null;
  }

  /**
   * Takes one message of the wire format of `@statelyai/inspect`.
   * @param {any} message
   */
  take(message) {
    switch (message.type) {
      case '@xstate.actor':
        this.#register(message);
        break;
      case '@xstate.snapshot':
        this.#move(message);
        break;
      case '@xstate.event':
        this.#note(message);
        break;
      case '@agent.dropped':
        this.dropped += message.count;
        this.reset();
        break;
    }
  }

  /** @param {any} message */
  #register({ sessionId, parentId, name, snapshot, createdAt }) {
    const machine = snapshot?.value !== undefined;
    if (ended(snapshot, machine)) return;
    // The wire says `email email-3`: the machine and the id, where they differ.
    const [kind = '', id = ''] = String(name ?? sessionId).split(' ');
    this.actors.set(sessionId, {
      id: sessionId,
      parent: parentId ?? null,
      kind,
      name: id.startsWith(kind) ? id : kind,
      machine,
      state: stateOf(snapshot),
      tone: toneOf(snapshot),
      since: timeOf(createdAt),
      subject: subjectOf(snapshot),
      snapshot,
    });
    this.#mark(sessionId);
  }

  /**
   * The feed gives a tree the time at which it was asked for; the list of actors knows better.
   * @param {{ id: string, since: string }[]} list
   */
  date(list) {
    for (const { id, since } of list) {
      const actor = this.actors.get(id);
      if (!actor) continue;
      actor.since = Math.min(actor.since, timeOf(since));
      this.#mark(id);
    }
  }

  /** @param {any} message */
  #move({ sessionId, snapshot, createdAt }) {
    const actor = this.actors.get(sessionId);
    if (!actor) return;
    this.#mark(sessionId);
    if (ended(snapshot, actor.machine)) {
      this.actors.delete(sessionId);
      return;
    }
    const state = stateOf(snapshot);
    if (state !== actor.state) actor.since = timeOf(createdAt);
    actor.state = state;
    actor.tone = toneOf(snapshot);
    actor.subject = subjectOf(snapshot);
    actor.snapshot = snapshot;
  }

  /** @param {any} message */
  #note({ sessionId, sourceId, event, createdAt }) {
    this.events += 1;
    this.#fresh.push({
      at: timeOf(createdAt),
      type: String(event?.type ?? ''),
      to: this.actors.get(sessionId)?.name ?? sessionId,
      from: this.actors.get(sourceId)?.name ?? sourceId ?? '',
      event,
    });
    if (this.#fresh.length > keptEvents * 2) this.#fresh.splice(0, keptEvents);
  }

  /** @param {string} id */
  #mark(id) {
    this.#changed?.add(id);
    if (this.#changed && this.#changed.size > keptChanges) this.#changed = null;
  }

  /** Which actors have changed since the last call; null for all. */
  takeChanged() {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  /** The events since the last call, at most as many as are kept. */
  takeFresh() {
    return this.#fresh.splice(0).slice(-keptEvents);
  }

  /** @param {boolean} calls whether invoked promises and callbacks count too */
  count(calls) {
    if (calls) return this.actors.size;
    let machines = 0;
    for (const { machine } of this.actors.values()) if (machine) machines += 1;
    return machines;
  }

  /** How many actors of each machine are in which state. */
  census() {
    /** @type {Map<string, Map<string, { tone: string, count: number }>>} */
    const machines = new Map();
    for (const { kind, machine, state, tone } of this.actors.values()) {
      if (!machine) continue;
      const states = machines.get(kind) ?? new Map();
      states.set(state, { tone, count: (states.get(state)?.count ?? 0) + 1 });
      machines.set(kind, states);
    }
    return machines;
  }
}

/**
 * A machine that died of an error stays to be seen; of a call, its machine knows.
 * @param {any} snapshot
 * @param {boolean} machine
 */
function ended(snapshot, machine) {
  const status = snapshot?.status;
  return status === 'done' || status === 'stopped' || (status === 'error' && !machine);
}

/** @param {any} snapshot */
function stateOf(snapshot) {
  if (snapshot?.status === 'error') return 'error';
  return snapshot?.value === undefined ? (snapshot?.status ?? '') : pathOf(snapshot.value);
}

/**
 * `{ connected: 'watching' }` as `connected.watching`; regions of a parallel state are joined.
 * @param {any} value
 * @returns {string}
 */
function pathOf(value) {
  if (value === null || typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, inner]) => [key, pathOf(inner)].filter(Boolean).join('.'))
    .join(' | ');
}

const troubled = /backingOff|throttled|refused|quarantin|failed|error|open$/;
const working = /ing\b/;

/**
 * @param {any} snapshot
 * @returns {Actor['tone']}
 */
function toneOf(snapshot) {
  const state = stateOf(snapshot);
  if (troubled.test(state)) return 'bad';
  if (/watching/.test(state)) return 'good';
  return working.test(state) ? 'busy' : 'quiet';
}

/** @param {any} snapshot */
function subjectOf(snapshot) {
  const context = snapshot?.context;
  if (context?.subject) return String(context.subject);
  if (context?.message?.id) return `message ${context.message.id}`;
  return context?.ref?.mailbox ? String(context.ref.mailbox) : '';
}

/** @param {string | number | undefined} text milliseconds, or ISO 8601 */
function timeOf(text) {
  const at = /^\d+$/.test(String(text)) ? Number(text) : Date.parse(String(text));
  return Number.isNaN(at) ? Date.now() : at;
}
