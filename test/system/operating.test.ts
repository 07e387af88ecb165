import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LedgerEntry, Readiness } from '../../src/ports.ts';
import { type Agent, startAgent, workingDirectory, mailboxAt } from '../support/agent.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { mail } from '../support/mails.ts';

/** More than two polls, and more than the supervisor looks by itself. */
const longEnoughMs = 6_000;

describeWithDovecot('orders to the running program', () => {
  let dovecot: Dovecot;
  let agent: Agent;
  let removeDirectory: () => Promise<void>;

  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['alice'] });
    const { path, remove } = await workingDirectory();
    removeDirectory = remove;
    agent = await startAgent(
      {
        ...mailboxAt(dovecot.port, 'alice'),
        IMAP_POLL_SECONDS: '2',
      },
      path,
    );
  });

  afterAll(async () => {
    await agent.stop('SIGKILL');
    await removeDirectory();
    await dovecot.stop();
  });

  async function order<T>(path: string): Promise<T> {
    const response = await fetch(agent.url + path, { method: 'POST' });
    expect(response.status, path).toBe(200);
    return (await response.json()) as T;
  }

  async function inbox(): Promise<LedgerEntry> {
    const [entry] = await agent.ledger();
    if (!entry) throw new Error('the folder is not in the ledger');
    return entry;
  }

  async function readiness(): Promise<Readiness & { status: string }> {
    return (await (await fetch(`${agent.url}/readyz`)).json()) as Readiness & {
      status: string;
    };
  }

  let sent = 0;
  async function deliver(): Promise<void> {
    sent += 1;
    const body = `Could you send me a quote for ${sent} seats?`;
    const raw = mail({ from: `C${sent} <c${sent}@lead.example>`, subject: `Quote ${sent}`, body });
    await dovecot.deliver('alice', raw);
  }

  test('a pause of the supervisor: mail is taken in, nothing is worked', async () => {
    await deliver();
    await agent.settled(1);
    await expect.poll(() => order('/supervisor/pause')).toEqual({ state: 'paused' });
    await deliver();
    await expect
      .poll(async () => (await inbox()).counts, { timeout: 10_000 })
      .toEqual({
        done: 1,
        parsing: 1,
      });
    await sleep(longEnoughMs);
    expect((await inbox()).counts).toEqual({ done: 1, parsing: 1 });
    expect(await readiness()).toMatchObject({
      ready: true,
      status: 'degraded',
      reasons: [expect.stringContaining('work is paused by a person')],
    });
    const { state } = await order<{ state: string }>('/supervisor/resume');
    expect(['waiting', 'pumping']).toContain(state);
    await agent.settled(2);
    expect(await readiness()).toEqual({ ready: true, status: 'ready', reasons: [] });
  });

  test('a pause of a mailbox: it is left, and found again with all that came', async () => {
    const { id } = await inbox();
    await expect
      .poll(() => order<LedgerEntry>(`/mailboxes/${id}/pause`))
      .toMatchObject({ id, mailbox: 'INBOX', state: 'paused' });
    await deliver();
    await sleep(longEnoughMs);
    expect((await inbox()).counts).toEqual({ done: 2 });
    expect((await inbox()).state).toBe('paused');
    expect((await readiness()).reasons).toEqual([
      expect.stringMatching(/^INBOX: paused by a person/),
    ]);
    // Only `resume` ends it.
    expect(await order(`/mailboxes/${id}/retry`)).toMatchObject({ state: 'paused' });
    expect(await order(`/mailboxes/${id}/resume`)).toMatchObject({ state: 'connecting' });
    await agent.settled(3);
  });

  test('a lost mail server: retry does not wait', async () => {
    const { id } = await inbox();
    await dovecot.crash();
    await expect.poll(async () => (await inbox()).state, { timeout: 20_000 }).toBe('backingOff');
    expect((await readiness()).reasons).toEqual([
      expect.stringMatching(/^INBOX: .*check IMAP_HOST/),
    ]);
    await dovecot.start();
    await order(`/mailboxes/${id}/retry`);
    await expect.poll(async () => (await inbox()).state, { timeout: 10_000 }).toBe('watching');
  });
});
