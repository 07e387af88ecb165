import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { restApi } from '../../../src/adapters/rest-api/index.ts';
import { aDraft } from '../../support/a-draft.ts';

const servers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of servers.splice(0)) await close();
});

/** An API that answers as it is told and keeps what it was sent. */
async function api(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const received: { authorization: string | undefined; url: string; body: unknown }[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      received.push({ authorization: request.headers.authorization, url: request.url ?? '', body });
      answer(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, received };
}

const never = new AbortController().signal;

test('posts the draft with the token; 201 and 200 are arrivals, 409 means a person was there', async () => {
  let status = 201;
  const { url, received } = await api((_, response) => response.writeHead(status).end('{}'));
  const sink = restApi({ url: `${url}/`, token: 'sesame' });
  const draft = aDraft();
  expect(await sink.deliver(draft, never)).toBe('stored');
  status = 200;
  expect(await sink.deliver(draft, never)).toBe('stored');
  status = 409;
  expect(await sink.deliver(draft, never)).toBe('kept');
  expect(received[0]).toMatchObject({ authorization: 'Bearer sesame', url: '/drafts' });
  expect(received[0]?.body).toEqual(JSON.parse(JSON.stringify(draft)));
});

test.each([400, 413, 422])('%i refuses this draft, with the answer', async (status) => {
  const { url } = await api((_, response) =>
    response.writeHead(status).end('{"error":{"code":"invalid","message":"subject is missing"}}'),
  );
  await expect(restApi({ url }).deliver(aDraft(), never)).rejects.toMatchObject({
    code: 'api.rejected',
    message: expect.stringContaining('subject is missing'),
  });
});

test.each([
  [401, /API_TOKEN/],
  [404, /API_URL/],
  [429, /429/],
  [500, /500/],
  [503, /503/],
])('%i may pass, and says what to look at', async (status, hint) => {
  const { url } = await api((_, response) =>
    response.writeHead(status, { 'retry-after': '7' }).end('no'),
  );
  await expect(restApi({ url, token: 'sesame' }).deliver(aDraft(), never)).rejects.toMatchObject({
    code: 'api.unavailable',
    message: expect.stringMatching(hint),
    retryAfterMs: 7_000,
  });
});

test('no connection, a redirect and a silent server may pass too', async () => {
  const gone = restApi({ url: 'http://127.0.0.1:1' });
  await expect(gone.deliver(aDraft(), never)).rejects.toMatchObject({ code: 'api.unavailable' });
  const { url } = await api((_, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  );
  await expect(restApi({ url }).deliver(aDraft(), never)).rejects.toMatchObject({
    code: 'api.unavailable',
  });
  const silent = await api(() => undefined);
  await expect(
    restApi({ url: silent.url, timeoutMs: 50 }).deliver(aDraft(), never),
  ).rejects.toMatchObject({ code: 'api.unavailable' });
});
