import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rawClient } from '../support/raw-request.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRest();
});
afterEach(() => server.close());

async function ask(target: string): Promise<string> {
  const { port } = server.address;
  const head = `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;
  const { socket, text } = rawClient(port, head);
  socket.once('end', () => socket.destroy());
  await once(socket, 'close');
  return text();
}

it.each(['http://[::1', 'http://a:99999999/', 'HTTP://%/'])(
  'refuses %s, which nothing behind it could read, and lives on',
  async (target) => {
    const answer = await ask(target);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"bad_request"');
    expect(answer).toContain('nosniff');
    expect(await ask('/healthz')).toMatch(/^HTTP\/1\.1 200 /);
  },
);

it('leaves a fragment out, whatever stands before it', async () => {
  expect(await ask('/healthz#x')).toMatch(/^HTTP\/1\.1 200 /);
  // Koa would take `a@[::1` for a host, which it is not.
  expect(await ask('//a@[::1#x')).toMatch(/^HTTP\/1\.1 404 /);
});

it('takes the absolute form, and the host that it names', async () => {
  const { port } = server.address;
  expect(await ask(`http://127.0.0.1:${port}/healthz?x=1`)).toMatch(/^HTTP\/1\.1 200 /);
  expect(await ask('http://evil.example/drafts')).toMatch(/^HTTP\/1\.1 403 /);
});
