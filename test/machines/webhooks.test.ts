import { createActor, fromPromise, SimulatedClock } from 'xstate';
import { afterEach, expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { PostAnswer } from '../../src/domain/webhook.ts';
import { webhookMachine } from '../../src/machines/webhooks.ts';
import type { WebhookClaim } from '../../src/ports.ts';
import { turns } from '../support/turns.ts';

const running: { stop(): void }[] = [];
afterEach(() => {
  for (const actor of running.splice(0)) actor.stop();
});

const yielded = () => new Promise(setImmediate);
const taken = { status: 204, error: null };
const away = { status: null, error: 'cannot be reached' };

/** Events in memory, and a receiver that answers as told. */
function start(queued: number, answer: (event: string) => Partial<PostAnswer> = () => taken) {
  const queue = Array.from({ length: queued }, (_, i) => `e${i + 1}`);
  const scene = {
    queue,
    answer,
    /** How many were asked for at each claim, and what was posted, a round an entry. */
    limits: [] as number[],
    rounds: [] as string[][],
    claimFails: 0,
    settleFails: 0,
  };
  const clock = new SimulatedClock();
  const machine = webhookMachine.provide({
    actors: {
      claim: fromPromise(async ({ input }) => {
        await yielded();
        if (scene.claimFails-- > 0) throw new Failure('store.unavailable', 'locked');
        scene.limits.push(input.limit);
        return queue.slice(0, input.limit).map((event): WebhookClaim => {
          const about = { type: 'draft.created', body: '{}', epoch: 1, attempts: 0 } as const;
          return { id: 1, event, expiresAt: 0, ...about };
        });
      }),
      post: fromPromise(async ({ input }) => {
        await yielded();
        scene.rounds.push(input.map(({ event }) => event));
        return input.map((claim) => {
          return {
            claim,
            answer: { status: 500, ms: 1, error: 'no', ...scene.answer(claim.event) },
          };
        });
      }),
      settle: fromPromise(async ({ input }) => {
        await yielded();
        if (scene.settleFails-- > 0) throw new Failure('store.unavailable', 'locked');
        for (const {
          claim,
          answer: { error },
        } of input) {
          if (error === null) queue.splice(queue.indexOf(claim.event), 1);
        }
      }),
    },
  });
  const actor = createActor(machine, { clock }).start();
  running.push(actor);
  return { actor, clock, scene, state: () => actor.getSnapshot().value };
}

test('posts some at a time until none is left, then looks again and again', async () => {
  const { scene, state, clock } = start(20);
  await turns();
  expect(scene.rounds.map((round) => round.length)).toEqual([8, 8, 4]);
  expect(state()).toBe('resting');
  scene.queue.push('late');
  clock.increment(500);
  await turns();
  expect(scene.rounds.at(-1)).toEqual(['late']);
});

test('while the receiver is away it is asked ever more rarely, with one event', async () => {
  const { scene, state, clock } = start(20, () => away);
  await turns();
  expect(state()).toBe('backingOff');
  for (let i = 0; i < 12; i += 1) {
    clock.increment(61_000);
    await turns();
  }
  expect(scene.rounds.map((round) => round.length)).toEqual([8, ...Array(12).fill(1)]);
  clock.increment(29_000);
  await turns();
  expect(scene.rounds).toHaveLength(13);
  scene.answer = () => taken;
  clock.increment(61_000);
  await turns();
  expect(scene.queue).toEqual([]);
  // Once it takes one again, the others follow together.
  expect(scene.rounds.slice(13).map((round) => round.length)).toEqual([1, 8, 8, 3]);
});

test('one that is always refused does not hold up the others', async () => {
  const { scene, state } = start(5, (event) => (event === 'e1' ? {} : taken));
  await turns();
  expect(scene.queue).toEqual(['e1']);
  expect(state()).toBe('backingOff');
});

test('waits as long as the receiver asks, unless a person wakes it', async () => {
  const { scene, clock, actor } = start(1, () => ({ status: 503, retryAfterMs: 600_000 }));
  await turns();
  clock.increment(590_000);
  await turns();
  expect(scene.rounds).toHaveLength(1);
  clock.increment(11_000);
  await turns();
  expect(scene.rounds).toHaveLength(2);
  actor.send({ type: 'webhooks.wake' });
  await turns();
  expect(scene.rounds).toHaveLength(3);
});

test('a database that is away is asked again, and nothing is posted twice for it', async () => {
  const { scene, clock, state } = start(1);
  scene.settleFails = 2;
  await turns();
  for (let i = 0; i < 2; i += 1) {
    clock.increment(1_000);
    await turns();
  }
  expect(scene.rounds).toEqual([['e1']]);
  expect(scene.queue).toEqual([]);
  scene.claimFails = 1;
  clock.increment(500);
  await turns();
  expect(state()).toBe('stalled');
  clock.increment(1_000);
  await turns();
  expect(state()).toBe('resting');
});
