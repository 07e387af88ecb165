import type { AnyActorRef } from 'xstate';
import { codeName } from './names.ts';
import type { Timer } from './wire.ts';

interface Scheduled {
  source: AnyActorRef;
  event: { type: string };
  delay: number;
  startedAt: number;
}

type System = AnyActorRef['system'];

interface Schedule {
  _scheduledEvents: Record<string, Scheduled>;
}

/** The clocks that run in an actor: its `after`, and what it raises or sends later. */
export function timersOf(ref: AnyActorRef): Timer[] {
  const scheduled = scheduledIn(ref.system);
  const timers: Timer[] = [];
  for (const id in scheduled) {
    const one = scheduled[id];
    if (one?.source === ref) timers.push(timerOf(one));
  }
  return timers;
}

/** The same for many actors at one moment: the clocks of their system are gone through once. */
export class Clocks {
  readonly #bySystem = new Map<System, Map<AnyActorRef, Timer[]>>();

  of(ref: AnyActorRef): Timer[] {
    let bySource = this.#bySystem.get(ref.system);
    if (!bySource) this.#bySystem.set(ref.system, (bySource = timersIn(ref.system)));
    return bySource.get(ref) ?? [];
  }
}

function timersIn(system: System): Map<AnyActorRef, Timer[]> {
  const bySource = new Map<AnyActorRef, Timer[]>();
  for (const one of Object.values(scheduledIn(system))) {
    const timers = bySource.get(one.source);
    if (timers) timers.push(timerOf(one));
    else bySource.set(one.source, [timerOf(one)]);
  }
  return bySource;
}

function scheduledIn(actorSystem: System): Record<string, Scheduled> {
  // `getSnapshot` of the system copies the clocks of all its actors each time.
  const system = actorSystem as unknown as { _snapshot?: Schedule; getSnapshot(): Schedule };
  return (system._snapshot ?? system.getSnapshot())._scheduledEvents;
}

function timerOf({ event, startedAt, delay }: Scheduled): Timer {
  return { event: codeName(event.type), startedAt, due: startedAt + delay };
}

/** Whether an action that XState reports starts a clock. */
export function startsTimer({ type, params }: { type: string; params: unknown }): boolean {
  if (type !== 'xstate.raise' && type !== 'xstate.sendTo') return false;
  return (params as { delay?: unknown } | undefined)?.delay !== undefined;
}
