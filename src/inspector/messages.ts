import type { AnyActorRef, AnyMachineSnapshot } from 'xstate';
import { definitionOf } from './definition.ts';
import { codeName } from './names.ts';
import type { Redact } from './redact.ts';
import { type Entry, machineOf } from './registry.ts';
import { timersOf } from './timers.ts';
import { type PartName, partNames, Told } from './told.ts';
import { additionsVersion, type Moved, type Step, type Timer, wireVersion } from './wire.ts';

/** A snapshot of any logic. */
export type AnySnapshot = Partial<Pick<AnyMachineSnapshot, 'status' | 'value' | 'context'>> & {
  output?: unknown;
  error?: unknown;
  /** A promise keeps it in its snapshot. */
  input?: unknown;
};

/**
 * Turns what XState reports into messages of the wire, redacted. Brief ones tell each part of an actor
 * and each event once, as a text within the text, see `Brief` of the wire.
 */
export class Messages {
  readonly #redact: Redact;
  readonly #idOf: (sessionId: string) => string;
  /**
   * The redacted copies of contexts and of what comes in and out, which are told several times. A
   * context is the same object until an action assigns another.
   */
  readonly #copies = new WeakMap<object, string>();
  /** An event is told when it is sent, and again by what it led to. */
  readonly #events = new WeakMap<object, string>();
  readonly #definitions = new WeakMap<object, string>();
  readonly #told = new Told();

  constructor(redact: Redact, idOf: (sessionId: string) => string) {
    this.#redact = redact;
    this.#idOf = idOf;
  }

  /** @param timers for who asks of many actors at once, see `Clocks` */
  actor(entry: Entry, isBrief: boolean, timers: Timer[] = this.#timersOf(entry)): string {
    const { ref, parent, since, actor, machine, chart, subject } = entry;
    const own = { actor, machine, chart, subject, since, timers };
    const isNamedSo = actor === machine || actor.startsWith(`${machine} `);
    const name = isNamedSo ? actor : `${machine} ${actor}`;
    const snapshot = ref.getSnapshot() as AnySnapshot;
    if (isBrief) this.#told.began(entry, snapshot);
    const parts = isBrief ? this.#folded(snapshot, partNames) : undefined;
    return (
      `${this.#head('@xstate.actor', ref)},"name":${JSON.stringify(name)}` +
      (parent === null ? '' : `,"parentId":${JSON.stringify(parent)}`) +
      `,"snapshot":${this.snapshot(ref, snapshot, isBrief)}` +
      `,"_agent":${JSON.stringify({ version: additionsVersion, ...own, parts })}}`
    );
  }

  event(
    ref: AnyActorRef,
    source: AnyActorRef | undefined,
    event: object,
    seq: number,
    isBrief: boolean,
  ): string {
    if (isBrief) this.#told.passed(event, seq);
    const whole = isBrief && !isOwnInput(ref, event) && this.#whole(event);
    const additions = { version: additionsVersion, seq, ...whole };
    return (
      `${this.#head('@xstate.event', ref)},"event":${isBrief ? typeOf(event) : this.#event(event)}` +
      (source ? `,"sourceId":${JSON.stringify(this.#idOf(source.sessionId))}` : '') +
      `,"_agent":${JSON.stringify(additions)}}`
    );
  }

