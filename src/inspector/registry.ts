import type { AnyActorRef, AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Identity } from './wire.ts';

/** A live actor in the words of a list. */
export interface ActorInfo {
  /** The session id, prefixed with the process. */
  id: string;
  parent: string | null;
  /** The machine's id, or the name under which an actor's logic was invoked. */
  machine: string;
  /** The state value as text, such as `connected.watching`; for a promise its status. */
  state: string;
  /** ISO 8601 UTC. */
  since: string;
  /** What it works on: a message's id or a folder. */
  subject?: string;
}

export interface Entry extends Identity {
  ref: AnyActorRef;
  /** Since when it is in its state, epoch milliseconds. */
  since: number;
  /** The state value that `since` belongs to. */
  value: unknown;
  /** The transitions taken since its last snapshot. */
  taken: string[];
  /** What of its subject only the list of actors tells. */
  closedSubject: string | null;
}

/** The live actors, parents before their children; an entry goes when its actor ends. */
export class Registry {
  readonly #entries = new Map<string, Entry>();
  readonly #idOf: (sessionId: string) => string;

  /** @param idOf the id by which the world knows a session */
  constructor(idOf: (sessionId: string) => string) {
    this.#idOf = idOf;
  }

  add(ref: AnyActorRef, chart: string | null): Entry {
    const entry: Entry = {
      ref,
      id: this.#idOf(ref.sessionId),
      actor: ref.id,
      machine: nameOf(ref),
      chart,
      parent: ref._parent ? this.#idOf(ref._parent.sessionId) : null,
      subject: null,
      since: Date.now(),
      value: undefined,
      taken: [],
      closedSubject: null,
    };
    this.#entries.set(ref.sessionId, entry);
    return entry;
  }

  of(ref: AnyActorRef): Entry | undefined {
    return this.#entries.get(ref.sessionId);
  }

  find(id: string): Entry | undefined {
    return this.all().find((entry) => entry.id === id);
  }

  remove(ref: AnyActorRef): void {
    this.#entries.delete(ref.sessionId);
  }

  all(): Entry[] {
    return [...this.#entries.values()];
  }
}

export function infoOf(entry: Entry): ActorInfo {
  const { ref, id, parent, machine, since } = entry;
  const subject = entry.closedSubject ?? entry.subject;
  // Not every logic is a machine, and a snapshot says which it is only by its shape.
  const snapshot = ref.getSnapshot() as Partial<AnyMachineSnapshot>;
  return {
    id,
    parent,
    machine,
    state: snapshot.value === undefined ? (snapshot.status ?? 'active') : pathOf(snapshot.value),
    since: new Date(since).toISOString(),
    ...(subject === null ? {} : { subject }),
  };
}

/** The machine that an actor runs; null: it runs a promise, a callback or the like. */
export function machineOf(ref: AnyActorRef): AnyStateMachine | null {
  const { logic } = ref as { logic?: Partial<AnyStateMachine> };
  return logic?.root ? (logic as AnyStateMachine) : null;
}

/** The machine's id, or the name under which an actor's logic was invoked. */
function nameOf(ref: AnyActorRef): string {
  const machine = machineOf(ref);
  if (machine) return machine.id;
  return typeof ref.src === 'string' ? ref.src : ref.id;
}

/** `connected.watching`; parallel regions side by side in brackets. */
function pathOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const regions = Object.entries(value as Record<string, unknown>).map(([name, inner]) => {
    const rest = pathOf(inner);
    return rest ? `${name}.${rest}` : name;
  });
  return regions.length > 1 ? `[${regions.join(', ')}]` : (regions[0] ?? '');
}
