import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { type Listening, listen } from '../../src/http/server.ts';
import { acceptUpgrades } from '../../src/http/upgrades.ts';
import { fakeDeps } from '../support/fake-deps.ts';
import { h2c, handshake, type RawClient, rawClient } from '../support/raw-request.ts';

let listening: Listening;
let clients: RawClient[];
const host = 'Host: 127.0.0.1\r\n';

beforeEach(async () => {
  const { deps } = fakeDeps();
  clients = [];
  listening = await listen(createApp(deps), { host: '127.0.0.1', port: 0, graceMs: 100 });
  acceptUpgrades(listening.server, deps);
});
afterEach(async () => {
  for (const { socket } of clients) socket.destroy();
  await listening.close();
});

function ask(request: string): RawClient {
  const client = rawClient(listening.address.port, request);
  clients.push(client);
  return client;
}

it('answers clients that would rather speak HTTP/2 as any others', async () => {
  const get = ask(`GET /actors HTTP/1.1\r\n${host}${h2c}\r\n`);
  await expect.poll(get.text).toMatch(/^HTTP\/1\.1 200 OK/);
  const body = '{"type":1}';
  const head = `${host}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n${h2c}`;
  const post = ask(`POST /messages/7/retry HTTP/1.1\r\n${head}\r\n`);
  post.socket.write(body);
  // Its body was read, and found wanting.
  await expect.poll(post.text).toMatch(/^HTTP\/1\.1 4\d\d [^]*"code":"invalid"/);
});

it('serves them under the same rule', async () => {
  const foreign = ask(`GET /actors HTTP/1.1\r\nHost: evil.example\r\n${h2c}\r\n`);
  await expect.poll(foreign.text).toMatch(/^HTTP\/1\.1 403 /);
});

it.each([
  ['/none', 404, host],
  ['/inspector/ws', 403, 'Host: evil.example\r\n'],
])('lets go of who may not watch %s and keeps the line', async (path, status, name) => {
  const connections = promisify(listening.server.getConnections.bind(listening.server));
  const client = ask(`GET ${path} HTTP/1.1\r\n${name}${handshake}\r\n`);
  await expect.poll(client.text).toContain(`HTTP/1.1 ${status} `);
  await expect.poll(() => connections()).toBe(0);
});
