import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { type RestServer, startRest } from '../support/rest-server.ts';

let server: RestServer;
beforeEach(async () => void (server = await startRest()));
afterEach(async () => await server.close());

describe('running it', () => {
  it('shows the actors, and sends people to the dashboard', async () => {
    expect(await (await fetch(server.url + '/actors')).json()).toMatchObject([
      { machine: 'supervisor' },
    ]);
    const root = await fetch(server.url, { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/dashboard']);
  });

  it('is alive, and ready with reasons', async () => {
    expect(await (await fetch(server.url + '/healthz')).json()).toEqual({ status: 'ok' });
    expect((await fetch(server.url + '/readyz')).status).toBe(200);
    server.deps.system.readiness = () =>
      Promise.resolve({ ready: false, reasons: ['the mailbox is refused'] });
    const unready = await fetch(server.url + '/readyz');
    expect(unready.status).toBe(503);
    expect(await unready.json()).toEqual({ ready: false, reasons: ['the mailbox is refused'] });
    server.deps.system.readiness = () => Promise.reject(new Failure('store.unavailable', 'locked'));
    expect(await (await fetch(server.url + '/readyz')).json()).toEqual({
      ready: false,
      reasons: ['locked'],
    });
  });
});
