import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createActor, setup } from 'xstate';
import {
  InspectionHub,
  type ServedInspector,
  serveInspector,
  type ServeOptions,
} from '../../src/inspector/index.ts';

const light = setup({ types: { events: {} as { type: 'toggle' | 'break' } } }).createMachine({
  id: 'light',
  initial: 'off',
  states: {
    off: { on: { toggle: 'on' } },
    on: { on: { toggle: 'off', break: 'broken' } },
    broken: {},
  },
});

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function serve(options: ServeOptions = {}, sends = ['toggle', 'break']) {
  const hub = new InspectionHub({ sends });
  const actor = createActor(light, { inspect: hub.inspect }).start();
  const served: ServedInspector = await serveInspector(hub, options);
  cleanUps.push(
    () => actor.stop(),
    () => served.close(),
  );
  const [{ id } = { id: '' }] = hub.actors();
  const [{ key } = { key: '' }] = hub.charts.list();
  return { hub, actor, id, key, ...served };
}

/** With any header, which `fetch` does not allow. */
async function ask(
  url: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body?: string,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }> {
  const request = httpRequest(url, { method, headers, agent: false });
  request.end(body);
  const [response] = (await once(request, 'response')) as [
    NodeJS.ReadableStream & { statusCode: number; headers: NodeJS.Dict<string | string[]> },
  ];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, headers: response.headers, text };
}

