import {
  type AnyStateMachine,
  assign,
  createActor,
  type DoneActorEvent,
  type ErrorActorEvent,
  fromCallback,
  fromObservable,
  fromPromise,
  fromTransition,
  setup,
} from 'xstate';
import { expect, test } from 'vitest';
import { InspectionHub } from '../../src/inspector/index.ts';
import { watch } from '../support/watched.ts';

const turn = () => new Promise(setImmediate);

/** Emits what it is given at once, and nothing more. */
const observableOf = (...values: unknown[]) => ({
  subscribe(observer: { next?: (value: unknown) => void }) {
    for (const value of values) observer.next?.(value);
    return { unsubscribe: () => undefined };
  },
});

const leaf = setup({}).createMachine({ id: 'leaf', initial: 'on', states: { on: {} } });
const branch = setup({ actors: { leaf } }).createMachine({
  id: 'branch',
  invoke: { src: 'leaf', id: 'inner' },
});
const counter = fromTransition((count: number) => count + 1, 0);
const kinds = setup({
  actors: {
    branch,
    promise: fromPromise<never>(() => new Promise(() => undefined)),
    callback: fromCallback(() => () => undefined),
    observable: fromObservable(() => observableOf(1, 'two', 3n, null) as never),
    counter,
  },
}).createMachine({
  id: 'kinds',
  type: 'parallel',
  context: ({ spawn }) => ({ spawned: spawn('branch', { id: 'spawned' }) }),
  states: {
    left: { invoke: [{ src: 'promise' }, { src: 'callback', id: 'listener' }] },
    right: {
      initial: 'deep',
      states: { deep: { invoke: [{ src: 'observable' }, { src: 'counter', id: 'counter' }] } },
    },
  },
  on: { stop: { actions: ({ self }) => void self } },
});

test('a late visitor gets the whole tree, parents before their children', () => {
  const hub = new InspectionHub({ process: 'here' });
  const actor = createActor(kinds, { inspect: hub.inspect }).start();
  const { feed, of } = watch(hub);
  expect(of('actor').map(({ name }) => name)).toEqual(
    expect.arrayContaining(['kinds', 'branch spawned', 'leaf inner', 'callback listener']),
  );
  expect(of('actor')).toHaveLength(7);
  const seen = new Set<string>();
  for (const { sessionId, parentId, rootId, createdAt } of of('actor')) {
    expect(sessionId).toMatch(/^here:x:\d+$/);
    expect(rootId).toBe(`here:${actor.sessionId}`);
    expect(createdAt).toMatch(/^\d+$/);
    if (sessionId !== rootId) expect(seen).toContain(parentId);
    seen.add(sessionId);
  }
  expect(feed.slice(7).map(({ type }) => type)).toEqual(['@agent.hello', '@agent.history']);
  expect(hub.actors().map(({ machine, state }) => [machine, state])).toContainEqual([
    'kinds',
    '[left, right.deep]',
  ]);
  actor.stop();
  expect(hub.actors()).toEqual([]);
  expect(hub.faults).toBe(0);
});

test('what only sits in memory and was never started is not in the tree', () => {
  const hub = new InspectionHub();
  createActor(kinds, { inspect: hub.inspect });
  expect(hub.actors()).toEqual([]);
});

const child = setup({
  actors: {
    fails: fromPromise(() => Promise.reject(new Error('no'))),
    works: fromPromise(() => Promise.resolve(1)),
    transition: counter,
  },
  actions: {
    explode: () => {
      throw new Error('in an action');
    },
  },
}).createMachine({
  id: 'child',
  initial: 'resting',
  invoke: { src: 'transition' },
  on: {
    end: '.ended',
    promise: '.promising',
    reject: '.rejecting',
    explode: { actions: 'explode' },
    early: '.explodingAtOnce',
  },
  states: {
    resting: {},
    promising: { invoke: { src: 'works', onDone: 'resting' } },
    rejecting: { invoke: { src: 'fails' } },
    explodingAtOnce: { entry: 'explode' },
    ended: { type: 'final' },
  },
});
const parent = setup({
  types: {
    events: {} as
      | { type: 'tell'; what: string }
      | { type: 'leave' }
      | DoneActorEvent
      | ErrorActorEvent,
  },
  actors: { child },
}).createMachine({
  id: 'parent',
  initial: 'open',
  on: { 'xstate.done.actor.*': {}, 'xstate.error.actor.*': {} },
  states: {
    open: {
      invoke: { src: 'child', id: 'kid' },
      on: {
        tell: { actions: ({ event, self }) => tell(self, event.what) },
        leave: 'closed',
      },
    },
    closed: {},
  },
});

