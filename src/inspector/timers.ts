import type { AnyActorRef } from 'xstate';
import { codeName } from './names.ts';
import type { Timer } from './wire.ts';

interface Scheduled {
  source: AnyActorRef;
  event: { type: string };
  delay: number;
  startedAt: number;
}

interface Schedule {
  _scheduledEvents: Record<string, Scheduled>;
}

/** The clocks that run in an actor: its `after`, and what it raises or sends later. */
export function timersOf(ref: AnyActorRef): Timer[] {
  // `getSnapshot` of the system copies the clocks of all its actors each time.
  const system = ref.system as unknown as { _snapshot?: Schedule; getSnapshot(): Schedule };
  const { _scheduledEvents: scheduled } = system._snapshot ?? system.getSnapshot();
  const timers: Timer[] = [];
  for (const id in scheduled) {
    const one = scheduled[id];
    if (one?.source !== ref) continue;
    const { event, startedAt, delay } = one;
    timers.push({ event: codeName(event.type), startedAt, due: startedAt + delay });
  }
  return timers;
}

/** Whether an action that XState reports starts a clock. */
export function startsTimer({ type, params }: { type: string; params: unknown }): boolean {
  if (type !== 'xstate.raise' && type !== 'xstate.sendTo') return false;
  return (params as { delay?: unknown } | undefined)?.delay !== undefined;
}
