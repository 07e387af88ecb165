import { Agent, get as httpGet, request } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import Koa from 'koa';
import { afterEach, expect, it } from 'vitest';
import { type Listening, listen } from '../../src/http/server.ts';

const open: Listening[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map(({ close }) => close()))));

async function start(handle: Koa.Middleware, graceMs = 300, port = 0): Promise<Listening> {
  const app = new Koa();
  app.silent = true;
  app.use(handle);
  const listening = await listen(app, { host: '127.0.0.1', port, graceMs });
  open.push(listening);
  return listening;
}

const hello: Koa.Middleware = (ctx) => void (ctx.body = 'hello');

async function closingTime({ close }: Listening): Promise<number> {
  const started = performance.now();
  await close();
  return performance.now() - started;
}

it('picks a port, and names HOST and PORT when one is taken', async () => {
  const { address } = await start(hello);
  expect(address.port).toBeGreaterThan(0);
  await expect(start(hello, 300, address.port)).rejects.toThrow(
    `HOST=127.0.0.1 PORT=${address.port}: another program listens there; stop it, or set PORT`,
  );
});

it('closes idle keep-alive connections at once', async () => {
  const listening = await start(hello);
  const agent = new Agent({ keepAlive: true });
  const [response] = await once(httpGet({ port: listening.address.port, agent }), 'response');
  response.resume();
  await once(response, 'end');
  expect(await closingTime(listening)).toBeLessThan(150);
  agent.destroy();
});

it('lets a request in work finish, and keeps its connection no longer', async () => {
  const listening = await start(async (ctx) => {
    await pause(100);
    ctx.body = 'finished';
  }, 5_000);
  const answer = fetch(`http://127.0.0.1:${listening.address.port}`);
  await once(listening.server, 'request');
  const took = await closingTime(listening);
  expect(await (await answer).text()).toBe('finished');
  expect(took).toBeLessThan(1_000);
});

it('ends what outlives the grace, a connection that never asked included', async () => {
  const listening = await start(() => new Promise<void>(() => undefined), 200);
  const { port } = listening.address;
  const silent = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(listening.server, 'connection');
  const stuck = request({ port })
    .on('error', () => undefined)
    .end();
  await once(listening.server, 'request');
  const took = await closingTime(listening);
  expect(took).toBeGreaterThan(150);
  expect(took).toBeLessThan(1_000);
  silent.destroy();
  stuck.destroy();
});

it('may be closed twice', async () => {
  const listening = await start(hello);
  await expect(Promise.all([listening.close(), listening.close()])).resolves.toHaveLength(2);
});
