import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Draft, DraftVersion } from '../../src/domain/draft.ts';
import type { FeedSocket } from '../../src/inspector/index.ts';
import { acceptUpgrades } from '../../src/http/upgrades.ts';
import { aDraft } from '../support/a-draft.ts';
import {
  type RestServer,
  cookieOf,
  jsonOf,
  send,
  sendForm,
  sendJson,
  signIn,
  startRest,
} from '../support/rest-server.ts';

const apiToken = 'correct-horse-battery';

let server: RestServer;
beforeEach(async () => void (server = await startRest({ apiToken })));
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

const get = (path: string, headers = {}) => send(server.url + path, { headers });
const statusWith = async (Cookie: string) => (await get('/drafts', { Cookie })).status;

/** Only the clock: timers and sockets go on as they do. */
function turnClock(byMs: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs });
}

it('outlives a client that resets in the middle of its handshake', async () => {
  const upgrades = acceptUpgrades(server.server, server.deps);
  const head = 'GET /inspector/ws HTTP/1.1\r\nHost: 127.0.0.1\r\n';
  for (let n = 0; n < 20; n += 1) {
    const socket = connect(server.address.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`${head}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    setImmediate(() => socket.resetAndDestroy());
    await once(socket, 'close');
  }
  expect((await get('/healthz')).status).toBe(200);
  upgrades.close();
});

describe('a session', () => {
  it('is one on every server with the same token, and on none with another', async () => {
    const { Cookie } = await signIn(server, 'Ada');
    const statuses = [];
    for (const token of [apiToken, 'another-token']) {
      const other = await startRest({ apiToken: token });
      statuses.push((await send(`${other.url}/drafts`, { headers: { Cookie } })).status);
      await other.close();
    }
    expect(statuses).toEqual([200, 401]);
  });

  it('is refused when a single character of its cookie was changed', async () => {
    const { Cookie } = await signIn(server, 'Ada');
    const [name = '', value = ''] = Cookie.split('=');
    for (let at = 0; at < value.length; at++) {
      const changed = value[at] === 'A' ? 'B' : 'A';
      const forged = `${name}=${value.slice(0, at)}${changed}${value.slice(at + 1)}`;
      expect(await statusWith(forged), `character ${at}`).toBe(401);
    }
    for (const forged of ['', '.', 'a.b', `${value}.`, `.${value}`, value.split('.')[0] ?? '']) {
      expect(await statusWith(`${name}=${forged}`), forged).toBe(401);
    }
    expect(await statusWith(`${name}=; x=1;${Cookie}`)).toBe(200);
  });

  it('ends twelve hours after the last request, and each request puts that off', async () => {
    const { Cookie } = await signIn(server, 'Ada');
    expect((await get('/drafts', { Cookie })).headers['set-cookie']).toBeUndefined();
    turnClock(11 * 3_600_000);
    const renewed = await get('/drafts', { Cookie });
    expect(renewed.headers['set-cookie']?.[0]).toContain('Max-Age=43200');
    turnClock(2 * 3_600_000);
    expect(await statusWith(Cookie)).toBe(401);
    expect(await statusWith(cookieOf(renewed))).toBe(200);
  });

  it('ends after a week, however busy', async () => {
    let { Cookie } = await signIn(server, 'Ada');
    for (let day = 0; day < 13; day++) {
      turnClock(12 * 3_600_000 - 60_000);
      const answer = await get('/drafts', { Cookie });
      expect(answer.status).toBe(200);
      Cookie = cookieOf(answer);
    }
    turnClock(11 * 3_600_000 + 30 * 60_000);
    expect(await statusWith(Cookie)).toBe(200);
    turnClock(3_600_000);
    expect(await statusWith(Cookie)).toBe(401);
  });

  it('changes things only from a page of this server', async () => {
    const { Cookie, Origin } = await signIn(server, 'Ada');
    const retry = async (headers: Record<string, string>) =>
      (await send(`${server.url}/messages/1/retry`, { method: 'POST', headers })).status;
    expect(await retry({ Cookie, Origin })).toBe(404);
    expect(await retry({ Cookie, 'Sec-Fetch-Site': 'same-origin' })).toBe(404);
    for (const headers of [
      {},
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'none' },
    ]) {
      expect([headers, await retry({ Cookie, ...headers })]).toEqual([headers, 403]);
    }
    expect(await statusWith(Cookie)).toBe(200);
  });

  it('opens the inspector’s WebSocket, from a page of this server alone', async () => {
    const inspector = acceptUpgrades(server.server, server.deps);
    const { Cookie, Origin } = await signIn(server, 'Ada');
    const connect = async (headers: Record<string, string>): Promise<string> => {
      const url = `ws://127.0.0.1:${server.address.port}/inspector/ws`;
      const client = new WebSocket(url, { headers });
      const told = await new Promise<string>((resolve) => {
        client.once('open', () => resolve('open'));
        client.on('error', ({ message }) => resolve(message));
      });
      client.terminate();
      return told;
    };
    expect(await connect({ Cookie, Origin })).toBe('open');
    expect(await connect({ Cookie })).toContain('403');
    expect(await connect({ Cookie, Origin: 'https://evil.example' })).toContain('403');
    expect(await connect({ Origin })).toContain('401');
    await sendForm(`${server.url}/logout`, {}, { Cookie });
    expect(await connect({ Cookie, Origin })).toContain('401');
    inspector.close();
  });

  it('is over when its person signs out, and other sessions are not', async () => {
    const ada = await signIn(server, 'Ada');
    const bob = await signIn(server, 'Bob');
    const answer = await sendForm(`${server.url}/logout`, {}, ada);
    expect([answer.status, answer.headers.location]).toEqual([303, '/login']);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^ops_session=; Path=\/; Max-Age=0;/);
    expect([await statusWith(ada.Cookie), await statusWith(bob.Cookie)]).toEqual([401, 200]);
  });

  describe('closes what it holds open', () => {
    let inspector: FeedSocket;
    beforeEach(() => void (inspector = acceptUpgrades(server.server, server.deps)));
    afterEach(() => inspector.close());

    /** An event stream and a WebSocket; in the end the names of those that were closed. */
    async function open(headers: Record<string, string>) {
      const closed: string[] = [];
      const events = request(`${server.url}/events`, { headers, agent: false }).end();
      const [response] = (await once(events, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      response.resume().on('error', () => undefined);
      response.once('close', () => closed.push('events'));
      const url = `ws://127.0.0.1:${server.address.port}/inspector/ws`;
      const socket = new WebSocket(url, { headers });
      await once(socket, 'open');
      socket.once('close', () => closed.push('inspector'));
      return { closed: () => closed.toSorted() };
    }
    const bearer = { Authorization: `Bearer ${apiToken}` };
    const both = ['events', 'inspector'];

    it('at its sign-out, and nothing of another session or a program', async () => {
      const ada = await signIn(server, 'Ada');
      const [first, second] = [await open(ada), await open(ada)];
      const others = [await open(await signIn(server, 'Bob')), await open(bearer)];
      await sendForm(`${server.url}/logout`, {}, ada);
      await expect.poll(first.closed).toEqual(both);
      await expect.poll(second.closed).toEqual(both);
      expect(others.map(({ closed }) => closed())).toEqual([[], []]);
    });

    it('at its end, though nobody signs out', async () => {
      vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
      const person = await open(await signIn(server, 'Ada'));
      const program = await open(bearer);
      vi.setSystemTime(Date.now() + 12 * 3_600_000 - 60_000);
      vi.advanceTimersByTime(30_000);
      expect((await get('/healthz')).status).toBe(200);
      expect(person.closed()).toEqual([]);
      vi.setSystemTime(Date.now() + 60_000);
      vi.advanceTimersByTime(30_000);
      await expect.poll(person.closed).toEqual(both);
      expect(program.closed()).toEqual([]);
    });
  });

  it('is not asked for again', async () => {
    const { Cookie } = await signIn(server, 'Ada');
    const page = await get('/login?next=/drafts', { Cookie });
    expect([page.status, page.headers.location]).toEqual([303, '/drafts']);
  });

  it('names its person in the versions of what they change', async () => {
    const signedIn = await signIn(server, 'Ada <b>Lovelace</b>');
    const result = await server.deps.drafts.put(aDraft());
    if (result.kind === 'conflict') throw new Error(result.reason);
    const url = `${server.url}/drafts/${result.draft.id}`;
    const edit = { version: 1, reply: { body: 'By hand' } };
    const edited = await jsonOf<Draft>(sendJson('PATCH', url, edit, signedIn));
    await sendJson('POST', `${url}/approve`, { version: edited.version }, signedIn);
    const { items } = await jsonOf<{ items: DraftVersion[] }>(
      fetch(`${url}/versions`, { headers: signedIn }),
    );
    expect(items.map(({ by, name }) => [by, name])).toEqual([
      ['agent', null],
      ['person', 'Ada <b>Lovelace</b>'],
      ['person', 'Ada <b>Lovelace</b>'],
    ]);
  });
});