  /**
   * @param step of a machine; null: of another logic, which has no transitions
   * @param isStep whether it went on by it, see `Moved` of the wire
   */
  moved(
    entry: Entry,
    event: object,
    snapshot: AnySnapshot,
    step: Step | null,
    isStep: boolean,
    isBrief: boolean,
  ): string {
    const { ref, subject } = entry;
    const timers = step && this.#timersOf(entry);
    // No clock is started without an action that starts it.
    if (timers?.length === 0) entry.mayWait = false;
    const own = step && {
      seq: step.seq,
      taken: step.taken,
      timers,
      ...(isStep && { step: true as const }),
    };
    const additions: Moved = {
      version: additionsVersion,
      subject,
      ...own,
      ...(isBrief && { parts: this.#folded(snapshot, this.#told.news(entry, snapshot)) }),
      ...(isBrief && this.#reference(event)),
    };
    return (
      `${this.#head('@xstate.snapshot', ref)},"event":${isBrief ? typeOf(event) : this.#event(event)}` +
      `,"snapshot":${this.snapshot(ref, snapshot, isBrief)}` +
      `,"_agent":${JSON.stringify(additions)}}`
    );
  }

  /** As JSON. The names of a machine's states come from its own file; other logic has none. */
  snapshot(ref: AnyActorRef, snapshot: AnySnapshot, isBrief = false): string {
    const { status = 'active', value } = snapshot;
    const isNamed = machineOf(ref) !== null && value !== undefined;
    return (
      `{"status":${JSON.stringify(codeName(status))}` +
      (isNamed ? `,"value":${JSON.stringify(value)}` : '') +
      (isBrief ? '' : partNames.map((name) => this.#part(name, snapshot[name])).join('')) +
      '}'
    );
  }

  /** The machine's own file as a JSON text within a JSON text, made once a logic. */
  definition(ref: AnyActorRef): string {
    const { logic } = ref as { logic?: object };
    const key = machineOf(ref) && logic ? logic : ref;
    let json = this.#definitions.get(key);
    if (json === undefined) {
      json = JSON.stringify(definitionOf(ref, this.#redact));
      this.#definitions.set(key, json);
    }
    return json;
  }

  #timersOf({ ref, mayWait }: Entry): Timer[] {
    return mayWait ? timersOf(ref) : [];
  }

  /** As texts of JSON. */
  #folded(snapshot: AnySnapshot, names: readonly PartName[]): Partial<Record<PartName, string>> {
    const known = names.filter((name) => snapshot[name] !== undefined);
    return Object.fromEntries(known.map((name) => [name, this.#shown(snapshot[name])]));
  }

  /** An event that was told already, by its number. */
  #reference(event: object): Pick<Moved, 'of' | 'event'> {
    const of = this.#told.seqOf(event);
    return of === undefined ? this.#whole(event) : { of };
  }

  /** As a text of JSON, where there is more to an event than its type. */
  #whole(event: object): Pick<Moved, 'event'> {
    const text = this.#event(event);
    return text === typeOf(event) ? {} : { event: text };
  }

  /** With the type in clear, which comes from the machine's own file. */
  #event(event: object): string {
    let text = this.#events.get(event);
    if (text === undefined) {
      const type = codeName((event as { type?: unknown }).type);
      const shown = this.#redact(event);
      text = JSON.stringify(isObject(shown) ? Object.assign(shown, { type }) : { type });
      this.#events.set(event, text);
    }
    return text;
  }

  #part(name: string, value: unknown): string {
    return value === undefined ? '' : `,"${name}":${this.#shown(value)}`;
  }

  #shown(value: unknown): string {
    // Only an object has an identity to keep its copy by.
    if (!isObject(value)) return json(this.#redact(value));
    let copy = this.#copies.get(value);
    if (copy === undefined) this.#copies.set(value, (copy = json(this.#redact(value))));
    return copy;
  }

  #head(type: string, ref: AnyActorRef): string {
    const session = JSON.stringify(this.#idOf(ref.sessionId));
    const root = JSON.stringify(this.#idOf(rootOf(ref).sessionId));
    return `{"type":"${type}","sessionId":${session},"rootId":${root},"_version":"${wireVersion}","createdAt":"${Date.now()}","id":null`;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether it brings no more than what its actor was told with. */
function isOwnInput(ref: AnyActorRef, event: object): boolean {
  const { type, input } = event as { type?: unknown; input?: unknown };
  const own = (ref.getSnapshot() as AnySnapshot).input;
  return type === 'xstate.init' && isObject(input) && input === own;
}

/** The event with nothing but its type. */
function typeOf(event: object): string {
  return JSON.stringify({ type: codeName((event as { type?: unknown }).type) });
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

function rootOf(ref: AnyActorRef): AnyActorRef {
  return ref._parent ? rootOf(ref._parent) : ref;
}
