import type { AnyActorRef, AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { codeName } from './names.ts';
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
  /** It runs a machine, whether or not that can be drawn. */
  isMachine: boolean;
  /** Since when it is in its state, epoch milliseconds. */
  since: number;
  /** The state value that `since` belongs to. */
  value: unknown;
  /** The transitions taken since its last snapshot. */
  taken: string[];
  /** The type of the event that it was sent last. */
  last: string;
  /** Clocks may run in it. */
  mayWait: boolean;
  /** The context that its subject was read from. */
  context: unknown;
  /** What of its subject only the list of actors tells. */
  closedSubject: string | null;
}

/** The live actors, parents before their children; an entry goes when its actor ends. */
export class Registry {
  readonly #byRef = new Map<AnyActorRef, Entry>();
  readonly #byId = new Map<string, Entry>();
  readonly #idOf: (sessionId: string) => string;

  /** @param idOf the id by which the world knows a session */
  constructor(idOf: (sessionId: string) => string) {
    this.#idOf = idOf;
  }

  add(ref: AnyActorRef, chart: string | null): Entry {
    const machine = nameOf(ref);
    const entry: Entry = {
      ref,
      id: this.#idOf(ref.sessionId),
      actor: this.#nameWithin(ref, machine),
      machine,
      chart,
      isMachine: machineOf(ref) !== null,
      parent: ref._parent ? this.#idOf(ref._parent.sessionId) : null,
      subject: null,
      since: Date.now(),
      value: undefined,
      taken: [],
      last: '',
      mayWait: true,
      context: undefined,
      closedSubject: null,
    };
    this.#byRef.set(ref, entry);
    this.#byId.set(entry.id, entry);
    return entry;
  }

  /**
   * Who was given no id goes by its session's, which says nothing: what it runs says more, and tells
   * it from the others together with the session. A root that is the only one needs none.
   */
  #nameWithin({ id, sessionId, _parent }: AnyActorRef, machine: string): string {
    if (id !== sessionId) return codeName(id);
    const isRoot = ({ parent, actor }: Entry): boolean => parent === null && actor === machine;
    const isAlone = !_parent && !this.all().some(isRoot);
    return isAlone ? machine : `${machine} ${sessionId}`;
  }

  of(ref: AnyActorRef): Entry | undefined {
    return this.#byRef.get(ref);
  }

  find(id: string): Entry | undefined {
    return this.#byId.get(id);
  }

  remove({ ref, id }: Entry): void {
    this.#byRef.delete(ref);
    this.#byId.delete(id);
  }

  all(): Entry[] {
    return [...this.#byRef.values()];
  }
}

export function infoOf(entry: Entry): ActorInfo {
  const { ref, id, parent, machine, since, isMachine } = entry;
  const subject = entry.closedSubject ?? entry.subject;
  const snapshot = ref.getSnapshot() as Partial<AnyMachineSnapshot>;
  return {
    id,
    parent,
    machine,
    state: isMachine ? pathOf(snapshot.value) : (snapshot.status ?? 'active'),
    since: new Date(since).toISOString(),
    ...(subject === null ? {} : { subject }),
  };
}

/** The machine that an actor runs; null: it runs a promise, a callback or the like. */
export function machineOf(ref: AnyActorRef): AnyStateMachine | null {
  const { logic } = ref as { logic?: Partial<AnyStateMachine> };
  return logic?.root && logic.implementations ? (logic as AnyStateMachine) : null;
}

/** The machine's id, or the name under which an actor's logic was invoked. */
export function nameOf(ref: AnyActorRef): string {
  const machine = machineOf(ref);
  if (machine) return codeName(machine.id);
  return codeName(typeof ref.src === 'string' ? ref.src : ref.id);
}

/** `connected.watching`; parallel regions side by side in brackets. */
function pathOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const regions = Object.entries(value ?? {}).map(([name, inner]) => {
    const rest = pathOf(inner);
    return rest ? `${name}.${rest}` : name;
  });
  return regions.length > 1 ? `[${regions.join(', ')}]` : (regions[0] ?? '');
}
