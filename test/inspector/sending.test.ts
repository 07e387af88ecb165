import { createActor, fromPromise, setup } from 'xstate';
import { expect, test } from 'vitest';
import { InspectionHub } from '../../src/inspector/index.ts';

const machine = setup({
  types: { events: {} as { type: 'open' | 'close' | 'lock' | 'forbidden' | 'end' | 'noted' } },
  guards: {
    explodes: ({ event }) => (event as unknown as { key: { id: number } }).key.id > 0,
    no: () => false,
  },
  actors: { call: fromPromise<never>(() => new Promise(() => undefined)) },
}).createMachine({
  id: 'door',
  invoke: { src: 'call' },
  initial: 'closed',
  on: { noted: { actions: () => undefined } },
  states: {
    closed: {
      on: {
        open: 'open',
        lock: { guard: 'explodes', target: 'open' },
        close: { guard: 'no', target: 'open' },
        forbidden: {},
      },
    },
    open: { on: { close: 'closed', end: 'ended', noted: {} } },
    ended: { type: 'final' },
  },
});
const sends = ['open', 'close', 'lock', 'forbidden', 'noted', 'unheard.of'];

function start(options = { sends }) {
  const hub = new InspectionHub(options);
  const actor = createActor(machine, { inspect: hub.inspect }).start();
  const [id = '', call = ''] = hub.actors().map((info) => info.id);
  return { hub, actor, id, call, accepts: () => hub.actor(id)?.accepts };
}

test('only what is on the list and what its state takes may be sent', () => {
  const { hub, actor, id, accepts } = start();
  expect(accepts()).toEqual(['open', 'noted']);
  expect(hub.send(id, 'lock')).toBe('refused');
  expect(hub.send(id, 'forbidden')).toBe('refused');
  expect(hub.send(id, 'open')).toBe('sent');
  expect(actor.getSnapshot().value).toBe('open');
  expect(accepts()).toEqual(['close']);
  // Its state takes it, but it is not on the list.
  expect(hub.send(id, 'end')).toBe('refused');
  expect(actor.getSnapshot().status).toBe('active');
});

test('to an actor that has ended, that is no machine or that never was, nothing', () => {
  const { hub, actor, id, call } = start();
  expect(hub.actor(call)?.accepts).toEqual([]);
  expect(hub.send(call, 'open')).toBe('refused');
  actor.stop();
  expect(hub.send(id, 'open')).toBe('gone');
  expect(hub.actor(id)).toBeNull();
  expect(hub.send('x:999', 'open')).toBe('gone');
});

test('it is off unless there is a list', () => {
  const { hub, id, accepts } = start({ sends: [] });
  expect(accepts()).toEqual([]);
  expect(hub.send(id, 'open')).toBe('off');
});
