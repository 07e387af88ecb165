import type { AnyActorRef, AnyMachineSnapshot, InspectionEvent } from 'xstate';
import type { Redact } from './redact.ts';
import { type Entry, machineOf } from './registry.ts';
import { timersOf } from './timers.ts';
import { additionsVersion, type Step, wireVersion } from './wire.ts';

/** Turns what XState reports into messages of the wire, redacted. */
export class Messages {
  readonly #redact: Redact;
  readonly #idOf: (sessionId: string) => string;
  /** A context is the same object until an action assigns another. */
  readonly #contexts = new WeakMap<object, unknown>();
  readonly #definitions = new WeakMap<object, string | null>();

  constructor(redact: Redact, idOf: (sessionId: string) => string) {
    this.#redact = redact;
    this.#idOf = idOf;
  }

  actor(entry: Entry): string {
    const { ref, id: _, parent, since, actor, machine, chart, subject } = entry;
    return JSON.stringify({
      ...this.#envelope('@xstate.actor', ref),
      name: actor === machine ? actor : `${machine} ${actor}`,
      ...(parent === null ? {} : { parentId: parent }),
      snapshot: this.snapshot(ref.getSnapshot() as Partial<AnyMachineSnapshot> | undefined),
      _agent: {
        version: additionsVersion,
        actor,
        machine,
        chart,
        subject,
        since,
        timers: timersOf(ref),
      },
    });
  }

  event(ref: AnyActorRef, source: AnyActorRef | undefined, event: object, seq: number): string {
    return JSON.stringify({
      ...this.#envelope('@xstate.event', ref),
      event: this.shown(event),
      ...(source ? { sourceId: this.#idOf(source.sessionId) } : {}),
      _agent: { version: additionsVersion, seq },
    });
  }

  /** @param step of a machine; null: of another logic, which has no transitions */
  moved(entry: Entry, { event, snapshot }: Moved, step: Step | null): string {
    return JSON.stringify({
      ...this.#envelope('@xstate.snapshot', entry.ref),
      event: this.shown(event),
      snapshot: this.snapshot(snapshot as Partial<AnyMachineSnapshot>),
      _agent: {
        version: additionsVersion,
        subject: entry.subject,
        ...(step && { seq: step.seq, taken: step.taken, timers: timersOf(entry.ref) }),
      },
    });
  }

  /** With the type in clear, which comes from the machine's own file. */
  shown(event: object): object {
    const { type } = event as { type?: unknown };
    return { ...(this.#redact(event) as object), type: String(type) };
  }

  snapshot(snapshot: Partial<AnyMachineSnapshot> | undefined): object {
    const { status = 'active', value, context } = snapshot ?? {};
    // A promise keeps its input in its snapshot.
    const { output, error, input } = (snapshot ?? {}) as Record<string, unknown>;
    return {
      status,
      // Its names come from the machine's own file.
      ...(typeof value === 'string' || typeof value === 'object' ? { value } : {}),
      ...(context ? { context: this.#contextOf(context as object) } : {}),
      ...shownAs({ output, error, input }, this.#redact),
    };
  }

  /** The machine's own file as a JSON text within a JSON text, made once a logic; null: none. */
  definition(ref: AnyActorRef): string | null {
    const machine = machineOf(ref);
    if (!machine) return null;
    const known = this.#definitions.get(machine);
    if (known !== undefined) return known;
    // Functions become their names.
    const config = JSON.stringify(machine.config, (_key, value: unknown) =>
      typeof value === 'function' ? { type: value.name || 'inline' } : value,
    );
    const json = JSON.stringify(config);
    this.#definitions.set(machine, json);
    return json;
  }

  #contextOf(context: object): unknown {
    let copy = this.#contexts.get(context);
    if (copy === undefined) this.#contexts.set(context, (copy = this.#redact(context)));
    return copy;
  }

  #envelope(type: string, ref: AnyActorRef) {
    return {
      type,
      sessionId: this.#idOf(ref.sessionId),
      rootId: this.#idOf(rootOf(ref).sessionId),
      _version: wireVersion,
      createdAt: String(Date.now()),
      id: null,
    };
  }
}

type Moved = Extract<InspectionEvent, { type: '@xstate.snapshot' }>;

function shownAs(parts: Record<string, unknown>, redact: Redact): object {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, redact(value)]));
}

function rootOf(ref: AnyActorRef): AnyActorRef {
  return ref._parent ? rootOf(ref._parent) : ref;
}
