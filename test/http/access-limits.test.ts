/** Names, headers, proxies and rates: what stands before the routes where others can reach them. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HttpDeps } from '../../src/http/deps.ts';
import { aDraft } from '../support/a-draft.ts';
import {
  type RestServer,
  cookieOf,
  send,
  sendForm,
  sendJson,
  startRest,
} from '../support/rest-server.ts';
import { signInWith, withToken } from '../support/with-token.ts';

const apiToken = 'correct-horse-battery';
const root = { Authorization: `Bearer ${apiToken}` };

let server: RestServer;
const start = async (changes: Partial<HttpDeps> = {}) =>
  void (server = await startRest({ apiToken, ...changes }));
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

async function statusOf(headers: Record<string, string>, path = '/drafts', method = 'GET') {
  return (await send(server.url + path, { method, headers })).status;
}

describe('with PUBLIC_URL', () => {
  const publicUrls = ['https://mail.example.com', 'http://api:8000'];
  const Host = 'mail.example.com';

  it('serves its names alone, and this machine under its own', async () => {
    await start({ publicUrls });
    for (const name of [Host, 'MAIL.example.com:443', 'api:8000', '127.0.0.1:8000', 'localhost']) {
      expect([name, await statusOf({ ...root, Host: name })]).toEqual([name, 200]);
    }
    for (const name of [
      'evil.example',
      'mail.example.com:8443',
      'mail.example.com.evil.example',
      'x@mail.example.com',
      'api',
      '10.0.0.1',
    ]) {
      expect([name, await statusOf({ ...root, Host: name })]).toEqual([name, 421]);
    }
    expect(await statusOf({ Host: 'evil.example' }, '/login')).toBe(421);
  });

  it('leaves out the probes, which name the machine as they please', async () => {
    await start({ publicUrls });
    for (const path of ['/healthz', '/readyz'])
      expect(await statusOf({ Host: 'pod-7' }, path)).toBe(200);
  });

  it('takes changes from the pages of that name and scheme alone', async () => {
    await start({ publicUrls });
    const Cookie = await cookieBy(`https://${Host}`);
    const retry = (Origin: string, name = Host) =>
      statusOf({ Cookie, Host: name, Origin }, '/messages/1/retry', 'POST');
    expect(await retry('https://mail.example.com')).toBe(404);
    expect(await retry('http://mail.example.com')).toBe(403);
    expect(await retry('https://mail.example.com:8443')).toBe(403);
    expect(await retry('http://api:8000')).toBe(403);
    expect(await retry('http://api:8000', 'api:8000')).toBe(404);
    expect(await retry('http://127.0.0.1:8000', '127.0.0.1:8000')).toBe(404);
  });

  it('behind https gives Secure cookies and tells browsers to use nothing else', async () => {
    await start({ publicUrls });
    const login = (headers: Record<string, string>) =>
      sendForm(`${server.url}/login`, { name: 'Ada', token: apiToken }, headers);
    const bySite = { Host, Origin: `https://${Host}` };
    expect((await login(bySite)).headers['set-cookie']?.[0]).toMatch(/; Secure$/);
    const here = { Host: '127.0.0.1:8000', Origin: 'http://127.0.0.1:8000' };
    expect((await login(here)).headers['set-cookie']?.[0]).not.toContain('Secure');
    for (const path of ['/drafts', '/drafts/99', '/nothing', '/login', '/healthz']) {
      const { headers } = await send(server.url + path, { headers: { ...root, Host } });
      expect(headers['strict-transport-security'], path).toBe('max-age=31536000');
    }
    const inside = await send(`${server.url}/drafts`, { headers: { ...root, Host: 'api:8000' } });
    expect(inside.headers['strict-transport-security']).toBeUndefined();
  });

  async function cookieBy(Origin: string): Promise<string> {
    const fields = { name: 'Ada', token: apiToken };
    return cookieOf(await sendForm(`${server.url}/login`, fields, { Host, Origin }));
  }
});

it('sends the headers of a careful site with everything, errors included', async () => {
  await start();
  await server.deps.drafts.put(aDraft());
  const paths = ['/drafts', '/drafts/99', '/dashboard', '/nowhere', '/login', '/assets/x/base.css'];
  for (const path of [...paths, '/inspector', '/drafts.csv', '/healthz', '/events']) {
    const method = path === '/events' ? 'HEAD' : 'GET';
    const { headers } = await send(server.url + path, { method, headers: root });
    expect(headers, path).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  }
});

describe('the address that wrong tokens are counted by', () => {
  const guess = (forwarded: string) =>
    statusOf({ Authorization: 'Bearer wrong', 'X-Forwarded-For': forwarded });

  it('is that of the connection: anyone can write a header', async () => {
    await start();
    const signIn = async (forwarded: string) => {
      const form = { name: 'Ada', token: 'wrong' };
      const headers = { Origin: server.url, 'X-Forwarded-For': forwarded };
      return (await sendForm(`${server.url}/login`, form, headers)).status;
    };
    for (let n = 1; n <= 5; n++) expect(await signIn(`192.0.2.${n}`)).toBe(401);
    expect(await signIn('192.0.2.6')).toBe(429);
  });

  it('is none for programs of this machine, who would shut each other out', async () => {
    await start();
    for (let n = 1; n <= 20; n++) expect(await guess(`192.0.2.${n}`)).toBe(401);
    expect(await statusOf(root)).toBe(200);
  });

  it('is what the proxy added last, where one is trusted', async () => {
    await start({ trustProxy: true });
    for (let n = 1; n <= 5; n++) expect(await guess(`10.9.9.${n}, 192.0.2.1`)).toBe(401);
    expect(await guess('10.9.9.9, 192.0.2.1')).toBe(429);
    expect(await guess('192.0.2.1, 192.0.2.2')).toBe(401);
    expect(await guess('not an address')).toBe(401);
  });
});

describe('rates', () => {
  const rates = { changes: 3, reads: 10 };
  const pause = (headers: Record<string, string>) => statusOf(headers, '/supervisor/pause', 'POST');

  it('hold changes back by token and by session, each by itself, for a minute', async () => {
    await start({ rates });
    const one = await withToken(server, ['admin']);
    const ada = await signInWith(server, apiToken);
    for (let n = 0; n < 3; n++) expect(await pause(one.headers)).toBe(200);
    const answer = await send(`${server.url}/supervisor/pause`, {
      method: 'POST',
      headers: one.headers,
    });
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([429, 'too_many_requests']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(30);
    expect([await pause(ada), await pause(root)]).toEqual([200, 200]);
    expect(await statusOf(one.headers)).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    expect(await pause(one.headers)).toBe(200);
  });

  it('count ten deliveries of drafts as one change', async () => {
    await start({ rates });
    const { headers } = await withToken(server, ['ingest']);
    const statuses: number[] = [];
    for (let n = 0; n < 31; n++) {
      const draft = aDraft({ key: `a/b/1/${n}`, threadId: null });
      statuses.push((await sendJson('POST', `${server.url}/drafts`, draft, headers)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 201), 429]);
  });

  it('hold searches back, and exports ten times as much; plain pages never', async () => {
    await start({ rates });
    const one = await withToken(server, ['read']);
    const two = await withToken(server, ['read']);
    for (let n = 0; n < 20; n++) expect(await statusOf(one.headers)).toBe(200);
    for (let n = 0; n < 10; n++) expect(await statusOf(one.headers, '/drafts?q=price')).toBe(200);
    expect(await statusOf(one.headers, '/messages?q=price')).toBe(429);
    expect(await statusOf(one.headers)).toBe(200);
    expect(await statusOf(two.headers, '/drafts.csv')).toBe(200);
    expect(await statusOf(two.headers, '/drafts.csv')).toBe(429);
  });

  it('of 0 are none, and nothing is counted where there is no token', async () => {
    await start({ rates: { changes: 0, reads: 0 } });
    for (let n = 0; n < 20; n++) expect(await pause(root)).toBe(200);
    const open = await startRest({ rates });
    for (let n = 0; n < 20; n++) {
      const { status } = await send(`${open.url}/supervisor/pause`, { method: 'POST' });
      expect(status).toBe(200);
    }
    await open.close();
  });
});

describe('a body that is too large', () => {
  it('is refused before it is read, on every route', async () => {
    await start();
    const routes = ['/drafts', '/messages/1/discard', '/dashboard/review', '/login', '/tokens'];
    for (const path of routes) {
      const socket = connect(server.address.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${apiToken}\r\n` +
          'Content-Type: application/json\r\nContent-Length: 1048577\r\n\r\n{',
      );
      const answer = await text(socket);
      expect(answer, path).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toContain('at most 1048576 bytes');
    }
  });

  it('is refused where its length was not said', async () => {
    await start();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(1_048_577).fill(32));
        controller.close();
      },
    });
    const headers = { ...root, 'Content-Type': 'application/json' };
    const sent: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    };
    const answer = await fetch(`${server.url}/drafts`, sent);
    expect([answer.status, await answer.text()]).toEqual([
      413,
      expect.stringContaining('at most 1048576 bytes'),
    ]);
  });
});
