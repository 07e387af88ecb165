import { cancel, createActor, raise, sendTo, setup, SimulatedClock, spawnChild } from 'xstate';
import { expect, test } from 'vitest';
import { InspectionHub } from '../../src/inspector/index.ts';
import { watch } from '../support/watched.ts';

const target = setup({}).createMachine({ id: 'target', on: { ping: {} } });
const machine = setup({
  types: { context: {} as { ms: number }, events: {} as { type: string } },
  actors: { target },
  delays: { named: 2_000, dynamic: ({ context }) => context.ms },
}).createMachine({
  id: 'clocks',
  context: { ms: 3_000 },
  invoke: { src: 'target', id: 'target' },
  initial: 'still',
  on: {
    later: { actions: raise({ type: 'raised' }, { delay: 500, id: 'later' }) },
    never: { actions: cancel('later') },
    tell: { actions: sendTo('target', { type: 'ping' }, { delay: 700 }) },
    idle: '.still',
    number: '.number',
    named: '.named',
    dynamic: '.dynamic',
  },
  states: {
    still: {},
    number: { after: { 1_000: 'still' } },
    named: { after: { named: 'still' } },
    dynamic: { after: { dynamic: 'still', 9_000: 'still' } },
  },
});

function start() {
  const clock = new SimulatedClock();
  const hub = new InspectionHub();
  const actor = createActor(machine, { inspect: hub.inspect, clock }).start();
  const visitor = watch(hub);
  const root = hub.actors()[0]?.id ?? '';
  const timers = () =>
    visitor
      .timers(root)
      .map(({ event, startedAt, due }) => [event, due - startedAt])
      .toSorted(([, a], [, b]) => Number(a) - Number(b));
  return { actor, hub, clock, timers, root };
}

test.each<[string, [string, number][]]>([
  ['number', [['xstate.after.1000.clocks.number', 1_000]]],
  ['named', [['xstate.after.named.clocks.named', 2_000]]],
  [
    'dynamic',
    [
      ['xstate.after.dynamic.clocks.dynamic', 3_000],
      ['xstate.after.9000.clocks.dynamic', 9_000],
    ],
  ],
  ['later', [['raised', 500]]],
  ['tell', [['ping', 700]]],
  ['idle', []],
])('%s', (type, expected) => {
  const { actor, hub, timers, root } = start();
  actor.send({ type });
  expect(timers()).toEqual(expected);
  // A late visitor sees them as well, from the same moment.
  const late = watch(hub).timers(root);
  const waits = late.map(({ event, startedAt, due }) => [event, due - startedAt]);
  expect(waits).toHaveLength(expected.length);
  expect(waits).toEqual(expect.arrayContaining(expected));
  for (const { startedAt } of late) expect(Math.abs(Date.now() - startedAt)).toBeLessThan(5_000);
});

test('they go when their state is left, when they are cancelled and when they ring', () => {
  const { actor, clock, timers } = start();
  actor.send({ type: 'named' });
  actor.send({ type: 'later' });
  expect(timers()).toHaveLength(2);
  actor.send({ type: 'idle' });
  expect(timers()).toEqual([['raised', 500]]);
  actor.send({ type: 'never' });
  expect(timers()).toEqual([]);
  actor.send({ type: 'number' });
  clock.increment(1_000);
  expect(timers()).toEqual([]);
  actor.send({ type: 'dynamic' });
  expect(timers()).toHaveLength(2);
});

test('every actor has its own', () => {
  const { hub } = start();
  const other = createActor(machine, { inspect: hub.inspect, clock: new SimulatedClock() }).start();
  other.send({ type: 'number' });
  const counts = watch(hub)
    .of('actor')
    .map(({ _agent }) => _agent?.timers?.length);
  expect(counts).toEqual([0, 0, 1, 0]);
});

test('a visitor of many actors with clocks is told of all of them at once', () => {
  const many = 500;
  const parent = setup({ actors: { machine } }).createMachine({
    id: 'many',
    entry: Array.from({ length: many }, (_, n) => spawnChild('machine', { id: `clock-${n}` })),
  });
  const hub = new InspectionHub();
  const root = createActor(parent, { inspect: hub.inspect, clock: new SimulatedClock() }).start();
  for (const child of Object.values(root.getSnapshot().children)) child?.send({ type: 'number' });
  const { _snapshot: system } = root.system as unknown as {
    _snapshot: { _scheduledEvents: Record<string, object> };
  };
  let looks = 0;
  system._scheduledEvents = new Proxy(system._scheduledEvents, {
    get: (all, id: string) => ((looks += 1), all[id]),
  });
  const timers = watch(hub)
    .of('actor')
    .flatMap(({ _agent }) => _agent?.timers ?? []);
  expect(timers).toHaveLength(many);
  expect(looks).toBeLessThan(many * 3);
});
