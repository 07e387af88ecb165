import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type AnyActorRef, assign, createActor, setup } from 'xstate';
import { expect, test } from 'vitest';
import { InspectionHub } from '../../src/inspector/index.ts';
import type { PastMessage } from '../../src/inspector/wire.ts';

const machine = setup({
  types: {
    context: {} as { text: string; n: number },
    events: {} as { type: 'next' | 'nothing' | 'end'; text?: string },
  },
}).createMachine({
  id: 'm',
  context: { text: 'canary of the context', n: 0 },
  initial: 'a',
  on: { end: '.ended' },
  states: {
    a: { on: { next: { target: 'b', actions: assign({ n: ({ context }) => context.n + 1 }) } } },
    b: { on: { next: 'a' } },
    ended: { type: 'final' },
  },
});

function historyOf(hub: InspectionHub): PastMessage {
  let past: PastMessage | undefined;
  const leave = hub.subscribe({
    definitions: false,
    send: (json) => {
      const message = JSON.parse(json) as PastMessage;
      if (message.type === '@agent.history') past = message;
    },
  });
  leave();
  if (!past) throw new Error('there was no history');
  return past;
}

test('is bounded and in order, and holds neither contexts nor the contents of events', () => {
  const hub = new InspectionHub();
  for (let i = 0; i < 150; i += 1) {
    const actor = createActor(machine, { inspect: hub.inspect }).start();
    for (let n = 0; n < 60; n += 1) actor.send({ type: 'next', text: 'canary of an event' });
    actor.send({ type: 'nothing' });
    if (i > 0) actor.send({ type: 'end' });
  }
  const past = historyOf(hub);
  // The hundred that ended last, and the one that lives.
  expect(past.actors).toHaveLength(101);
  expect(past.actors.filter(({ ended }) => !ended)).toHaveLength(1);
  const own = past.events.filter(({ event }) => event.startsWith('xstate.'));
  // The starts of actors, or clocks, never drive out what they told each other.
  expect(own.length).toBeGreaterThan(100);
  expect(own.length).toBeLessThanOrEqual(200);
  expect(past.events.length - own.length).toBe(500);
  for (const steps of [past.events, ...past.actors.map((actor) => actor.steps)]) {
    const order = steps.map(({ seq }) => seq);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  }
  for (const { steps } of past.actors) expect(steps.length).toBeLessThanOrEqual(40);
  const last = past.actors.at(-1)?.steps ?? [];
  expect(last.at(-1)).toMatchObject({
    event: 'end',
    value: 'ended',
    status: 'done',
    taken: ['|end|0'],
  });
  // What it took no notice of is no step.
  expect(last.map(({ event }) => event)).not.toContain('nothing');
  expect(JSON.stringify(past)).not.toContain('canary');
});

test('does not keep an actor that has ended, nor its context, in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const hub = new InspectionHub();
  const unsubscribe = hub.subscribe({ send: () => undefined, definitions: true });
  let kept: WeakRef<AnyActorRef>[] = [];
  const live = () => {
    const actor = createActor(machine, { inspect: hub.inspect }).start();
    actor.send({ type: 'next' });
    actor.send({ type: 'end' });
    return new WeakRef<AnyActorRef>(actor);
  };
  kept = Array.from({ length: 20 }, live);
  for (let i = 0; i < 20 && kept.some((ref) => ref.deref()); i += 1) {
    await new Promise(setImmediate);
    collect();
  }
  expect(kept.filter((ref) => ref.deref())).toEqual([]);
  expect(historyOf(hub).actors).toHaveLength(20);
  unsubscribe();
});
