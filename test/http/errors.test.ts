import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RestServer, send, startRest } from '../support/rest-server.ts';

let server: RestServer;
beforeEach(async () => void (server = await startRest()));
afterEach(async () => await server.close());

const html = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

it('answers 404 in JSON to programs and as a page to browsers', async () => {
  const program = await send(`${server.url}/nothing`);
  expect(program.status).toBe(404);
  expect(JSON.parse(program.body)).toEqual({
    error: { code: 'not_found', message: 'There is nothing at this address' },
  });
  const browser = await send(`${server.url}/nothing`, { headers: html });
  expect(browser.status).toBe(404);
  expect(browser.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(browser.body).toContain('<h1>404 Not Found</h1>');
});

it('escapes what a page repeats of the address', async () => {
  const page = await send(`${server.url}/drafts/%3Cscript%3Ealert(1)%3C%2Fscript%3E`, {
    headers: html,
  });
  expect(page.status).toBe(404);
  expect(page.body).toContain('&lt;script&gt;');
  expect(page.body).not.toContain('<script>');
});

it('answers 405 with the methods that there are', async () => {
  const wrong = await send(`${server.url}/drafts/1`, { method: 'DELETE' });
  expect(wrong.status).toBe(405);
  expect(wrong.headers.allow).toBe('GET, HEAD, PATCH');
  expect(JSON.parse(wrong.body)).toMatchObject({ error: { code: 'method_not_allowed' } });
  const options = await send(`${server.url}/drafts`, { method: 'OPTIONS' });
  expect([options.status, options.headers.allow]).toEqual([204, 'GET, HEAD, POST']);
});

it('tells nothing of a defect but the id under which it is logged', async () => {
  server.deps.drafts.get = () => Promise.reject(new Error('a secret at line 7'));
  for (const headers of [{}, html]) {
    server.logged.length = 0;
    const answer = await send(`${server.url}/drafts/1?q=ada@lead.example`, { headers });
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(JSON.parse(server.logged[0] ?? '')).toMatchObject({
      requestId: answer.headers['x-request-id'],
      path: '/drafts/1',
      err: { message: 'a secret at line 7' },
    });
    expect(server.logged.join()).not.toContain('ada@lead.example');
  }
});

it.each(['/drafts', '/nothing', '/healthz'])('sends the security headers with %s', async (path) => {
  const { headers } = await send(server.url + path);
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  });
});
