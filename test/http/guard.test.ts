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

  it('serves the probes to this machine alone, like everything else', async () => {
    server = await startRest();
    for (const path of ['/healthz', '/readyz?verbose']) {
      expect(await statusOf({}, path)).toBe(200);
      expect(await statusOf({ Host: 'pod-7' }, path)).toBe(403);
    }
  });
});

const basic = (password: string) => ({
  Authorization: `Basic ${Buffer.from(`anyone:${password}`).toString('base64')}`,
});

const challenge = async (Accept: string) =>
  (await send(`${server.url}/dashboard`, { headers: { Accept } })).headers['www-authenticate'];

describe('with a token', () => {
  const token = 'correct-horse';
  const bearer = { Authorization: `Bearer ${token}` };
  const start = async () => void (server = await startRest({ apiToken: token }));

  it('serves who has it, under any Host', async () => {
    await start();
    expect(await statusOf({ ...bearer, Host: 'agent.example' })).toBe(200);
    expect(await statusOf({ Authorization: `bearer ${token}` })).toBe(200);
    expect(await statusOf(basic(token))).toBe(200);
  });

  it.each([
    {},
    { Authorization: 'Bearer wrong' },
    { Authorization: 'Bearer correct-horse-battery' },
    { Authorization: 'Bearer ' },
    { Authorization: token },
    { Authorization: `Digest ${token}` },
    { Authorization: `Basic ${Buffer.from(token).toString('base64')}` },
    basic('wrong'),
    basic(''),
  ])('refuses %j', async (headers) => {
    await start();
    expect(await statusOf(headers)).toBe(401);
  });

  it('asks browsers by a dialog and programs for a bearer token', async () => {
    await start();
    expect(await challenge('text/html,*/*;q=0.8')).toMatch(/^Basic realm=/);
    expect(await challenge('*/*')).toMatch(/^Bearer realm=/);
    expect(await challenge('application/json')).toMatch(/^Bearer realm=/);
  });

  it('lets no other site change anything', async () => {
    await start();
    const foreign = { ...basic(token), Origin: 'https://evil.example' };
    expect(await statusOf(foreign, '/messages/1/retry', 'POST')).toBe(403);
    expect(await statusOf(foreign)).toBe(200);
    const own = { ...basic(token), Host: 'agent.example', Origin: 'https://agent.example' };
    expect(await statusOf(own, '/messages/1/retry', 'POST')).toBe(404);
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

  it('leaves the probes open', async () => {
    await start();
    for (const path of ['/healthz', '/readyz?verbose']) {
      expect(await statusOf({ Host: 'pod-7' }, path)).toBe(200);
    }
    expect(await statusOf({ Host: 'pod-7' }, '/healthz/../drafts')).toBe(401);
  });
});