/** The answer to a request that no client would make. */
async function raw(url: string, head: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(`${head}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString();
}

/** The status with which an upgrade is answered; 101: it is open. */
async function upgrade(url: string, headers: Record<string, string> = {}): Promise<number> {
  const client = new WebSocket(url.replace('http', 'ws'), { headers });
  const status = new Promise<number>((resolve) => {
    client.once('open', () => resolve(101));
    client.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    client.on('error', () => undefined);
  });
  const answered = await status;
  client.terminate();
  return answered;
}

test('serves the page with its files, under a policy that allows nothing else', async () => {
  const { url } = await serve();
  const page = await ask(url);
  expect(page.status).toBe(200);
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'/);
  expect(String(page.headers['content-security-policy'])).not.toContain('unsafe');
  expect(page.text).not.toMatch(/<script(?![^>]* src=)|<style|style="|\son\w+="/);
  const files = [...page.text.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(2);
  for (const file of [...files, '/page/store.js']) {
    const answer = await ask(new URL(file, url).href);
    expect(answer.status, file).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/(css|javascript); charset=utf-8$/);
  }
});

test('serves actors, drawings and nothing outside its folder', async () => {
  const { url, id, key } = await serve();
  expect(JSON.parse((await ask(`${url}actors`)).text)).toMatchObject([{ id, machine: 'light' }]);
  const actor = await ask(`${url}actors/${encodeURIComponent(id)}`);
  expect(JSON.parse(actor.text)).toMatchObject({
    id,
    snapshot: { value: 'off' },
    accepts: ['toggle'],
  });
  const chart = await ask(`${url}charts/${key}`);
  expect(chart.status).toBe(200);
  expect(chart.headers['content-type']).toBe('image/svg+xml; charset=utf-8');
  expect(chart.text).toMatch(/^<svg/);
  const paths = [
    'page/..%2fhub.ts',
    'page/%2e%2e%2fhub.ts',
    'page/tsconfig.json',
    'page/none.js',
    'page/',
    'page',
    'charts/none',
    'actors/none',
    'actors/a/b/c',
    '%ff',
    'page/%ff',
    '/page/store.js',
  ];
  for (const path of paths) {
    const answer = await ask(url + path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'not_found' } });
  }
});

test('sends an event that the machine takes', async () => {
  const { url, id, actor } = await serve();
  const events = `${url}actors/${encodeURIComponent(id)}/events`;
  const send = async (type: string) =>
    (await ask(events, {}, 'POST', JSON.stringify({ type }))).status;
  expect(await send('toggle')).toBe(202);
  expect(actor.getSnapshot().value).toBe('on');
  expect(await send('explode')).toBe(409);
  expect((await ask(events, {}, 'POST', '{')).status).toBe(400);
  expect((await ask(events, {}, 'POST', `"${'x'.repeat(10_000)}"`)).status).toBe(400);
  expect((await ask(events, {}, 'PUT', '{}')).status).toBe(404);
  actor.stop();
  expect(await send('toggle')).toBe(404);
  const { url: other, id: off } = await serve({}, []);
  const refused = await ask(
    `${other}actors/${encodeURIComponent(off)}/events`,
    {},
    'POST',
    '{"type":"toggle"}',
  );
  expect(refused.status).toBe(403);
});

test('tells the feed what happens', async () => {
  const { url, actor } = await serve();
  const client = new WebSocket(`${url.replace('http', 'ws')}ws?batch=10&definitions=no`);
  const types: string[] = [];
  client.on('message', (data: Buffer) => {
    for (const { type } of JSON.parse(data.toString()) as { type: string }[]) types.push(type);
  });
  await once(client, 'open');
  actor.send({ type: 'toggle' });
  await expect
    .poll(() => types)
    .toEqual([
      '@xstate.actor',
      '@agent.hello',
      '@agent.history',
      '@xstate.event',
      '@xstate.snapshot',
    ]);
});

test('without a token serves this machine alone, and no page of another site', async () => {
  const { url, id } = await serve();
  const { host, origin } = new URL(url);
  const own = { Origin: origin };
  const foreign = { Origin: 'https://evil.example' };
  const events = `${url}actors/${encodeURIComponent(id)}/events`;
  expect((await ask(url, { Host: 'evil.example' })).status).toBe(403);
  expect((await ask(url, { Host: `127.0.0.1.evil.example:80` })).status).toBe(403);
  expect((await ask(url, { Host: 'localhost:1' })).status).toBe(200);
  expect((await ask(url, foreign)).status).toBe(403);
  expect((await ask(url, { Origin: 'null' })).status).toBe(403);
  expect((await ask(url, own)).status).toBe(200);
  const cross = { 'Sec-Fetch-Site': 'cross-site' };
  expect((await ask(url, cross)).status).toBe(200);
  expect((await ask(events, cross, 'POST', '{"type":"toggle"}')).status).toBe(403);
  expect(await upgrade(`${url}ws`, foreign)).toBe(403);
  expect(await upgrade(`${url}ws`, { Host: 'evil.example' })).toBe(403);
  expect(await upgrade(`${url}ws`, { Host: host, ...own })).toBe(101);
  expect(await upgrade(`${url}ws`)).toBe(101);
  expect(await upgrade(`${url}other`)).toBe(404);
});

test('with a token serves who knows it, and remembers a browser', async () => {
  const token = 'a token/with+signs';
  const { url } = await serve({ token });
  expect((await ask(url)).status).toBe(401);
  expect((await ask(url)).headers['www-authenticate']).toBe('Bearer');
  expect((await ask(`${url}page/store.js`)).status).toBe(401);
  expect(await upgrade(`${url}ws`)).toBe(401);
  expect((await ask(`${url}?token=wrong`)).status).toBe(401);
  expect(await upgrade(`${url}ws?token=${encodeURIComponent(token)}`)).toBe(401);

  const welcome = await ask(`${url}?actor=x&token=${encodeURIComponent(token)}`);
  expect(welcome.status).toBe(303);
  expect(welcome.headers['location']).toBe('/?actor=x');
  const [cookie = ''] = welcome.headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  expect(cookie).not.toContain('token');
  const Cookie = cookie.split(';')[0] ?? '';
  expect((await ask(url, { Cookie })).status).toBe(200);
  expect((await ask(url, { Cookie: `${Cookie}x` })).status).toBe(401);
  expect(await upgrade(`${url}ws`, { Cookie })).toBe(101);
  expect(await upgrade(`${url}ws`, { Cookie, Origin: 'https://evil.example' })).toBe(403);
  // To no other host.
  const away = await ask(`${url.slice(0, -1)}//evil.example/?token=${encodeURIComponent(token)}`);
  expect(away.headers['location']).toBe('/evil.example/');

  // What is no address does no harm.
  for (const path of ['//', '/%', '///a b']) {
    expect(await raw(url, `GET ${path} HTTP/1.1\r\nHost: localhost`)).toMatch(/^HTTP\/1.1 4\d\d /);
    const handshake = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade`;
    expect(await raw(url, handshake)).toMatch(/^HTTP\/1.1 4\d\d /);
  }

  const plain = await serve({ token: 'abc' });
  expect((await ask(plain.url, { Authorization: 'Bearer abc' })).status).toBe(200);
  expect((await ask(plain.url, { Authorization: 'Bearer abd' })).status).toBe(401);
  expect(await upgrade(`${plain.url}ws`, { Authorization: 'Bearer abc' })).toBe(101);
});

test('binds no address that others reach without a token, and closes with visitors there', async () => {
  const hub = new InspectionHub();
  await expect(serveInspector(hub, { host: '0.0.0.0' })).rejects.toThrow(/token/);
  await expect(serveInspector(hub, { token: '' })).rejects.toThrow(/empty/);
  const { url, close } = await serveInspector(hub);
  await expect(serveInspector(hub, { port: Number(new URL(url).port) })).rejects.toThrow(
    /EADDRINUSE/,
  );
  const client = new WebSocket(`${url.replace('http', 'ws')}ws`);
  await once(client, 'open');
  const closed = once(client, 'close');
  await close();
  await closed;
});
