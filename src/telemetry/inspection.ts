import type { AnyActorRef, AnyMachineSnapshot, InspectionEvent } from 'xstate';
import type { ActorInfo, InspectionFeed } from '../ports.ts';
import { ActorRegistry, nameOf, parentOf } from './actor-registry.ts';
import { openState, redact } from './redact.ts';

/** The version of `@statelyai/inspect` whose messages these are. */
const wireVersion = '0.7.2';

/**
 * The one observer of the actor system. It keeps the list of live actors, tells listeners of
 * changed states, and turns events into Stately's wire format only while somebody watches.
 */
export class InspectionHub implements InspectionFeed {
  readonly #registry = new ActorRegistry();
  readonly #clients = new Set<(json: string) => void>();
  readonly #onState: (ref: AnyActorRef, snapshot: AnyMachineSnapshot) => void;

  /** @param onState called when a machine has entered another state */
  constructor(onState: (ref: AnyActorRef, snapshot: AnyMachineSnapshot) => void = () => undefined) {
    this.#onState = onState;
  }

  /** For `createActor(machine, { inspect: hub.inspect })`. */
  readonly inspect = (event: InspectionEvent): void => {
    if (event.type === '@xstate.actor') this.#registry.add(event.actorRef as AnyActorRef);
    if (event.type === '@xstate.snapshot') {
      const snapshot = event.snapshot as AnyMachineSnapshot;
      const ref = event.actorRef as AnyActorRef;
      const changed = this.#registry.note(ref, snapshot);
      if (changed && snapshot.value !== undefined) this.#onState(ref, snapshot);
    }
    if (this.#clients.size > 0) this.#broadcast(event);
  };

  subscribe(send: (json: string) => void): () => void {
    for (const ref of this.#registry.refs()) send(JSON.stringify(actorMessage(ref)));
    this.#clients.add(send);
    return () => this.#clients.delete(send);
  }

  actors(): ActorInfo[] {
    return this.#registry.list();
  }

  #broadcast(event: InspectionEvent): void {
    const message = wireMessage(event);
    if (!message) return;
    const json = JSON.stringify(message);
    for (const send of this.#clients) send(json);
  }
}

function wireMessage(event: InspectionEvent): object | null {
  const ref = event.actorRef as AnyActorRef;
  switch (event.type) {
    case '@xstate.actor':
      return actorMessage(ref);
    case '@xstate.event':
      return {
        ...envelope('@xstate.event', ref),
        event: shown(event.event),
        sourceId: event.sourceRef?.sessionId,
      };
    case '@xstate.snapshot':
      return {
        ...envelope('@xstate.snapshot', ref),
        event: shown(event.event),
        snapshot: snapshotOf(event.snapshot as Partial<AnyMachineSnapshot>),
      };
    default:
      return null;
  }
}

function actorMessage(ref: AnyActorRef): object {
  return {
    ...envelope('@xstate.actor', ref),
    name: nameOf(ref) === ref.id ? ref.id : `${nameOf(ref)} ${ref.id}`,
    parentId: parentOf(ref) ?? undefined,
    definition: definitionOf(ref),
    snapshot: snapshotOf(ref.getSnapshot() as Partial<AnyMachineSnapshot>),
  };
}

function envelope(type: string, ref: AnyActorRef) {
  return {
    type,
    sessionId: ref.sessionId,
    rootId: rootOf(ref).sessionId,
    _version: wireVersion,
    createdAt: String(Date.now()),
    id: null,
  };
}

function rootOf(ref: AnyActorRef): AnyActorRef {
  return ref._parent ? rootOf(ref._parent) : ref;
}

function shown(event: { type: string }): object {
  return { ...(redact(event) as object), type: event.type };
}

function snapshotOf(snapshot: Partial<AnyMachineSnapshot> | undefined): object {
  return {
    status: snapshot?.status ?? 'active',
    value: openState(snapshot?.value),
    ...(snapshot?.context ? { context: redact(snapshot.context) } : {}),
  };
}

const definitions = new WeakMap<object, string>();

/** The machine's own file as JSON, made once a logic; functions become their names. */
function definitionOf(ref: AnyActorRef): string {
  const logic = (ref as { logic?: { config?: object } }).logic;
  if (!logic?.config) return JSON.stringify({ id: nameOf(ref) });
  const known = definitions.get(logic);
  if (known) return known;
  const json = JSON.stringify(logic.config, (_key, value: unknown) =>
    typeof value === 'function' ? { type: value.name || 'inline' } : value,
  );
  definitions.set(logic, json);
  return json;
}
