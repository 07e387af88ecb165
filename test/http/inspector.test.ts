import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
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

interface Visitor {
  client: WebSocket;
  received: { type: string; count?: number; n?: number }[];
}

async function visit(): Promise<Visitor> {
  const client = new WebSocket(`ws://127.0.0.1:${listening.address.port}/inspector/ws`);
  const received: Visitor['received'] = [];
  client.on('message', (data: Buffer) => {
    received.push(JSON.parse(data.toString()) as Visitor['received'][number]);
  });
  await once(client, 'open');
  return { client, received };
}

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

it('drops for a visitor who does not read, says how many, and sends the tree again', async () => {
  const { client, received } = await visit();
  await expect.poll(() => received.length).toBe(1);
  client.pause();
  const sent = 3_000;
  const filler = 'x'.repeat(10_000);
  const before = process.memoryUsage().external;
  for (let n = 0; n < sent; n += 1) {
    fake.feed.send({ type: '@xstate.event', n, filler });
    // As in life, the process does other things between two events.
    if (n % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  // 30 MB were sent; what waits here is bounded (the rest lies in the kernel's buffers).
  expect(process.memoryUsage().external - before).toBeLessThan(20_000_000);

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

it('does not keep the server open', async () => {
  const { client } = await visit();
  const closed = once(client, 'close');
  socket.close();
  await listening.close();
  await closed;
});
