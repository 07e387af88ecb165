/**
 * What the feed says. The three `@xstate.` messages are those of `@statelyai/inspect`, whose
 * receivers understand them as they are; what is ours stands in their field `_agent`, and in messages
 * of our own types, each with the `version` of these additions.
 */

/** The version of `@statelyai/inspect` whose messages these are. */
export const wireVersion = '0.7.2';

/** Raised when an addition changes its meaning; new ones may come without. */
export const additionsVersion = 1;

/** A clock that runs in an actor: an `after` of its state, or an event that it sends itself later. */
export interface Timer {
  /** The event's type, such as `xstate.after.backoff.mailbox.backingOff`. */
  event: string;
  /** Epoch milliseconds. */
  startedAt: number;
  /** Epoch milliseconds. */
  due: number;
}

/** One step of an actor: what it took in, which way it went and where it stands since. */
export interface Step {
  /** Grows by the order of things within the process; the same in the feed and in the history. */
  seq: number;
  /** Epoch milliseconds. */
  at: number;
  /** The type of the event. */
  event: string;
  /** The state value: a name, or an object of names. */
  value: unknown;
  status: string;
  /** The transitions taken, in order, by `edgeId`. */
  taken: string[];
}

/**
 * What a visitor is told by `_agent` who wants it brief (`brief=yes`), in place of what the three
 * messages have in full: the event without its fields, and the snapshot without its parts. Each is a
 * text of JSON within the message, so that only what somebody looks at need be read.
 */
export interface Brief {
  /**
   * The whole event; none: its type is all that there is, or, of the `xstate.init` of an actor that has
   * an `input`, that.
   */
  event?: string;
  /**
   * `context`, `input`, `output` and `error` of the snapshot: all of them in `@xstate.actor`, those that
   * have changed since in `@xstate.snapshot`.
   */
  parts?: Record<string, string>;
  /** In `@xstate.snapshot`: the event is that of the `@xstate.event` with this `seq`. */
  of?: number;
}

/** What is ours, `_agent`, in `@xstate.snapshot`: an actor has taken an event in. */
export interface Moved extends Brief {
  version: typeof additionsVersion;
  subject: string | null;
  /** As in `Step`; of a machine. */
  seq?: number;
  /** As in `Step`; of a machine. */
  taken?: string[];
  /** The clocks that run in it from now on; of a machine. */
  timers?: Timer[] | null;
  /**
   * It began, ended, or went some way by the event, by which this is a `Step`, as in the history. What
   * a machine took no notice of is told without.
   */
  step?: true;
}

/** Who an actor is. */
export interface Identity {
  /** The session id, prefixed with the process. */
  id: string;
  /**
   * The id that it has within its parent, such as `email-3`. Who was given none goes by its machine, or
   * its call, and its session within the process, such as `worker x:12`; the first root of a machine by
   * that alone.
   */
  actor: string;
  /** The machine's id, or the name of the logic that it runs. */
  machine: string;
  /** The key of its drawing; null: it is no machine. */
  chart: string | null;
  parent: string | null;
  /** What it works on, in words such as `message 7`; null: nothing that is told. */
  subject: string | null;
}

/** An event on its way between two actors. */
export interface Passage {
  seq: number;
  /** Epoch milliseconds. */
  at: number;
  event: string;
  /** Session ids; null: from outside. */
  from: string | null;
  to: string;
}

/** Follows the tree, once a visit. */
export interface Hello {
  type: '@agent.hello';
  version: typeof additionsVersion;
  /** What session ids begin with; another one after a restart. */
  process: string;
  /** Epoch milliseconds of the process that speaks, so that a page can set its clock by it. */
  now: number;
  /** Events may be sent to actors. */
  sends: boolean;
  /** Nothing is redacted but secrets. */
  full: boolean;
  /** The drawings that there are. */
  charts: { machine: string; key: string }[];
}

/** What happened before a visitor came, as far as it is kept. */
export interface PastMessage {
  type: '@agent.history';
  version: typeof additionsVersion;
  /** The latest steps of each machine that lives, and of those that ended last. */
  actors: (Identity & { ended: boolean; steps: Step[] })[];
  /** The latest events between actors, the oldest first. */
  events: Passage[];
}

/** A visitor read too slowly: what it knew is void, and the whole tree follows again. */
export interface Dropped {
  type: '@agent.dropped';
  version: typeof additionsVersion;
  /** How many messages it was not sent. */
  count: number;
}
