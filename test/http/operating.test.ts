import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { LedgerEntry } from '../../src/ports.ts';
import { aFolder, quarantine } from '../support/a-message.ts';
import { jsonOf, type RestServer, send, startRest } from '../support/rest-server.ts';

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
    expect(await unready.json()).toEqual({
      ready: false,
      status: 'unready',
      reasons: ['the mailbox is refused'],
    });
    const checks = [{ name: 'llm', status: 'degraded' as const, reason: 'it is away' }];
    server.deps.system.readiness = () =>
      Promise.resolve({ ready: true, reasons: ['it is away'], checks });
    const degraded = await fetch(server.url + '/readyz?verbose');
    expect(degraded.status).toBe(200);
    expect(await degraded.json()).toEqual({
      ready: true,
      status: 'degraded',
      reasons: ['it is away'],
      checks,
    });
    server.deps.system.readiness = () => Promise.reject(new Failure('store.unavailable', 'locked'));
    expect(await (await fetch(server.url + '/readyz')).json()).toEqual({
      ready: false,
      status: 'unready',
      reasons: ['locked'],
    });
  });
});

/** The answer's status and body. */
async function post(path: string): Promise<[number, unknown]> {
  const { status, body } = await send(server.url + path, { method: 'POST' });
  return [status, JSON.parse(body)];
}

describe('POST /supervisor/pause and /resume', () => {
  it('show the state, however often they are asked', async () => {
    expect(await post('/supervisor/pause')).toEqual([200, { state: 'paused' }]);
    expect(await post('/supervisor/pause')).toEqual([200, { state: 'paused' }]);
    expect(await post('/supervisor/resume')).toEqual([200, { state: 'waiting' }]);
    expect(server.machines.orders).toEqual(['pause', 'pause', 'resume']);
  });

  it('are for our own pages only', async () => {
    const foreign = { method: 'POST', headers: { Origin: 'https://evil.example' } };
    expect((await send(`${server.url}/supervisor/pause`, foreign)).status).toBe(403);
    expect(server.machines.orders).toEqual([]);
  });
});

describe('POST /mailboxes/:id/retry, /pause and /resume', () => {
  let inbox: LedgerEntry;
  beforeEach(async () => {
    await aFolder(server.deps.messages);
    const { mailboxes } = await jsonOf<{ mailboxes: LedgerEntry[] }>(fetch(server.url + '/ledger'));
    if (!mailboxes[0]) throw new Error('no folder');
    inbox = mailboxes[0];
  });

  it('tell the folder with that number in the ledger, and show its state', async () => {
    const paused = await post(`/mailboxes/${inbox.id}/pause`);
    expect(paused).toEqual([200, { ...inbox, state: 'paused' }]);
    expect(await post(`/mailboxes/${inbox.id}/resume`)).toMatchObject([
      200,
      { state: 'connecting' },
    ]);
    expect(await post(`/mailboxes/${inbox.id}/retry`)).toMatchObject([
      200,
      { state: 'connecting' },
    ]);
    expect(server.machines.orders).toEqual(['pause INBOX', 'resume INBOX', 'retry INBOX']);
  });

  it('answer 404 to a number that no folder has', async () => {
    for (const id of ['99', '0', 'INBOX']) {
      expect((await post(`/mailboxes/${id}/retry`))[0]).toBe(404);
    }
  });

  it('answer 409 for a folder that is in the ledger and no longer watched', async () => {
    delete server.machines.states.mailboxes['INBOX'];
    const [status, body] = await post(`/mailboxes/${inbox.id}/retry`);
    expect(status).toBe(409);
    expect(JSON.stringify(body)).toContain('IMAP_MAILBOX');
  });
});

describe('where the machines run in another process', () => {
  it('retry and discard work through the shared database', async () => {
    Object.assign(server.deps.system, { machines: null });
    const { fetched } = await aFolder(server.deps.messages);
    await quarantine(server.deps.messages);
    expect(await post(`/messages/${fetched}/discard`)).toMatchObject([200, { stage: 'skipped' }]);
    expect(await post(`/messages/${fetched}/retry`)).toMatchObject([200, { stage: 'parsing' }]);
  });

  it('every order to them is a 409 that names the fix', async () => {
    await aFolder(server.deps.messages);
    const [entry] = await server.deps.messages.ledger();
    Object.assign(server.deps.system, { machines: null });
    const paths = [
      '/supervisor/pause',
      '/supervisor/resume',
      ...['retry', 'pause', 'resume'].map((order) => `/mailboxes/${entry?.id}/${order}`),
    ];
    for (const path of paths) {
      const [status, body] = await post(path);
      expect(status, path).toBe(409);
      expect(JSON.stringify(body), path).toContain('ROLE=all');
    }
  });
});
