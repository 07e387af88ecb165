import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { InspectionHub, onWebSocket, serveInspector } from '../../src/inspector/index.ts';
import { h2c, handshake, rawClient } from '../support/raw-request.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** Answers with what it was asked; takes no upgrade. */
async function echo(): Promise<{ server: Server; port: number; upgrades: string[] }> {
  const upgrades: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
      const { method, url, headers } = request;
      response.end(JSON.stringify({ method, url, headers, body }));
    })();
  });
  onWebSocket(server, ({ url = '' }, socket) => {
    upgrades.push(url);
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  return { server, port: (server.address() as AddressInfo).port, upgrades };
}

function ask(port: number, request: string) {
  const client = rawClient(port, request);
  cleanUps.push(() => client.socket.destroy());
  return client;
}

const host = 'Host: 127.0.0.1\r\n';
const body = 'ü'.repeat(50_000);
const size = `Content-Length: ${Buffer.byteLength(body)}\r\n`;

test('a wish for another protocol changes nothing, with a body or without', async () => {
  const { port } = await echo();
  const get = ask(port, `GET /a?b=1 HTTP/1.1\r\n${host}X-Twice: 1\r\nX-Twice: 2\r\n${h2c}\r\n`);
  await expect.poll(get.text).toContain('"body":""');
  expect(get.text()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  const seen = JSON.parse(
    get
      .text()
      .split('\r\n\r\n')[1]
      ?.replace(/^[^{]*|[^}]*$/g, '') ?? '',
  );
  expect(seen).toMatchObject({ method: 'GET', url: '/a?b=1', headers: { 'x-twice': '1, 2' } });
  expect(seen.headers).not.toHaveProperty('upgrade');

  const post = ask(port, `POST /b HTTP/1.1\r\n${host}${size}${h2c}\r\n`);
  // The body comes in pieces, some of them long after the head.
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += 30_000) {
    post.socket.write(bytes.subarray(at, at + 30_000));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await expect.poll(() => Buffer.from(post.text(), 'latin1').toString()).toContain(body);

  const whole = ask(port, `POST /c HTTP/1.1\r\n${host}${size}${h2c}\r\n${body}`);
  await expect.poll(() => Buffer.from(whole.text(), 'latin1').toString()).toContain(body);
});

test('the connection is kept, and another request on it is answered as well', async () => {
  const { port, upgrades } = await echo();
  const one = `GET /1 HTTP/1.1\r\n${host}${h2c}\r\n`;
  const two = `POST /2 HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n${h2c}\r\n3\r\nabc\r\n0\r\n\r\n`;
  const client = ask(port, one);
  await expect.poll(client.text).toContain('"url":"/1"');
  client.socket.write(two);
  await expect.poll(client.text).toContain('"body":"abc"');
  client.socket.write(`GET /3 HTTP/1.1\r\n${host}${handshake}\r\n`);
  await expect.poll(() => upgrades).toEqual(['/3']);
});

test('the inspector alone answers such clients too', async () => {
  const { url, close } = await serveInspector(new InspectionHub());
  cleanUps.push(close);
  const client = ask(Number(new URL(url).port), `GET /actors HTTP/1.1\r\n${host}${h2c}\r\n`);
  await expect.poll(client.text).toMatch(/^HTTP\/1\.1 200 OK[^]*\[\]/);
});

test('a refused upgrade ends the connection, whatever the client does', async () => {
  const { url, close } = await serveInspector(new InspectionHub());
  const client = ask(Number(new URL(url).port), `GET /none HTTP/1.1\r\n${host}${handshake}\r\n`);
  await expect.poll(client.text).toMatch(/^HTTP\/1\.1 404 /);
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('still open'), 2_000));
  expect(await Promise.race([close().then(() => 'closed'), late])).toBe('closed');
});
