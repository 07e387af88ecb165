import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { feedSocket, type Visitor } from '../../src/inspector/index.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

const actors = 1_500;
/** A tree of 12 MB: more than the kernel takes over loopback. */
const actor = JSON.stringify({ type: 'actor', filler: 'x'.repeat(8_000) });

/** Its hub is by hand. */
async function startFeed() {
  const visitors = new Set<Visitor>();
  let trees = 0;
  const feed = feedSocket({
    subscribe(visitor) {
      trees += 1;
      for (let n = 0; n < actors; n += 1) visitor.send(actor);
      visitors.add(visitor);
      return () => void visitors.delete(visitor);
    },
  });
  const server = createServer();
  server.on('upgrade', (request, socket, head) => feed(request, socket, head));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(
    () => server.close(),
    () => feed.close(),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/ws`,
    trees: () => trees,
    send: (json: string) => visitors.forEach((visitor) => visitor.send(json)),
  };
}

/** Takes in some 10 MB a second. */
async function readSlowly(url: string) {
  const client = new WebSocket(url);
  cleanUps.push(() => client.terminate());
  const types: string[] = [];
  let bytes = 0;
  client.on('message', (data: Buffer) => {
    const messages = JSON.parse(data.toString()) as { type: string } | { type: string }[];
    types.push(...[messages].flat().map(({ type }) => type));
    bytes += data.length;
    if (bytes < 100_000) return;
    bytes = 0;
    client.pause();
    setTimeout(() => client.resume(), 10);
  });
  await once(client, 'open');
  return types;
}

test.each(['', '?batch=20'])(
  'who reads a large tree slowly, but faster than events come, is told each of them: %s',
  { timeout: 30_000 },
  async (query) => {
    const { url, trees, send } = await startFeed();
    const types = await readSlowly(url + query);
    const event = JSON.stringify({ type: 'event', filler: 'x'.repeat(5_000) });
    const sent = 150;
    for (let n = 0; n < sent; n += 1) {
      send(event);
      await sleep(10);
    }
    const events = () => types.filter((type) => type === 'event').length;
    await expect.poll(events, { timeout: 15_000 }).toBe(sent);
    expect(types.slice(0, actors)).toEqual(Array.from({ length: actors }, () => 'actor'));
    expect(types).toHaveLength(actors + sent);
    expect(trees()).toBe(1);
  },
);
