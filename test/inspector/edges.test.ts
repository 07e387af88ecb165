import { createActor, fromPromise, raise, setup } from 'xstate';
import { expect, test } from 'vitest';
import { InspectionHub } from '../../src/inspector/index.ts';
import { watch } from '../support/watched.ts';

const machine = setup({
  types: { events: {} as { type: string } },
  actors: {
    works: fromPromise(() => Promise.resolve(1)),
    fails: fromPromise(() => Promise.reject(new Error('no'))),
  },
  guards: { never: () => false },
}).createMachine({
  id: 'ways',
  type: 'parallel',
  states: {
    main: {
      initial: 'start',
      on: { 'job.*': '.job', home: '.start' },
      states: {
        start: {
          on: {
            chain: [{ guard: 'never', target: 'job' }, { target: 'first' }],
            self: { target: 'start', reenter: true },
            stay: { actions: () => undefined },
            forbidden: {},
            works: 'working',
            fails: 'failing',
            soon: 'clock',
            raising: { actions: raise({ type: 'chain' }) },
          },
        },
        first: { always: 'second' },
        second: { always: [{ guard: 'never', target: 'start' }, { target: 'third' }] },
        third: {
          initial: 'x',
          states: { x: { always: 'y' }, y: { type: 'final' } },
          onDone: 'end',
        },
        end: {},
        job: { on: { '*': 'start' } },
        working: { invoke: { id: 'call', src: 'works', onDone: 'end' } },
        failing: { invoke: { id: 'call', src: 'fails', onError: 'end' } },
        clock: { after: { 1: 'end' } },
      },
    },
    other: {
      initial: 'a',
      states: { a: { on: { home: 'b', self: 'b' } }, b: { on: { home: 'a' } } },
    },
  },
});

function start() {
  const hub = new InspectionHub();
  const actor = createActor(machine, { inspect: hub.inspect }).start();
  const visitor = watch(hub);
  const root = hub.actors()[0]?.id;
  // Of the last step that led anywhere.
  const taken = () => visitor.taken(root).findLast((edges) => edges.length > 0) ?? [];
  return { actor, taken };
}

test.each<[string, string[]]>([
  [
    'chain',
    [
      'main.start|chain|1',
      'main.first||0',
      'main.second||1',
      'main.third.x||0',
      'main.third|xstate.done.state.ways.main.third|0',
    ],
  ],
  ['self', ['main.start|self|0', 'other.a|self|0']],
  ['stay', ['main.start|stay|0']],
  ['forbidden', ['main.start|forbidden|0']],
  ['job.new.here', ['main|job.*|0']],
  ['home', ['main|home|0', 'other.a|home|0']],
  [
    'raising',
    [
      'main.start|raising|0',
      'main.start|chain|1',
      'main.first||0',
      'main.second||1',
      'main.third.x||0',
      'main.third|xstate.done.state.ways.main.third|0',
    ],
  ],
  ['unknown', []],
])('%s', (type, edges) => {
  const { actor, taken } = start();
  actor.send({ type });
  expect(taken()).toEqual(edges);
});

test('a wildcard', () => {
  const { actor, taken } = start();
  actor.send({ type: 'job.1' });
  actor.send({ type: 'whatever' });
  expect(taken()).toEqual(['main.job|*|0']);
});

test.each([
  ['works', 'main.working|xstate.done.actor.call|0'],
  ['fails', 'main.failing|xstate.error.actor.call|0'],
  ['soon', 'main.clock|xstate.after.1.ways.main.clock|0'],
])('the answer to a call, or a clock: %s', async (type, edge) => {
  const { actor, taken } = start();
  actor.send({ type });
  await expect.poll(taken).toEqual([edge]);
});

test('what is taken on the way to the first state, and never twice', () => {
  const eager = setup({}).createMachine({
    id: 'eager',
    initial: 'a',
    states: { a: { always: 'b' }, b: { always: 'c' }, c: { on: { go: 'a' } } },
  });
  const hub = new InspectionHub();
  const { taken } = watch(hub);
  const actor = createActor(eager, { inspect: hub.inspect }).start();
  actor.send({ type: 'go' });
  expect(taken()).toEqual([
    ['a||0', 'b||0'],
    ['c|go|0', 'a||0', 'b||0'],
  ]);
});

test('copies of a machine name their ways alike', () => {
  const hub = new InspectionHub();
  const { taken } = watch(hub);
  for (const copy of [machine, machine.provide({})]) {
    createActor(copy, { inspect: hub.inspect }).start().send({ type: 'self' });
  }
  const [, first, , second] = taken();
  expect(first).toEqual(['main.start|self|0', 'other.a|self|0']);
  expect(second).toEqual(first);
});
