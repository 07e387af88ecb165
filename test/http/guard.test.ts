import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { type RestServer, send, startRest } from '../support/rest-server.ts';

let server: RestServer;
afterEach(async () => await server.close());

async function statusOf(headers: Record<string, string>, path = '/drafts', method = 'GET') {
  return (await send(server.url + path, { method, headers })).status;
}

describe('without a token', () => {
  it.each(['127.0.0.1', '127.8.9.10:8000', 'localhost', 'LOCALHOST:8000', '[::1]', '[::1]:8000'])(
    'serves Host %s',
    async (Host) => {
      server = await startRest();
      expect(await statusOf({ Host })).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'evil.example:8000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1@evil.example',
    '10.0.0.1',
    '0.0.0.0',
    '[::2]',
    '[::1].evil.example',
  ])('refuses Host "%s", and says why', async (Host) => {
    server = await startRest();
    const answer = await send(`${server.url}/drafts`, { headers: { Host } });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({
      error: { code: 'forbidden', message: expect.stringContaining('API_TOKEN') },
    });
  });

  it('refuses a request without Host, as HTTP/1.0 allows it', async () => {
    server = await startRest();
    const socket = connect(server.address.port, '127.0.0.1');
    socket.write('GET /drafts HTTP/1.0\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('serves its own Origin and no other', async () => {
    server = await startRest();
    const Host = '127.0.0.1:8000';
    expect(await statusOf({ Host, Origin: 'http://127.0.0.1:8000' })).toBe(200);
    expect(await statusOf({ Host: '[::1]:80', Origin: 'http://[::1]' })).toBe(200);
    for (const Origin of [
      'http://127.0.0.1:9000',
      'http://localhost:8000',
      'https://evil.example',
      'null',
      '',
    ]) {
      expect([Origin, await statusOf({ Host, Origin })]).toEqual([Origin, 403]);
    }
  });

  it('lets no page of another site change anything, with or without an Origin', async () => {
    server = await startRest();
    const pause = async (site: string) => {
      const headers = { 'Sec-Fetch-Site': site };
      return (await send(`${server.url}/supervisor/pause`, { method: 'POST', headers })).status;
    };
    expect([await pause('cross-site'), await pause('same-site')]).toEqual([403, 403]);
    expect([await pause('same-origin'), await pause('none')]).toEqual([200, 200]);
    // A link in somebody's webmail.
    expect(await statusOf({ 'Sec-Fetch-Site': 'cross-site' })).toBe(200);
  });

  it('serves the probes to this machine alone, like everything else', async () => {
    server = await startRest();
    for (const path of ['/healthz', '/readyz?verbose']) {
      expect(await statusOf({}, path)).toBe(200);
      expect(await statusOf({ Host: 'pod-7' }, path)).toBe(403);
    }
  });
});

describe('with a token', () => {
  const token = 'correct-horse';
  const bearer = { Authorization: `Bearer ${token}` };
  const start = async () => void (server = await startRest({ apiToken: token }));

  it('serves who has it, under any Host', async () => {
    await start();
    expect(await statusOf({ ...bearer, Host: 'agent.example' })).toBe(200);
    expect(await statusOf({ Authorization: `bearer ${token}` })).toBe(200);
  });

  it.each([
    {},
    { Authorization: 'Bearer wrong' },
    { Authorization: 'Bearer correct-horse-battery' },
    { Authorization: 'Bearer ' },
    { Authorization: token },
    { Authorization: `Digest ${token}` },
    { Authorization: `Basic ${Buffer.from(`anyone:${token}`).toString('base64')}` },
    { Cookie: `ops_session=${token}` },
  ])('refuses %j', async (headers) => {
    await start();
    expect(await statusOf(headers)).toBe(401);
  });

  it('asks programs for a bearer token, and sends people to the sign-in', async () => {
    await start();
    const asked = async (Accept: string) => {
      const { status, headers } = await send(`${server.url}/drafts`, { headers: { Accept } });
      return [status, headers['www-authenticate'] ?? headers.location];
    };
    const bearerOnly = [401, 'Bearer realm="Marketing Ops Agent"'];
    expect(await asked('*/*')).toEqual(bearerOnly);
    expect(await asked('application/json')).toEqual(bearerOnly);
    expect(await asked('text/html,*/*;q=0.8')).toEqual([303, '/login?next=%2Fdrafts']);
  });

  it('lets no other site change anything', async () => {
    await start();
    const foreign = { ...bearer, Origin: 'https://evil.example' };
    expect(await statusOf(foreign, '/messages/1/retry', 'POST')).toBe(403);
    expect(await statusOf(foreign)).toBe(200);
    const own = { ...bearer, Host: 'agent.example', Origin: 'https://agent.example' };
    expect(await statusOf(own, '/messages/1/retry', 'POST')).toBe(404);
    expect(await statusOf(bearer, '/messages/1/retry', 'POST')).toBe(404);
  });

  it('takes a WebSocket handshake for a change', async () => {
    await start();
    const handshake = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      Origin: 'https://evil.example',
    };
    expect(await statusOf({ ...bearer, ...handshake }, '/drafts')).toBe(403);
  });

  it('leaves the probes, the sign-in and its assets open', async () => {
    await start();
    for (const path of ['/healthz', '/readyz?verbose', '/login', '/login?next=/drafts']) {
      expect(await statusOf({ Host: 'pod-7' }, path), path).toBe(200);
    }
    expect(await statusOf({}, '/assets/any/base.css')).toBe(200);
    expect(await statusOf({}, '/favicon.ico')).toBe(302);
  });

  it.each([
    '/healthz/../drafts',
    '/healthz/',
    '/login/drafts',
    '//login',
    '/assets',
    '/Assets/../drafts',
    '/drafts?/assets/x',
    '/drafts#/assets/x',
  ])('leaves nothing else open: %s', async (path) => {
    await start();
    const socket = connect(server.address.port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: pod-7\r\nConnection: close\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('serves no draft under the name of an asset', async () => {
    await start();
    for (const path of ['/assets/../drafts', '/assets/x/../../drafts', '/assets/%2e%2e/drafts']) {
      const socket = connect(server.address.port, '127.0.0.1');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: pod-7\r\nConnection: close\r\n\r\n`);
      expect(await text(socket), path).toMatch(/^HTTP\/1\.1 404 /);
    }
  });
});