function tell(self: { getSnapshot(): unknown }, type: string): void {
  const { children } = self.getSnapshot() as {
    children: Record<string, { send(e: object): void }>;
  };
  children['kid']?.send({ type });
}

test.each([
  ['done', { type: 'tell', what: 'end' } as const],
  ['an action that throws', { type: 'tell', what: 'explode' } as const],
  ['an entry action that throws', { type: 'tell', what: 'early' } as const],
  ['the failure of a promise', { type: 'tell', what: 'reject' } as const],
  ['left by its parent', { type: 'leave' } as const],
])('an actor is forgotten when it ends: %s', async (name, event) => {
  const ended: string[] = [];
  const hub = new InspectionHub({
    onState: (ref, { status }) => void (status !== 'active' && ended.push(`${ref.id} ${status}`)),
  });
  const actor = createActor(parent, { inspect: hub.inspect }).start();
  const { feed } = watch(hub);
  const kid = hub.actors().find(({ machine }) => machine === 'child')?.id;
  actor.send(event);
  await turn();
  // XState leaves the children of an actor that throws running, which shows.
  const orphans = hub.actors().filter(({ machine }) => machine === 'transition');
  expect(orphans).toHaveLength(/throws/.test(name) ? 1 : 0);
  expect(hub.actors()).toHaveLength(1 + orphans.length);
  const last = feed.findLast(({ sessionId }) => sessionId === kid);
  expect(last).toMatchObject({ type: '@xstate.snapshot' });
  expect(last?.snapshot?.status).not.toBe('active');
  expect(ended).toEqual([`kid ${last?.snapshot?.status}`]);
  actor.stop();
  expect(hub.actors()).toEqual([]);
  expect(watch(hub).of('actor')).toEqual([]);
});

test('a promise comes and goes', async () => {
  const hub = new InspectionHub();
  const actor = createActor(child, { inspect: hub.inspect }).start();
  const { of } = watch(hub);
  actor.send({ type: 'promise' });
  expect(hub.actors()).toHaveLength(3);
  await turn();
  expect(hub.actors()).toHaveLength(2);
  expect(of('snapshot').some(({ snapshot }) => snapshot?.['output'] === 1)).toBe(true);
  actor.stop();
  expect(hub.actors()).toEqual([]);
});

test.each(['explode', 'early', 'reject'])('a root that fails is forgotten: %s', async (type) => {
  const hub = new InspectionHub();
  const actor = createActor(child, { inspect: hub.inspect });
  actor.subscribe({ error: () => undefined });
  actor.start();
  const { of } = watch(hub);
  actor.send({ type });
  await turn();
  expect(hub.actors()).toEqual([]);
  const id = of('actor')[0]?.sessionId;
  const last = of('snapshot').findLast(({ sessionId }) => sessionId === id);
  expect(last).toMatchObject({ snapshot: { status: 'error' } });
});

test('a machine that fails before it starts is forgotten', async () => {
  const hub = new InspectionHub();
  const broken = setup({}).createMachine({
    id: 'broken',
    context: () => {
      throw new Error('no context');
    },
  });
  const actor = createActor(broken, { inspect: hub.inspect });
  actor.subscribe({ error: () => undefined });
  actor.start();
  await turn();
  expect(hub.actors()).toEqual([]);
});

