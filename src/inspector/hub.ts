import type { AnyMachineSnapshot, InspectionEvent } from 'xstate';
import { Charts } from './chart/index.ts';
import { Faults } from './faults.ts';
import { History } from './history.ts';
import { type AnySnapshot, Messages } from './messages.ts';
import { Observer } from './observer.ts';
import type { HubOptions } from './options.ts';
import { redactor } from './redact.ts';
import { type ActorInfo, type Entry, infoOf, Registry } from './registry.ts';
import { Clocks } from './timers.ts';
import { type Visitor, Visitors } from './visitors.ts';
import { additionsVersion, type Hello, type Identity } from './wire.ts';

/** What became of an event that a visitor wanted to send. */
export type Sent = 'sent' | 'gone' | 'refused' | 'off';

/**
 * The one observer of an actor system. It keeps the list of live actors and the recent past in a few
 * words each; messages are made only while somebody watches.
 */
export class InspectionHub {
  readonly charts = new Charts();
  readonly #options: HubOptions;
  readonly #process: string;
  readonly #registry: Registry;
  readonly #messages: Messages;
  readonly #history = new History();
  readonly #visitors: Visitors;
  readonly #faults: Faults;
  readonly #observer: Observer;

  constructor(options: HubOptions = {}) {
    this.#options = options;
    this.#process = options.process ?? Math.random().toString(36).slice(2, 6).padEnd(4, '0');
    const idOf = (sessionId: string) => `${this.#process}:${sessionId}`;
    const { open = [], full = false, secrets = [] } = options;
    this.#faults = new Faults(options.onError);
    const registry = (this.#registry = new Registry(idOf));
    const messages = new Messages(redactor({ open, full, secrets, idOf }), idOf);
    const visitors = new Visitors((ref) => messages.definition(ref), this.#faults.note);
    this.#messages = messages;
    this.#visitors = visitors;
    const parts = { registry, messages, visitors, history: this.#history, charts: this.charts };
    this.#observer = new Observer(parts, options, this.#faults);
    for (const machine of options.machines ?? []) this.charts.keep(machine);
  }

  /** For `createActor(machine, { inspect: hub.inspect })`. Never throws: that would end the actors. */
  readonly inspect = (event: InspectionEvent): void => {
    try {
      this.#observer.observe(event);
    } catch (error) {
      this.#faults.note(error);
    }
  };

  /** How often the hub itself, or a function of its options, has failed. */
  get faults(): number {
    return this.#faults.count;
  }

  /** Sends the whole tree and the recent past, then whatever happens, until the returned call. */
  subscribe(visitor: Visitor): () => void {
    const clocks = new Clocks();
    for (const entry of this.#live()) {
      const { brief = false } = visitor;
      const message = this.#messages.actor(entry, brief, clocks.of(entry.ref));
      this.#visitors.tellOne(visitor, message, entry.ref);
    }
    this.#visitors.tellOne(visitor, JSON.stringify(this.#hello()));
    this.#visitors.tellOne(visitor, JSON.stringify(this.#history.message()));
    // A short message would be done before the first one stood.
    if (visitor.drawings) void this.charts.warm();
    return this.#visitors.add(visitor);
  }

  actors(): ActorInfo[] {
    return this.#live().map(infoOf);
  }

  /** What a live actor is and has, redacted, and the events that it would take now; null: it is gone. */
  actor(id: string): (Identity & { snapshot: object; accepts: string[] }) | null {
    const entry = this.#find(id);
    if (!entry) return null;
    const { actor, machine, chart, parent, subject, ref } = entry;
    const json = this.#messages.snapshot(ref, ref.getSnapshot() as AnySnapshot);
    const snapshot = JSON.parse(json) as object;
    return { id, actor, machine, chart, parent, subject, snapshot, accepts: this.#accepts(entry) };
  }

  /** The live actor that works on a subject, by what the feed calls it, such as `message 7`. */
  actorOn(subject: string): string | null {
    return this.#live().find((entry) => entry.subject === subject)?.id ?? null;
  }

  /**
   * Sends an event of `HubOptions.sends` to an actor. `off`: none may be sent; `gone`: there is no
   * such actor any more; `refused`: its state does not take it, or it is not among those.
   */
  send(id: string, type: string): Sent {
    if (!this.sends) return 'off';
    const entry = this.#find(id);
    if (!entry) return 'gone';
    if (!this.#accepts(entry).includes(type)) return 'refused';
    entry.ref.send({ type });
    return 'sent';
  }

  /** Whether events may be sent at all. */
  get sends(): boolean {
    return (this.#options.sends ?? []).length > 0;
  }

  #accepts({ ref, isMachine }: Entry): string[] {
    const snapshot = ref.getSnapshot() as AnyMachineSnapshot;
    if (!isMachine || snapshot.status !== 'active') return [];
    return (this.#options.sends ?? []).filter((type) => {
      try {
        return snapshot.can({ type });
      } catch {
        // Its guard reads what such an event would bring along.
        return false;
      }
    });
  }

  #live(): Entry[] {
    this.#observer.settle();
    return this.#registry.all();
  }

  #find(id: string): Entry | undefined {
    this.#observer.settle();
    return this.#registry.find(id);
  }

  #hello(): Hello {
    return {
      type: '@agent.hello',
      version: additionsVersion,
      process: this.#process,
      now: Date.now(),
      sends: this.sends,
      full: this.#options.full ?? false,
      charts: this.charts.list(),
    };
  }
}

/** The hub as it is seen by what serves it. */
export type Inspection = Pick<
  InspectionHub,
  'subscribe' | 'actors' | 'actor' | 'actorOn' | 'sends' | 'send' | 'charts'
>;
