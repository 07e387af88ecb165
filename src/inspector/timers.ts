import type { AnyActorRef, AnyMachineSnapshot } from 'xstate';
import type { Timer } from './wire.ts';

interface Scheduled {
  source: AnyActorRef;
  event: { type: string };
  delay: number;
  startedAt: number;
}

/**
 * The clocks that run in an actor. XState keeps them in the snapshot of the actor system, whose copy
 * grows with the clocks of all; an actor whose states wait for nothing is not looked up.
 */
export function timersOf(ref: AnyActorRef): Timer[] {
  const snapshot = ref.getSnapshot() as Partial<AnyMachineSnapshot> | undefined;
  if (!snapshot?._nodes?.some((node) => node.after.length > 0)) return [];
  const system = ref.system.getSnapshot() as { _scheduledEvents: Record<string, Scheduled> };
  return Object.values(system._scheduledEvents)
    .filter(({ source }) => source === ref)
    .map(({ event, startedAt, delay }) => ({
      event: event.type,
      startedAt,
      due: startedAt + delay,
    }));
}