test('an actor that is over at once, or stopped before it starts, leaves nothing', async () => {
  const instant = setup({}).createMachine({
    id: 'i',
    initial: 'x',
    states: { x: { type: 'final' } },
  });
  const spawner = setup({ actors: { instant, child } }).createMachine({
    id: 'spawner',
    context: ({ spawn }) => ({ first: spawn('instant', { id: 'first' }) }),
    initial: 'a',
    on: { 'xstate.done.actor.*': {} },
    states: {
      a: { invoke: { src: 'child' }, always: 'b' },
      b: { invoke: { src: 'instant' } },
    },
  });
  const hub = new InspectionHub();
  const actor = createActor(spawner, { inspect: hub.inspect }).start();
  await turn();
  expect(hub.actors().map(({ machine }) => machine)).toEqual(['spawner']);
  actor.stop();
  expect(hub.actors()).toEqual([]);
});

test('nothing is read or redacted while nobody watches', () => {
  let reads = 0;
  const counted = () =>
    Object.defineProperty({}, 'text', { enumerable: true, get: () => ((reads += 1), 'x') });
  const machine = setup({
    types: { context: {} as { value: object }, events: {} as { type: 'go'; body: object } },
  }).createMachine({
    id: 'counted',
    context: () => ({ value: counted() }),
    on: { go: { actions: assign({ value: () => counted() }) } },
  });
  const hub = new InspectionHub();
  const actor = createActor(machine, { inspect: hub.inspect }).start();
  actor.send({ type: 'go', body: counted() });
  expect(reads).toBe(0);
  const { leave } = watch(hub);
  expect(reads).toBe(1);
  // Who comes later is shown the copy that there is.
  const { leave: leaveToo } = watch(hub);
  expect(reads).toBe(1);
  actor.send({ type: 'go', body: counted() });
  expect(reads).toBe(3);
  leave();
  leaveToo();
  actor.send({ type: 'go', body: counted() });
  expect(reads).toBe(3);
});

test('a machine tells its definition once asked, without the values in it', () => {
  const machine = setup({
    types: { context: {} as { key: string } },
    actions: { log: (_args, _params: { password: string }) => undefined },
    actors: {
      load: fromPromise(async ({ input }: { input: { key: string } }) => input.key.length),
    },
  }).createMachine({
    id: 'defined',
    context: { key: 'canary-1' },
    initial: 'input',
    states: {
      // States of these names are states.
      input: {
        entry: { type: 'log', params: { password: 'canary-2' } },
        invoke: { src: 'load', input: { key: 'canary-3' } },
      },
      context: {},
    },
  });
  const hub = new InspectionHub();
  createActor(machine, { inspect: hub.inspect }).start();
  const { of, feed } = watch(hub, true);
  const [first, second] = of('actor');
  expect(JSON.parse(first?.definition ?? '')).toMatchObject({
    id: 'defined',
    states: { input: { invoke: { src: 'load' } }, context: {} },
  });
  expect(JSON.parse(second?.definition ?? '')).toEqual({ id: 'load' });
  expect(JSON.stringify(feed)).not.toContain('canary');
  expect(watch(hub, false).of('actor')[0]).not.toHaveProperty('definition');
});

test('names in a definition that are made of outside text are hidden there as well', () => {
  const machine = setup({ actors: { load: fromPromise(async () => 1) } }).createMachine({
    id: 'box of alice@firm',
    description: 'Looks after one box.',
    initial: 'a',
    states: {
      a: { invoke: { src: 'load', id: 'load of alice@firm', onDone: 'b' } },
      b: { id: 'b of alice@firm' },
    },
    on: { back: '.a', there: '#b of alice@firm' },
  });
  const hub = new InspectionHub();
  createActor(machine, { inspect: hub.inspect }).start();
  const { feed, of } = watch(hub, true);
  expect(JSON.stringify(feed)).not.toContain('alice');
  expect(JSON.parse(of('actor')[0]?.definition ?? '')).toMatchObject({
    id: '[redacted]',
    description: 'Looks after one box.',
    initial: 'a',
    states: { a: { invoke: { src: 'load', id: '[redacted]' } }, b: { id: '[redacted]' } },
    on: { back: '.a', there: '[redacted]' },
  });
});

