import { createWebSocketReceiver, type StatelyInspectionEvent } from '@statelyai/inspect';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createActor, fromPromise, setup } from 'xstate';
import { createApp } from '../../src/http/app.ts';
import { type Listening, listen } from '../../src/http/server.ts';
import { acceptUpgrades } from '../../src/http/upgrades.ts';
import { type FeedSocket, InspectionHub } from '../../src/inspector/index.ts';
import { fakeDeps } from '../support/fake-deps.ts';

const machine = setup({
  types: { events: {} as { type: 'go'; n: number } },
  guards: { 'may go': () => true },
  actors: { work: fromPromise(async () => 42) },
}).createMachine({
  id: 'journey',
  initial: 'home',
  states: {
    home: { on: { go: { guard: 'may go', target: 'away' } } },
    away: { invoke: { src: 'work', onDone: 'home' } },
  },
});

let listening: Listening;
let socket: FeedSocket;
const hub = new InspectionHub({ process: 'one' });
const actor = createActor(machine, { inspect: hub.inspect });

beforeAll(async () => {
  const { deps } = fakeDeps({ inspection: hub });
  listening = await listen(createApp(deps), { host: '127.0.0.1', port: 0, graceMs: 100 });
  socket = acceptUpgrades(listening.server, deps);
  actor.start();
});
afterAll(async () => {
  actor.stop();
  socket.close();
  await listening.close();
});

test('the receiver of @statelyai/inspect understands the feed', async () => {
  const server = `ws://127.0.0.1:${listening.address.port}/inspector/ws`;
  const received: StatelyInspectionEvent[] = [];
  const ownTypes: string[] = [];
  createWebSocketReceiver({ server }).subscribe((message) => {
    // What is ours comes through it as what it does not know, and harms nothing.
    if (message.type.startsWith('@xstate.')) received.push(message);
    else ownTypes.push(message.type);
  });
  await expect.poll(() => ownTypes).toEqual(['@agent.hello', '@agent.history']);
  actor.send({ type: 'go', n: 1 });
  const snapshots = () => received.filter(({ type }) => type === '@xstate.snapshot');
  await expect.poll(() => snapshots().length).toBeGreaterThanOrEqual(4);

  const sessionId = `one:${actor.sessionId}`;
  for (const message of received) {
    expect(message).toMatchObject({
      rootId: sessionId,
      sessionId: expect.stringMatching(/^one:x:\d+$/),
      createdAt: expect.stringMatching(/^\d{13}$/),
      _version: '0.7.2',
    });
    expect(message.id).toBeNull();
  }
  const [root, child] = received.filter((message) => message.type === '@xstate.actor');
  expect(root).toMatchObject({
    sessionId,
    name: 'journey',
    snapshot: { status: 'active', value: 'home' },
  });
  expect(JSON.parse(root?.definition ?? '')).toMatchObject({
    id: 'journey',
    initial: 'home',
    states: {
      home: { on: { go: { guard: 'may go', target: 'away' } } },
      away: { invoke: { src: 'work', onDone: 'home' } },
    },
  });
  expect(child).toMatchObject({ parentId: sessionId, snapshot: { status: 'active' } });
  expect(JSON.parse(child?.definition ?? '')).toEqual({ id: 'work' });

  const events = received.filter((message) => message.type === '@xstate.event');
  expect(events[0]).toMatchObject({ sessionId, event: { type: 'go', n: 1 } });
  expect(events.find(({ event }) => event.type.startsWith('xstate.done.actor'))).toMatchObject({
    sessionId,
    sourceId: child?.sessionId,
    event: { output: 42 },
  });
  expect(snapshots().filter((message) => message.sessionId === sessionId)).toMatchObject([
    { event: { type: 'go' }, snapshot: { status: 'active', value: 'away', context: {} } },
    { event: { output: 42 }, snapshot: { status: 'active', value: 'home' } },
  ]);
});
