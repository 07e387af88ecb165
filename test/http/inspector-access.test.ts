import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { acceptUpgrades } from '../../src/http/upgrades.ts';
import type { FeedSocket } from '../../src/inspector/index.ts';
import { type RestServer, signIn, startRest } from '../support/rest-server.ts';

const apiToken = 'correct-horse-battery';

let server: RestServer;
let sockets: FeedSocket;
afterEach(async () => {
  sockets.close();
  await server.close();
});

async function start(changes: Parameters<typeof startRest>[0] = {}): Promise<void> {
  server = await startRest(changes);
  sockets = acceptUpgrades(server.server, server.deps);
}

/** 101 for who is let in, else the status of the refusal. */
async function statusOf(
  headers: Record<string, string> = {},
  path = '/inspector/ws',
): Promise<number> {
  const client = new WebSocket(`ws://127.0.0.1:${server.address.port}${path}`, { headers });
  client.on('error', () => undefined);
  const opened = once(client, 'open').then(() => 101);
  const refused = once(client, 'unexpected-response').then(([, response]: unknown[]) => {
    const { statusCode } = response as { statusCode: number };
    return statusCode;
  });
  const status = await Promise.race([opened, refused]);
  client.terminate();
  return status;
}

describe('/inspector/ws without API_TOKEN', () => {
  it('takes this machine, by whichever of its names, and its own pages', async () => {
    await start();
    const { port } = server.address;
    expect(await statusOf()).toBe(101);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, '127.9.9.9']) {
      expect([host, await statusOf({ Host: host })]).toEqual([host, 101]);
      const own = { Host: host, Origin: `http://${host}` };
      expect([own, await statusOf(own)]).toEqual([own, 101]);
    }
    expect(await statusOf({ Origin: server.url, 'Sec-Fetch-Site': 'same-origin' })).toBe(101);
  });

  it('refuses every other Host, such as a name that was rebound to this machine', async () => {
    await start();
    const { port } = server.address;
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      `localhost.evil.example:${port}`,
      '192.168.1.4',
      '0.0.0.0',
      '127.0.0.1@evil.example',
    ]) {
      expect([host, await statusOf({ Host: host })]).toEqual([host, 403]);
      const own = { Host: host, Origin: `http://${host}` };
      expect([own, await statusOf(own)]).toEqual([own, 403]);
    }
  });

  it('refuses every other Origin, also of another port or name of this machine', async () => {
    await start();
    const { port } = server.address;
    for (const Origin of [
      'https://evil.example',
      'null',
      '',
      `http://127.0.0.1:${port + 1}`,
      'http://127.0.0.1',
      `http://localhost:${port}`,
      `http://127.0.0.1.evil.example:${port}`,
      `http://127.0.0.1:${port}@evil.example`,
      'file://',
      'chrome-extension://abcdefgh',
    ]) {
      expect([Origin, await statusOf({ Origin })]).toEqual([Origin, 403]);
    }
    expect(await statusOf({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await statusOf({ 'Sec-Fetch-Site': 'same-site' })).toBe(403);
  });

  it('upgrades nothing else', async () => {
    await start();
    for (const path of ['/', '/inspector', '/inspector/ws/', '/events', '/inspector/stately']) {
      expect([path, await statusOf({}, path)]).toEqual([path, 404]);
    }
    expect(await statusOf({}, '/inspector/ws?batch=50&definitions=no')).toBe(101);
  });
});

describe('/inspector/ws with API_TOKEN', () => {
  it('wants the token, which an address does not carry', async () => {
    await start({ apiToken });
    expect(await statusOf()).toBe(401);
    expect(await statusOf({ Origin: server.url })).toBe(401);
    expect(await statusOf({ Authorization: 'Bearer wrong' })).toBe(401);
    expect(await statusOf({ Authorization: 'Basic Og==' })).toBe(401);
    expect(await statusOf({ Cookie: 'ops_session=forged.forged' })).toBe(401);
    expect(await statusOf({}, `/inspector/ws?token=${apiToken}`)).toBe(401);
    expect(await statusOf({ Authorization: `Bearer ${apiToken}` })).toBe(101);
  });

  it('takes a session from its own pages alone', async () => {
    await start({ apiToken });
    const { Cookie, Origin } = await signIn(server, 'Ada');
    expect(await statusOf({ Cookie, Origin })).toBe(101);
    expect(await statusOf({ Cookie })).toBe(403);
    for (const foreign of [
      'null',
      'https://evil.example',
      `http://127.0.0.1:${server.address.port + 1}`,
    ]) {
      expect([foreign, await statusOf({ Cookie, Origin: foreign })]).toEqual([foreign, 403]);
    }
  });

  it('refuses a foreign Origin whoever asks, and takes any Host, as behind a proxy', async () => {
    await start({ apiToken });
    const program = { Authorization: `Bearer ${apiToken}` };
    expect(await statusOf({ ...program, Origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf({ ...program, Origin: 'null' })).toBe(403);
    const { Cookie } = await signIn(server, 'Ada');
    const proxied = { Cookie, Host: 'ops.example', Origin: 'https://ops.example' };
    expect(await statusOf(proxied)).toBe(101);
    expect(await statusOf({ ...proxied, Host: 'evil.example' })).toBe(403);
  });
});
