import { createActor, SimulatedClock } from 'xstate';
import { Failure, type FailureCode } from '../../src/domain/failure.ts';
import type { Outgoing } from '../../src/domain/outgoing.ts';
import { type DispatchHands, fakeDispatch } from './fake-dispatch.ts';
import { turns } from './turns.ts';

const running: { stop(): void }[] = [];
/** Stops every dispatch that a test has left running. */
export function stopDispatches(): void {
  for (const actor of running.splice(0)) actor.stop();
}

export const forever = () => new Promise<never>(() => undefined);
export const fails = (code: FailureCode, options: { retryAfterMs?: number } = {}) => {
  return () => {
    throw new Failure(code, 'no', options);
  };
};
/** Fails so often, then no more. */
export const failsFirst = (times: number, code: FailureCode) => {
  let left = times;
  return () => {
    if (left-- > 0) throw new Failure(code, 'no');
  };
};

/** A dispatch that has come to rest with what was in the table. */
export async function runDispatch(rows: Partial<Outgoing>[], hands: Partial<DispatchHands> = {}) {
  const fake = fakeDispatch(hands);
  for (const row of rows) fake.add(row);
  const clock = new SimulatedClock();
  const actor = createActor(fake.machine, { clock }).start();
  running.push(actor);
  await turns();
  return {
    ...fake,
    actor,
    state: () => actor.getSnapshot().value,
    stop: () => actor.send({ type: 'dispatch.stop' }),
    pass: async (ms: number) => {
      clock.increment(ms);
      await turns();
    },
  };
}
