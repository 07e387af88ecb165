import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createApp } from '../../src/http/app.ts';
import type { FeedSocket } from '../../src/inspector/index.ts';
import { type Listening, listen } from '../../src/http/server.ts';
import { acceptUpgrades } from '../../src/http/upgrades.ts';
import { type FakeDeps, fakeDeps } from '../support/fake-deps.ts';

let fake: FakeDeps;
let listening: Listening;
let socket: FeedSocket;

beforeEach(async () => {
  fake = fakeDeps();
  fake.feed.tree = [{ type: '@xstate.actor', sessionId: 'x:0', name: 'supervisor' }];
  listening = await listen(createApp(fake.deps), { host: '127.0.0.1', port: 0, graceMs: 100 });
  socket = acceptUpgrades(listening.server, fake.deps);
});
afterEach(async () => {
  socket.close();
  await listening.close();
});

interface Received {
  type: string;
  count?: number;
  n?: number;
}
interface Visitor {
  client: WebSocket;
  received: Received[];
  /** Bytes of each frame. */
  frames: number[];
}

async function visit(query = ''): Promise<Visitor> {
  const client = new WebSocket(`ws://127.0.0.1:${listening.address.port}/inspector/ws${query}`);
  const received: Received[] = [];
  const frames: number[] = [];
  client.on('message', (data: Buffer) => {
    frames.push(data.length);
    const frame = JSON.parse(data.toString()) as Received | Received[];
    received.push(...(Array.isArray(frame) ? frame : [frame]));
  });
  await once(client, 'open');
  return { client, received, frames };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('sends the tree to who comes late, and then what happens', async () => {
  const { received } = await visit();
  fake.feed.send({ type: '@xstate.event', n: 1 });
  await expect
    .poll(() => received.map(({ type }) => type))
    .toEqual(['@xstate.actor', '@xstate.event']);
});

it('stops listening for a visitor who left', async () => {
  const { client } = await visit();
  expect(fake.feed.listeners()).toBe(1);
  client.close();
  await expect.poll(() => fake.feed.listeners()).toBe(0);
});

describe.each(['', '?batch=20'])('a visitor of /inspector/ws%s who does not read', (query) => {
  it('is sent no more, is told how much, and gets the tree again', async () => {
    const { client, received } = await visit(query);
    await expect.poll(() => received.length).toBe(1);
    client.pause();
    const sent = 3_000;
    const filler = 'x'.repeat(10_000);
    const before = process.memoryUsage();
    for (let n = 0; n < sent; n += 1) {
      fake.feed.send({ type: '@xstate.event', n, filler });
      // As in life, the process does other things between two events.
      if (n % 50 === 0) await turn();
    }
    // 30 MB were sent; what waits here is bounded (the rest lies in the kernel's buffers).
    const after = process.memoryUsage();
    expect(after.external - before.external).toBeLessThan(20_000_000);

    client.resume();
    await expect.poll(() => received.some(({ type }) => type === '@agent.dropped')).toBe(true);
    const at = received.findIndex(({ type }) => type === '@agent.dropped');
    const events = received.filter(({ type }) => type === '@xstate.event');
    expect(received[at]?.count).toBe(sent - events.length);
    expect(events.map(({ n }) => n)).toEqual(events.map((_, index) => index));
    expect(fake.feed.listeners()).toBe(1);

    fake.feed.send({ type: '@xstate.event', n: sent });
    await expect.poll(() => received.at(-1)?.n).toBe(sent);
    expect(received[at + 1]?.type).toBe('@xstate.actor');
  });

  it('gets a tree of a thousand actors whole, whatever happens meanwhile', async () => {
    const filler = 'x'.repeat(4_000);
    fake.feed.tree = Array.from({ length: 1_000 }, (_, n) => ({
      type: '@xstate.actor',
      n,
      filler,
    }));
    const { client, received } = await visit(query);
    client.pause();
    for (let n = 0; n < 500; n += 1) fake.feed.send({ type: '@xstate.event', n, filler });
    await turn();
    client.resume();
    await expect
      .poll(() => received.findLast(({ type }) => type === '@xstate.actor')?.n, { timeout: 10_000 })
      .toBe(999);
    const actors = received.slice(0, 1_000);
    expect(actors.map(({ n, type }) => [type, n])).toEqual(
      actors.map((_, n) => ['@xstate.actor', n]),
    );
    const told = () => received.find(({ type }) => type === '@agent.dropped')?.count ?? 0;
    const events = () => received.filter(({ type }) => type === '@xstate.event').length;
    await expect.poll(() => told() + events(), { timeout: 10_000 }).toBe(500);
  });
});

it('gathers messages into bounded frames where that is asked for', async () => {
  const { received, frames } = await visit('?batch=30');
  await expect.poll(() => received.length).toBe(1);
  for (let n = 0; n < 100; n += 1) fake.feed.send({ type: '@xstate.event', n });
  await expect.poll(() => received.at(-1)?.n).toBe(99);
  expect(frames).toHaveLength(2);
  const filler = 'x'.repeat(10_000);
  for (let n = 0; n < 100; n += 1) fake.feed.send({ type: '@xstate.event', n, filler });
  await expect.poll(() => received.length).toBe(201);
  expect(received.slice(101).map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, n) => n));
  expect(frames.length).toBeGreaterThan(10);
  expect(Math.max(...frames)).toBeLessThan(100_000);
});

it.each(['?batch=-5', '?batch=many', '?batch=0', '?definitions=maybe'])(
  'takes no notice of what it cannot read: %s',
  async (query) => {
    const { received, frames } = await visit(query);
    fake.feed.send({ type: '@xstate.event', n: 1 });
    await expect.poll(() => received.length).toBe(2);
    expect(frames).toHaveLength(2);
  },
);

it('one visitor who is slow is no burden to another', async () => {
  const slow = await visit();
  const quick = await visit('?batch=10');
  await expect.poll(() => quick.received.length).toBe(1);
  slow.client.pause();
  const filler = 'x'.repeat(10_000);
  for (let n = 0; n < 1_500; n += 1) {
    fake.feed.send({ type: '@xstate.event', n, filler });
    if (n % 20 === 0) await turn();
  }
  await expect.poll(() => quick.received.at(-1)?.n).toBe(1_499);
  expect(quick.received).toHaveLength(1_501);
  slow.client.terminate();
});

it('does not keep the server open', async () => {
  const { client } = await visit();
  const closed = once(client, 'close');
  socket.close();
  await listening.close();
  await closed;
});
