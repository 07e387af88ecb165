import type { AnyActorRef, AnyMachineSnapshot } from 'xstate';
import type { Message } from '../domain/message.ts';
import type { ActorInfo, MailboxRef } from '../ports.ts';

interface Entry {
  ref: AnyActorRef;
  since: number;
  /** The state value that `since` belongs to. */
  value: unknown;
}

/** The live actors, parents before their children; an entry goes when its actor ends. */
export class ActorRegistry {
  readonly #entries = new Map<string, Entry>();

  add(ref: AnyActorRef): void {
    this.#entries.set(ref.sessionId, { ref, since: Date.now(), value: undefined });
  }

  /** Returns true when the state value is another than before. */
  note(ref: AnyActorRef, snapshot: { status?: string; value?: unknown }): boolean {
    const entry = this.#entries.get(ref.sessionId);
    if (!entry) return false;
    if (snapshot.status !== 'active') {
      this.#entries.delete(ref.sessionId);
      return true;
    }
    // XState keeps the value's identity while no state was left.
    if (entry.value === snapshot.value) return false;
    entry.value = snapshot.value;
    entry.since = Date.now();
    return true;
  }

  refs(): AnyActorRef[] {
    return [...this.#entries.values()].map((entry) => entry.ref);
  }

  list(): ActorInfo[] {
    return [...this.#entries.values()].map(({ ref, since }) => describe(ref, since));
  }
}

function describe(ref: AnyActorRef, since: number): ActorInfo {
  // Not every logic is a machine, and a snapshot says which it is only by its shape.
  const snapshot = ref.getSnapshot() as Partial<AnyMachineSnapshot>;
  const subject = subjectOf(snapshot.context as SubjectContext | undefined);
  return {
    id: ref.sessionId,
    parent: parentOf(ref),
    machine: nameOf(ref),
    state: snapshot.value === undefined ? (snapshot.status ?? 'active') : path(snapshot.value),
    since: new Date(since).toISOString(),
    ...(subject === undefined ? {} : { subject }),
  };
}

export function parentOf(ref: AnyActorRef): string | null {
  return ref._parent?.sessionId ?? null;
}

/** The machine's id, or the name under which an actor's logic was invoked. */
export function nameOf(ref: AnyActorRef): string {
  const logic = (ref as { logic?: { id?: unknown } }).logic;
  if (typeof logic?.id === 'string') return logic.id;
  return typeof ref.src === 'string' ? ref.src : ref.id;
}

/** `connected.watching`; parallel regions side by side in brackets. */
function path(value: unknown): string {
  if (typeof value === 'string') return value;
  const regions = Object.entries(value as Record<string, unknown>).map(([name, inner]) => {
    const rest = path(inner);
    return rest ? `${name}.${rest}` : name;
  });
  return regions.length > 1 ? `[${regions.join(', ')}]` : (regions[0] ?? '');
}

type SubjectContext = { message?: Pick<Message, 'id'>; ref?: MailboxRef };

function subjectOf(context: SubjectContext | undefined): string | undefined {
  if (context?.message) return `message ${context.message.id}`;
  if (context?.ref) return `${context.ref.account}/${context.ref.mailbox}`;
  return undefined;
}
