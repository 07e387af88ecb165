import type { AnyActorRef, AnyMachineSnapshot, InspectionEvent } from 'xstate';
import type { Charts } from './chart/index.ts';
import { edgeId } from './edges.ts';
import type { Faults } from './faults.ts';
import type { History } from './history.ts';
import type { AnySnapshot, Messages } from './messages.ts';
import { codeName } from './names.ts';
import type { HubOptions } from './options.ts';
import { type Entry, machineOf, type Registry } from './registry.ts';
import { startsTimer } from './timers.ts';
import type { Visitors } from './visitors.ts';
import type { Step } from './wire.ts';

/** What is kept of the actors, and who is told. */
interface Parts {
  registry: Registry;
  history: History;
  charts: Charts;
  messages: Messages;
  visitors: Visitors;
}

/** Takes what XState reports, keeps the list of actors and the history by it, and tells the visitors. */
export class Observer {
  readonly #parts: Parts;
  readonly #options: Pick<HubOptions, 'subjectOf' | 'onState'>;
  readonly #faults: Faults;
  readonly #charted = new WeakMap<object, string | null>();
  /** What actors did on their way to their initial state, before they were started. */
  readonly #early = new WeakMap<AnyActorRef, string[]>();
  /** Actors that may have failed without a word, see `#suspect`. */
  #suspects: Entry[] = [];
  #seq = 0;

  constructor(parts: Parts, options: Pick<HubOptions, 'subjectOf' | 'onState'>, faults: Faults) {
    this.#parts = parts;
    this.#options = options;
    this.#faults = faults;
  }

  observe(event: InspectionEvent): void {
    const ref = event.actorRef as AnyActorRef;
    switch (event.type) {
      case '@xstate.event':
        return this.#passed(ref, event);
      case '@xstate.microstep':
        return this.#stepped(ref, event);
      case '@xstate.action':
        return this.#acted(ref, event);
      case '@xstate.snapshot':
        return this.#moved(ref, event);
      case '@xstate.actor':
        // It has no snapshot yet, and perhaps nobody will ever start it: see `#begin`.
        return;
    }
  }

