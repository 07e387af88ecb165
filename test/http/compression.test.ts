import { afterEach, beforeEach, expect, it } from 'vitest';
import { aDraft } from '../support/a-draft.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';

let server: RestServer;
beforeEach(async () => void (server = await startRest()));
afterEach(async () => await server.close());

async function fill(count: number): Promise<void> {
  for (let uid = 1; uid <= count; uid++) {
    await server.deps.drafts.put(aDraft({ key: `k/${uid}`, uid }));
  }
}

const get = (path: string, encoding: string, init: RequestInit = {}) =>
  fetch(server.url + path, { headers: { 'Accept-Encoding': encoding }, ...init });

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['*', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', null],
  ['', null],
])('answers Accept-Encoding "%s" with %s', async (accepted, encoding) => {
  await fill(5);
  const plain = await (await get('/drafts', 'identity')).json();
  const response = await get('/drafts', accepted);
  expect(response.headers.get('content-encoding')).toBe(encoding);
  expect(response.headers.get('vary')).toContain('Accept-Encoding');
  expect(await response.json()).toEqual(plain);
});

it('leaves small answers, event streams and mail as they are', async () => {
  const { headers } = await get('/healthz', 'gzip, br');
  expect(headers.get('content-encoding')).toBeNull();
  const leaving = new AbortController();
  const stream = await get('/events', 'gzip, br', { signal: leaving.signal });
  expect(stream.headers.get('content-encoding')).toBeNull();
  leaving.abort();
});

it('tells HEAD what GET would be sent', async () => {
  await fill(5);
  const whole = await get('/drafts', 'gzip');
  const head = await get('/drafts', 'gzip', { method: 'HEAD' });
  expect(head.headers.get('content-encoding')).toBe('gzip');
  expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'));
});

it('is worth it', async () => {
  await fill(20);
  const plain = Number((await get('/drafts', 'identity')).headers.get('content-length'));
  const small = Number((await get('/drafts', 'br')).headers.get('content-length'));
  expect(small).toBeLessThan(plain / 5);
});
