import type { AnyActorRef, AnyMachineSnapshot, AnyStateMachine, InspectionEvent } from 'xstate';
import { Charts } from './chart/index.ts';
import { edgeId } from './edges.ts';
import { History } from './history.ts';
import { Messages } from './messages.ts';
import { redactor } from './redact.ts';
import { type ActorInfo, type Entry, infoOf, machineOf, Registry } from './registry.ts';
import { additionsVersion, type Hello, type Identity, type Step } from './wire.ts';

export interface HubOptions {
  /** Names of fields whose text may be seen; none: every text is hidden. */
  open?: readonly string[];
  /** Shows every text but secrets. Only for who alone can reach the inspector. */
  full?: boolean;
  /** Types of events that a visitor may send where the machine accepts them; none: nobody sends. */
  sends?: readonly string[];
  /** What a machine works on, by its context; null: nothing that is told. */
  subjectOf?: (context: object) => Subject | null;
  /** Called when a machine has entered another state, and when it has ended. */
  onState?: (ref: AnyActorRef, snapshot: AnyMachineSnapshot) => void;
  /** Machines to draw though none of them runs; those that they invoke or spawn are known with them. */
  machines?: readonly AnyStateMachine[];
  /** What session ids begin with, which XState counts from 0 in every process; by default by chance. */
  process?: string;
}

export interface Subject {
  /** For the feed: no address, no text of the outside. */
  open: string;
  /** For the list of actors, where that tells more. */
  closed?: string;
}

