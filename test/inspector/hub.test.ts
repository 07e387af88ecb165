import { createActor, fromPromise, setup } from 'xstate';
import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { InspectionHub } from '../../src/inspector/hub.ts';
import { redactor } from '../../src/inspector/redact.ts';

const child = setup({
  types: { input: {} as { message: { id: number; subject: string } } },
  actors: {
    work: fromPromise<string>(() => new Promise((resolve) => setImmediate(resolve, 'secret'))),
  },
}).createMachine({
  id: 'child',
  context: ({ input }) => input,
  initial: 'working',
  states: { working: { invoke: { src: 'work', onDone: 'done' } }, done: { type: 'final' } },
});

const root = setup({
  types: { events: {} as { type: 'job.claimed'; id: number; subject: string } },
  actors: { child },
}).createMachine({
  id: 'root',
  type: 'parallel',
  states: { left: { initial: 'resting', states: { resting: {} } }, right: {} },
  on: {
    'job.claimed': {
      actions: ({ self: _self }) => undefined,
    },
    'xstate.done.actor.*': {},
  },
});

function start() {
  const hub = new InspectionHub();
  const machine = root.provide({});
  const actor = createActor(machine, { inspect: hub.inspect });
  return { hub, actor };
}

test('the tree shows live actors, and forgets those that ended', async () => {
  const hub = new InspectionHub();
  const actor = createActor(child, {
    inspect: hub.inspect,
    input: { message: { id: 7, subject: 'hello' } },
  });
  actor.start();
  const listed = hub.actors();
  expect(listed.map(({ machine, state, subject }) => ({ machine, state, subject }))).toEqual([
    { machine: 'child', state: 'working', subject: 'message 7' },
    { machine: 'work', state: 'active', subject: undefined },
  ]);
  expect(listed[1]?.parent).toBe(listed[0]?.id);
  await new Promise((resolve) => actor.subscribe({ complete: () => resolve(undefined) }));
  await new Promise(setImmediate);
  expect(hub.actors()).toEqual([]);
});

test('parallel regions are shown side by side', () => {
  const { hub, actor } = start();
  actor.start();
  expect(hub.actors()[0]?.state).toBe('[left.resting, right]');
  actor.stop();
  expect(hub.actors()).toEqual([]);
});

test('a late visitor gets the tree first, then what happens; no text of a mail is in it', () => {
  const { hub, actor } = start();
  actor.start();
  const feed: Record<string, unknown>[] = [];
  const unsubscribe = hub.subscribe((json) => feed.push(JSON.parse(json)));
  actor.send({ type: 'job.claimed', id: 4, subject: 'Re: our secret plan' });
  expect(feed[0]).toMatchObject({ type: '@xstate.actor', name: expect.stringContaining('root') });
  const events = feed.filter((message) => message['type'] === '@xstate.event');
  expect(events).toMatchObject([{ event: { type: 'job.claimed', id: 4, subject: '[redacted]' } }]);
  expect(JSON.stringify(feed)).not.toContain('secret');
  for (const message of feed) {
    expect(message).toMatchObject({
      sessionId: expect.any(String),
      rootId: actor.sessionId,
      _version: expect.any(String),
      createdAt: expect.stringMatching(/^\d+$/),
      id: null,
    });
  }

  unsubscribe();
  const before = feed.length;
  actor.send({ type: 'job.claimed', id: 5, subject: '' });
  expect(feed).toHaveLength(before);
});

test('only known names are open, at any depth; cycles and giants end', () => {
  const cycle: Record<string, unknown> = { stage: 'parsing', text: 'private' };
  cycle['self'] = cycle;
  const shown = redact({
    kind: 'wait',
    n: 3,
    yes: true,
    none: null,
    address: 'a@b.example',
    list: Array(500).fill('x@y.example'),
    failure: new Failure('llm.timeout', 'for someone@example.com'),
    cycle,
  });
  const json = JSON.stringify(shown);
  expect(json).not.toMatch(/@|private/);
  expect(json.length).toBeLessThan(5_000);
  expect(shown).toMatchObject({
    kind: 'wait',
    n: 3,
    yes: true,
    none: null,
    address: '[redacted]',
    failure: { name: 'Failure', code: 'llm.timeout' },
    cycle: { stage: 'parsing', text: '[redacted]' },
  });
});
