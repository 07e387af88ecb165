import { createActor, fromPromise, SimulatedClock } from 'xstate';
import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { deliveryMachine } from '../../src/machines/delivery.ts';
import type { Delivery, Settlement } from '../../src/ports.ts';
import { aClaim } from '../support/a-claim.ts';
import { aDraft } from '../support/a-draft.ts';
import { turns } from '../support/turns.ts';

const yielded = () => new Promise(setImmediate);

/** A queue of deliveries, an API that answers as told, and what came of both. */
function start(queued: number[], answer: (key: string) => void = () => undefined) {
  const queue = queued.map((id): Delivery => ({ ...aClaim(id), draft: aDraft({ key: `k${id}` }) }));
  const scene = {
    arrived: [] as string[],
    tried: [] as string[],
    done: [] as number[],
    settled: [] as Settlement['kind'][],
    commitFails: 0,
    answer,
  };
  const clock = new SimulatedClock();
  const machine = deliveryMachine.provide({
    actors: {
      claim: fromPromise(async () => {
        await yielded();
        return queue[0] ?? null;
      }),
      deliver: fromPromise(async ({ input }) => {
        await yielded();
        scene.tried.push(input.key);
        scene.answer(input.key);
        scene.arrived.push(input.key);
      }),
      commit: fromPromise(async ({ input }) => {
        await yielded();
        if (scene.commitFails-- > 0) throw new Failure('store.unavailable', 'locked');
        scene.done.push(input.message.id);
        queue.shift();
      }),
      settle: fromPromise(async ({ input }) => {
        await yielded();
        scene.settled.push(input.settlement.kind);
        queue.shift();
        return input.message;
      }),
    },
  });
  const actor = createActor(machine, { clock }).start();
  const add = (id: number) => queue.push({ ...aClaim(id), draft: aDraft({ key: `k${id}` }) });
  return { actor, clock, scene, add };
}

test('delivers one after another in the order of the queue, then rests until told', async () => {
  const { actor, scene, add } = start([1, 2, 3]);
  await turns();
  expect(scene.arrived).toEqual(['k1', 'k2', 'k3']);
  expect(scene.done).toEqual([1, 2, 3]);
  expect(actor.getSnapshot().value).toBe('resting');
  add(4);
  actor.send({ type: 'delivery.queued' });
  await turns();
  expect(scene.done).toEqual([1, 2, 3, 4]);
  actor.stop();
});

test('while the API is away the same one is tried again, later and later; none overtakes it', async () => {
  const away = () => {
    throw new Failure('api.unavailable', 'connection refused');
  };
  const { actor, clock, scene } = start([1, 2], away);
  await turns();
  expect(actor.getSnapshot().value).toBe('backingOff');
  const waits: number[] = [];
  for (let i = 0; i < 9; i += 1) {
    const before = scene.tried.length;
    let waited = 0;
    for (; scene.tried.length === before; waited += 250) {
      clock.increment(250);
      await turns(5);
    }
    waits.push(waited);
  }
  expect(new Set(scene.tried)).toEqual(new Set(['k1']));
  expect(waits.at(-1)).toBeGreaterThan(20_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(61_000);

  scene.answer = () => undefined;
  clock.increment(61_000);
  await turns();
  expect(scene.arrived).toEqual(['k1', 'k2']);
  expect(actor.getSnapshot().context.attempts).toBe(0);
  actor.stop();
});

test('waits as long as the API asks', async () => {
  const { actor, clock, scene } = start([1], () => {
    throw new Failure('api.unavailable', '503', { retryAfterMs: 5_000 });
  });
  await turns();
  clock.increment(4_900);
  await turns();
  expect(scene.tried).toHaveLength(1);
  clock.increment(200);
  await turns();
  expect(scene.tried).toHaveLength(2);
  actor.stop();
});

test('what is refused as invalid is set aside, and the next goes on', async () => {
  const { actor, scene } = start([1, 2], (key) => {
    if (key === 'k1') throw new Failure('api.rejected', '400: subject is missing');
  });
  await turns();
  expect(scene.settled).toEqual(['quarantine']);
  expect(scene.arrived).toEqual(['k2']);
  actor.stop();
});

test('an arrival that could not be committed is committed again, not delivered again', async () => {
  const { actor, clock, scene } = start([1]);
  scene.commitFails = 2;
  await turns();
  for (let i = 0; i < 2; i += 1) {
    clock.increment(1_000);
    await turns();
  }
  expect(scene.tried).toEqual(['k1']);
  expect(scene.done).toEqual([1]);
  actor.stop();
});