/** Who watches the feed. */
export interface Visitor {
  /** Takes one message as JSON. */
  send(json: string): void;
  /** Whether machines come with their definition, which is long and which the drawings make needless. */
  definitions: boolean;
}

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
  readonly #visitors = new Set<Visitor>();
  readonly #known = new WeakMap<object, string>();
  #seq = 0;

  constructor(options: HubOptions = {}) {
    this.#options = options;
    this.#process = options.process ?? Math.random().toString(36).slice(2, 6).padEnd(4, '0');
    const idOf = (sessionId: string) => `${this.#process}:${sessionId}`;
    const { open = [], full = false } = options;
    this.#registry = new Registry(idOf);
    this.#messages = new Messages(redactor({ open, full }), idOf);
    for (const machine of options.machines ?? []) this.charts.know(machine);
  }

  /** For `createActor(machine, { inspect: hub.inspect })`. */
  readonly inspect = (event: InspectionEvent): void => {
    const ref = event.actorRef as AnyActorRef;
    if (event.type === '@xstate.actor') {
      const entry = this.#registry.add(ref, this.#chartOf(ref));
      if (this.#visitors.size > 0) this.#tell(this.#messages.actor(entry), ref);
      return;
    }
    const entry = this.#registry.of(ref);
    if (!entry) return;
    if (event.type === '@xstate.event') this.#passed(entry, event);
    if (event.type === '@xstate.microstep') entry.taken.push(...event._transitions.map(edgeId));
    if (event.type === '@xstate.snapshot') this.#moved(entry, event);
  };

  /** Sends the whole tree and the recent past, then whatever happens, until the returned call. */
  subscribe(visitor: Visitor): () => void {
    for (const entry of this.#registry.all()) {
      visitor.send(this.#for(visitor, this.#messages.actor(entry), entry.ref));
    }
    visitor.send(JSON.stringify(this.#hello()));
    visitor.send(JSON.stringify(this.#history.message()));
    this.#visitors.add(visitor);
    return () => this.#visitors.delete(visitor);
  }

  actors(): ActorInfo[] {
    return this.#registry.all().map(infoOf);
  }

  /** What a live actor is and has, redacted, and the events that it would take now; null: it is gone. */
  actor(id: string): (Identity & { snapshot: object; accepts: string[] }) | null {
    const entry = this.#registry.find(id);
    if (!entry) return null;
    const { actor, machine, chart, parent, subject, ref } = entry;
    const snapshot = this.#messages.snapshot(ref.getSnapshot() as Partial<AnyMachineSnapshot>);
    return { id, actor, machine, chart, parent, subject, snapshot, accepts: this.#accepts(entry) };
  }

  /** The live actor that works on a subject, by what the feed calls it, such as `message 7`. */
  actorOn(subject: string): string | null {
    return this.#registry.all().find((entry) => entry.subject === subject)?.id ?? null;
  }

  /**
   * Sends an event of `HubOptions.sends` to an actor. `off`: none may be sent; `gone`: there is no
   * such actor any more; `refused`: its state does not take it, or it is not among those.
   */
  send(id: string, type: string): Sent {
    if (!this.#sends) return 'off';
    const entry = this.#registry.find(id);
    if (!entry) return 'gone';
    if (!this.#accepts(entry).includes(type)) return 'refused';
    entry.ref.send({ type });
    return 'sent';
  }

  get #sends(): boolean {
    return (this.#options.sends ?? []).length > 0;
  }

  #accepts({ ref, chart }: Entry): string[] {
    const snapshot = ref.getSnapshot() as AnyMachineSnapshot;
    if (chart === null || snapshot.status !== 'active') return [];
    return (this.#options.sends ?? []).filter((type) => {
      try {
        return snapshot.can({ type });
      } catch {
        // Its guard reads what such an event would bring along.
        return false;
      }
    });
  }

  #passed(entry: Entry, { event, sourceRef }: Inspected<'@xstate.event'>): void {
    const seq = ++this.#seq;
    const source = sourceRef as AnyActorRef | undefined;
    if (entry.chart !== null) {
      const from = source ? (this.#registry.of(source)?.id ?? null) : null;
      this.#history.passage({ seq, at: Date.now(), event: event.type, from, to: entry.id });
    }
    if (this.#visitors.size > 0) this.#tell(this.#messages.event(entry.ref, source, event, seq));
  }

  #moved(entry: Entry, inspected: Inspected<'@xstate.snapshot'>): void {
    const snapshot = inspected.snapshot as AnyMachineSnapshot;
    const isMachine = entry.chart !== null;
    const isOver = snapshot.status !== 'active';
    // XState keeps the value's identity while no state was left.
    const changed = isOver || entry.value !== snapshot.value;
    if (isMachine) this.#nameSubject(entry, snapshot.context as object);
    if (changed) {
      entry.value = snapshot.value;
      entry.since = Date.now();
    }
    const step = isMachine ? this.#step(entry, inspected.event.type, snapshot, changed) : null;
    if (isOver) this.#registry.remove(entry.ref);
    if (changed && isMachine) this.#options.onState?.(entry.ref, snapshot);
    if (this.#visitors.size > 0) this.#tell(this.#messages.moved(entry, inspected, step));
  }

  #step(entry: Entry, event: string, snapshot: AnyMachineSnapshot, changed: boolean): Step {
    const { taken } = entry;
    entry.taken = [];
    const { value, status } = snapshot;
    const step = { seq: ++this.#seq, at: Date.now(), event, value, status, taken };
    // What an actor took no notice of is no step of its way.
    if (changed || taken.length > 0) this.#history.step(entry, step);
    return step;
  }

  #nameSubject(entry: Entry, context: object): void {
    const subject = this.#options.subjectOf?.(context) ?? null;
    entry.subject = subject?.open ?? null;
    entry.closedSubject = subject?.closed ?? null;
  }

  /** @param about whose definition goes along for those who want it */
  #tell(json: string, about?: AnyActorRef): void {
    for (const visitor of this.#visitors) {
      visitor.send(about ? this.#for(visitor, json, about) : json);
    }
  }

  #for({ definitions }: Visitor, json: string, about: AnyActorRef): string {
    const definition = definitions ? this.#messages.definition(about) : null;
    return definition === null ? json : `{"definition":${definition},${json.slice(1)}`;
  }

  #hello(): Hello {
    return {
      type: '@agent.hello',
      version: additionsVersion,
      process: this.#process,
      now: Date.now(),
      sends: this.#sends,
      full: this.#options.full ?? false,
      charts: this.charts.list(),
    };
  }

  #chartOf(ref: AnyActorRef): string | null {
    const machine = machineOf(ref);
    if (!machine) return null;
    const known = this.#known.get(machine);
    if (known !== undefined) return known;
    const key = this.charts.know(machine);
    this.#known.set(machine, key);
    return key;
  }
}

/** The hub as it is seen by what serves it. */
export type Inspection = Pick<
  InspectionHub,
  'subscribe' | 'actors' | 'actor' | 'actorOn' | 'send' | 'charts'
>;

type Inspected<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>;