  #acted(ref: AnyActorRef, { action }: Inspected<'@xstate.action'>): void {
    if (!startsTimer(action)) return;
    const entry = this.#parts.registry.of(ref);
    if (entry) entry.mayWait = true;
  }

  /** An actor is started. Its parent was before it, so that parents come before their children. */
  #begin(ref: AnyActorRef): Entry {
    const entry = this.#parts.registry.add(ref, this.#chartOf(ref));
    entry.taken = this.#early.get(ref) ?? [];
    this.#early.delete(ref);
    const { value, context } = ref.getSnapshot() as AnySnapshot;
    entry.value = value;
    if (entry.isMachine) this.#nameSubject(entry, context as object);
    const { visitors, messages } = this.#parts;
    if (visitors.some) visitors.tell((isBrief) => messages.actor(entry, isBrief), ref);
    return entry;
  }

  #passed(ref: AnyActorRef, { event, sourceRef }: Inspected<'@xstate.event'>): void {
    const source = sourceRef as AnyActorRef | undefined;
    const from = source && this.#parts.registry.of(source);
    if (from && event.type.startsWith('xstate.error.actor.')) this.#suspect(from);
    let entry = this.#parts.registry.of(ref);
    const isStart = event.type === 'xstate.init';
    if (!entry && isStart) entry = this.#begin(ref);
    // XState reports what is sent to an actor that has ended as well.
    if (!entry) return;
    entry.last = event.type;
    if (entry.parent === null) this.#suspect(entry);
    const seq = ++this.#seq;
    if (entry.isMachine) {
      const { id: to } = entry;
      const type = codeName(event.type);
      this.#parts.history.passage({ seq, at: Date.now(), event: type, from: from?.id ?? null, to });
    }
    const { visitors, messages } = this.#parts;
    if (visitors.some) {
      visitors.tell((isBrief) => messages.event(ref, source, event, seq, isBrief));
    }
  }

  #stepped(ref: AnyActorRef, { _transitions }: Inspected<'@xstate.microstep'>): void {
    if (!_transitions?.length) return;
    let taken = this.#parts.registry.of(ref)?.taken ?? this.#early.get(ref);
    if (!taken) this.#early.set(ref, (taken = []));
    for (const transition of _transitions) taken.push(edgeId(transition));
  }

  #moved(ref: AnyActorRef, { event, snapshot: told }: Inspected<'@xstate.snapshot'>): void {
    const entry = this.#parts.registry.of(ref);
    if (!entry) return;
    const current = ref.getSnapshot() as AnySnapshot;
    // An initial action that fails does so after the snapshot was made that XState tells.
    const snapshot = current.status === 'error' ? current : (told as AnySnapshot);
    const isStopped = event.type === 'xstate.stop' && snapshot.status === 'active';
    // Transition functions do not know that they were stopped.
    this.#stands(entry, event, isStopped ? { ...snapshot, status: 'stopped' } : snapshot);
  }

  /**
   * An actor that throws is reported by XState to its parent, if it has one, and to no inspector: by
   * the next microtask it is known whether a snapshot followed.
   */
  #suspect(entry: Entry): void {
    if (this.#suspects.at(-1) === entry) return;
    if (this.#suspects.push(entry) === 1) queueMicrotask(this.#settle);
  }

  readonly #settle = (): void => this.#faults.guard(() => this.settle());

  /** Notes now who has failed without a word. */
  settle(): void {
    const suspects = this.#suspects;
    this.#suspects = [];
    for (const entry of suspects) {
      if (this.#parts.registry.of(entry.ref) !== entry) continue;
      const snapshot = entry.ref.getSnapshot() as AnySnapshot;
      if (snapshot.status === 'error') this.#stands(entry, { type: entry.last }, snapshot);
    }
  }

  /** Notes where an actor stands, be it at its end. */
  #stands(entry: Entry, event: { type: string }, snapshot: AnySnapshot): void {
    const isOver = snapshot.status !== 'active';
    // XState keeps the value's identity while no state was left; the first is news in any case.
    const changed = isOver || entry.value !== snapshot.value || event.type === 'xstate.init';
    if (entry.isMachine) this.#nameSubject(entry, snapshot.context as object);
    if (changed) {
      entry.value = snapshot.value;
      entry.since = Date.now();
    }
    const step = entry.isMachine ? this.#step(entry, event.type, snapshot) : null;
    // What an actor took no notice of is no step of its way.
    const isStep = step !== null && (changed || step.taken.length > 0);
    if (isStep) this.#parts.history.step(entry, step);
    if (isOver) {
      this.#parts.registry.remove(entry);
      this.#parts.history.end(entry.id);
    }
    if (changed && step) this.#tellState(entry.ref, snapshot);
    const { visitors, messages } = this.#parts;
    if (visitors.some) {
      visitors.tell((isBrief) => messages.moved(entry, event, snapshot, step, isStep, isBrief));
    }
    if (isOver && entry.parent === null) this.#endSystem(entry.ref);
  }

  /** XState leaves the children of an actor that throws running, and nobody can stop them any more. */
  #endSystem({ system }: AnyActorRef): void {
    for (const entry of this.#parts.registry.all()) {
      if (entry.ref.system !== system) continue;
      const snapshot = entry.ref.getSnapshot() as AnySnapshot;
      this.#stands(entry, { type: 'xstate.stop' }, { ...snapshot, status: 'stopped' });
    }
  }

  #step(entry: Entry, type: string, snapshot: AnySnapshot): Step {
    const { taken } = entry;
    if (taken.length > 0) entry.taken = [];
    const { value, status = 'active' } = snapshot;
    const event = codeName(type);
    return { seq: ++this.#seq, at: Date.now(), event, value, status, taken };
  }

  #nameSubject(entry: Entry, context: object): void {
    const { subjectOf } = this.#options;
    if (!subjectOf || entry.context === context) return;
    entry.context = context;
    this.#faults.guard(() => {
      const subject = subjectOf(context);
      entry.subject = subject?.open ?? null;
      entry.closedSubject = subject?.closed ?? null;
    });
  }

  #tellState(ref: AnyActorRef, snapshot: AnySnapshot): void {
    this.#faults.guard(() => this.#options.onState?.(ref, snapshot as AnyMachineSnapshot));
  }

  /** Drawn or not, it is inspected. */
  #chartOf(ref: AnyActorRef): string | null {
    const machine = machineOf(ref);
    if (!machine) return null;
    let key = this.#charted.get(machine);
    if (key !== undefined) return key;
    try {
      key = this.#parts.charts.know(machine);
    } catch (error) {
      key = null;
      this.#faults.note(error);
    }
    this.#charted.set(machine, key);
    return key;
  }
}

type Inspected<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>;