test('subjects follow the context, and the closed one stays in the list', () => {
  const machine = setup({
    types: { context: {} as { n: number }, events: {} as { type: 'next' } },
  }).createMachine({
    id: 'worker',
    context: { n: 1 },
    on: { next: { actions: assign({ n: ({ context }) => context.n + 1 }) } },
  });
  const hub = new InspectionHub({
    subjectOf: (context) => {
      const { n } = context as { n: number };
      return n === 3 ? null : { open: `job ${n}`, closed: `alice@example.com/${n}` };
    },
  });
  const actor = createActor(machine, { inspect: hub.inspect }).start();
  const { feed } = watch(hub);
  expect(hub.actorOn('job 1')).toBe(hub.actors()[0]?.id);
  actor.send({ type: 'next' });
  expect(hub.actorOn('job 1')).toBeNull();
  expect(hub.actors()[0]?.subject).toBe('alice@example.com/2');
  expect(feed.at(-1)?._agent?.subject).toBe('job 2');
  expect(JSON.stringify(feed)).not.toContain('alice');
  actor.send({ type: 'next' });
  expect(hub.actors()[0]).not.toHaveProperty('subject');
});

test('no fault of a hook, a visitor or a value reaches the actors; the first is told', () => {
  const faults: unknown[] = [];
  const no = () => {
    throw new Error('a fault');
  };
  const hub = new InspectionHub({
    subjectOf: no,
    onState: no,
    onError: (error) => {
      faults.push(error);
      throw error;
    },
  });
  hub.subscribe({ send: no, definitions: true });
  const { of } = watch(hub);
  const machine = setup({
    types: { context: {} as { bad: object }, events: {} as { type: 'go'; bad: object } },
  }).createMachine({
    id: 'brave',
    context: () => ({ bad: new Proxy({}, { ownKeys: no, get: no, has: no, getPrototypeOf: no }) }),
    initial: 'a',
    states: { a: { on: { go: 'b' } }, b: {} },
  });
  const actor = createActor(machine, { inspect: hub.inspect }).start();
  actor.send({ type: 'go', bad: Object.defineProperty({}, 'x', { enumerable: true, get: no }) });
  expect(actor.getSnapshot().value).toBe('b');
  expect(of('snapshot')).toHaveLength(2);
  expect(of('snapshot')[1]?.snapshot).toMatchObject({ value: 'b', context: { bad: '[redacted]' } });
  expect(faults).toHaveLength(1);
  expect(hub.faults).toBeGreaterThan(1);
});

test('ids that hold text of the outside are hidden', () => {
  const machine = setup({ actors: { child } }).createMachine({
    id: 'outer',
    context: ({ spawn }) => ({ kid: spawn('child', { id: 'for alice@example.com' }) }),
    on: { 'xstate.done.actor.*': {} },
  });
  const hub = new InspectionHub();
  const actor = createActor(machine, { inspect: hub.inspect }).start();
  const { feed, of } = watch(hub);
  const kid = actor.getSnapshot().context.kid;
  kid.send({ type: 'end' });
  expect(of('actor').map(({ _agent }) => _agent?.actor)).toContain('[redacted]');
  expect(JSON.stringify([feed, watch(hub).feed])).not.toContain('alice');
});

test('values and contexts of logic that is no machine are redacted like any other', () => {
  const odd = {
    transition: (snapshot: object) => snapshot,
    getInitialSnapshot: () => ({
      status: 'active',
      value: 'canary',
      context: 'canary',
      output: 1n,
    }),
    getPersistedSnapshot: (snapshot: object) => snapshot,
  };
  const hub = new InspectionHub();
  createActor(odd as unknown as AnyStateMachine, { inspect: hub.inspect }).start();
  const { feed, of } = watch(hub);
  expect(of('actor')[0]?.snapshot).toEqual({
    status: 'active',
    context: '[redacted]',
    output: '1n',
  });
  expect(JSON.stringify([feed, hub.actors()])).not.toContain('canary');
  expect(hub.faults).toBe(0);
});
