import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { Outgoing } from '../../src/domain/outgoing.ts';
import { type Agent, mailboxAt, startAgent, workingDirectory } from '../support/agent.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { mailsIn } from '../support/folder-mails.ts';
import { mail } from '../support/mails.ts';
import { startSmtpScript } from '../support/smtp-script.ts';
import { startSmtpServer, type TestSmtpServer } from '../support/smtp-server.ts';

const users = Array.from({ length: 9 }, (_, i) => `user${i}`);
const us = 'Example Sales <sales@ourselves.example>';
let dovecot: Dovecot;
let smtp: TestSmtpServer;
let directory: Awaited<ReturnType<typeof workingDirectory>>;
let user = '';
let agent: Agent;

const account = () => dovecot.account(user);

/** Starts it (again) in this test's mailbox and directory. */
async function start(more: Record<string, string> = {}): Promise<void> {
  const smtpAt = { SMTP_URL: smtp.url, SMTP_FROM: us };
  const env = { ...mailboxAt(dovecot.port, user), ...smtpAt, IMAP_BACKFILL: 'all', ...more };
  agent = await startAgent(env, directory.path);
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error(`${what} did not come\n${agent.output.slice(-10).join('\n')}`);
}

/** A question of a customer, in the middle of a thread, and the draft that answers it. */
async function draftOf(name: string): Promise<Draft> {
  await dovecot.deliver(
    user,
    mail({
      from: `${name} Löwe <${name.toLowerCase()}@globex.example>`,
      subject: `Pricing for ${name}`,
      body: `Hello,\n\nwe are 20 people and would like a quote and a short demo.\n\n${name}`,
      headers: [
        'In-Reply-To: <b@ourselves.example>',
        'References: <a@x.example> <b@ourselves.example>',
      ],
    }),
  );
  const made = (draft: Draft) => draft.subject === `Pricing for ${name}`;
  return await until('the draft', async () => (await agent.drafts()).find(made));
}

async function order(draft: Draft, what: string): Promise<{ status: number; draft: Draft }> {
  const { id, version } = draft;
  const answer = await agent.post(`/drafts/${id}/${what}`, { version });
  return { status: answer.status, draft: (await answer.json()) as Draft };
}

async function outgoing(draft: Draft): Promise<Outgoing[]> {
  return (await agent.get<{ items: Outgoing[] }>(`/drafts/${draft.id}/outgoing`)).items;
}

const becomes = (draft: Draft, state: Outgoing['state']) =>
  until(`an outgoing that is ${state}`, async () =>
    (await outgoing(draft)).find((one) => one.state === state),
  );
const statusOf = async ({ id }: Draft) => (await agent.get<Draft>(`/drafts/${id}`)).status;

describeWithDovecot('a reply that a person has approved', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users });
  });
  beforeEach(async () => {
    user = users.shift() ?? '';
    smtp = await startSmtpServer({ user: 'sales', pass: 'p@ss word' });
    directory = await workingDirectory();
    await start();
  });
  afterEach(async () => {
    await agent.stop('SIGKILL');
    await smtp.close();
    await directory.remove();
  });
  afterAll(() => dovecot.stop());

  test('is saved as one threaded draft, however often it is asked for', async () => {
    const draft = await draftOf('Ada');
    expect((await order(draft, 'save-to-mailbox')).status).toBe(202);
    await order(draft, 'save-to-mailbox');
    const saved = await becomes(draft, 'done');
    expect(saved).toMatchObject({ kind: 'save', folder: 'Drafts', error: null });
    // Once more, when it is there already.
    await order(await agent.get<Draft>(`/drafts/${draft.id}`), 'save-to-mailbox');
    await until('the second wish', async () => {
      const all = await outgoing(draft);
      return all.length === 2 && all.every(({ state }) => state === 'done') ? all : undefined;
    });

    const folder = await mailsIn(account(), 'Drafts');
    expect(folder).toHaveLength(1);
    const [one] = folder;
    expect(one?.flags).toContain('\\Draft');
    expect(one?.mail).toMatchObject({
      messageId: saved.messageId,
      inReplyTo: draft.messageId,
      references: ['<a@x.example>', '<b@ourselves.example>', draft.messageId],
      subject: draft.reply?.subject,
    });
    expect(one?.mail.from?.text).toContain('sales@ourselves.example');
    expect(one?.mail.to).toMatchObject({
      value: [{ name: 'Ada Löwe', address: 'ada@globex.example' }],
    });
    expect(one?.mail.text).toContain(draft.reply?.body.split('\n')[0]);
    expect(one?.mail.text).toContain('\n> we are 20 people');
    expect(one?.raw).not.toContain('Auto-Submitted');
    expect(await statusOf(draft)).toBe('drafted');
    expect(smtp.taken).toEqual([]);
  });

  test('is sent once, and a copy of the same octets lies in Sent', async () => {
    const draft = await draftOf('Ben');
    expect((await order(draft, 'send')).status).toBe(409);
    const { draft: approved } = await order(draft, 'approve');
    const { status, draft: sending } = await order(approved, 'send');
    expect([status, sending.status]).toEqual([202, 'sending']);
    await order(approved, 'send');
    const sent = await becomes(draft, 'done');
    expect(await statusOf(draft)).toBe('sent');

    expect(smtp.taken).toMatchObject([
      { from: 'sales@ourselves.example', to: ['ben@globex.example'], user: 'sales' },
    ]);
    expect(await smtp.mail(0)).toMatchObject({
      messageId: sent.messageId,
      inReplyTo: draft.messageId,
      subject: draft.reply?.subject,
      from: { value: [{ name: 'Example Sales', address: 'sales@ourselves.example' }] },
    });
    const folder = await mailsIn(account(), 'Sent');
    expect(folder.map(({ flags }) => flags)).toEqual([['\\Seen']]);
    expect(folder[0]?.raw.trimEnd()).toBe(smtp.taken[0]?.source.toString('latin1').trimEnd());
    // Who asked was a program, and the letter says so (RFC 3834).
    expect(folder[0]?.raw).toMatch(/^Auto-Submitted: auto-replied\r$/m);
  });

  test('waits while the SMTP server is away, and goes when it is back', async () => {
    smtp.faults.mail = { reply: 451, text: 'try again later' };
    const draft = await draftOf('Cleo');
    await order((await order(draft, 'approve')).draft, 'send');
    const waiting = await until('a failed try', async () =>
      (await outgoing(draft)).find(({ attempts }) => attempts === 1),
    );
    expect(waiting.error).toMatch(/^smtp\.unavailable: /);
    expect([waiting.state, await statusOf(draft)]).toEqual(['queued', 'sending']);
    delete smtp.faults.mail;
    await becomes(draft, 'done');
    expect(smtp.taken).toHaveLength(1);
    expect(agent.output.join('\n')).not.toContain('p@ss word');
  });

  test('that the server refuses has failed, and can be sent again', async () => {
    smtp.faults.rcpt = { reply: 550, text: 'no such user' };
    const draft = await draftOf('Dora');
    await order((await order(draft, 'approve')).draft, 'send');
    const failed = await becomes(draft, 'failed');
    expect(failed.error).toMatch(/^smtp\.rejected: .*no such user/);
    expect(await statusOf(draft)).toBe('failed');
    delete smtp.faults.rcpt;
    await order(await agent.get<Draft>(`/drafts/${draft.id}`), 'send');
    await becomes(draft, 'done');
    expect([smtp.taken.length, await statusOf(draft)]).toEqual([1, 'sent']);
  });

  test('whose outcome is lost is unknown and not sent again, not by a restart either', async () => {
    smtp.faults.letter = 'drop';
    const draft = await draftOf('Emil');
    await order((await order(draft, 'approve')).draft, 'send');
    const lost = await becomes(draft, 'unknown');
    expect(lost.error).toMatch(/^smtp\.unknown: /);
    expect(await statusOf(draft)).toBe('unknown');
    expect(await agent.stop()).toBe(0);
    await start();
    // Longer than the dispatch rests.
    await sleep(6_000);
    expect([smtp.taken.length, await statusOf(draft)]).toEqual([1, 'unknown']);
    expect(await mailsIn(account(), 'Sent')).toEqual([]);
  });

  test('that is on its way when the process is stopped arrives, and is copied by the next', async () => {
    let taken = () => {};
    const reached = new Promise<void>((resolve) => (taken = resolve));
    const slow = await startSmtpScript({
      '.': (c) => {
        taken();
        setTimeout(() => c.send('250 taken'), 1_000);
      },
    });
    await agent.stop();
    await start({ SMTP_URL: `smtp://127.0.0.1:${slow.port}` });
    const draft = await draftOf('Fay');
    await order((await order(draft, 'approve')).draft, 'send');
    await reached;
    expect(await agent.stop()).toBe(0);
    await start();
    const sent = await becomes(draft, 'done');
    expect([sent.folder, await statusOf(draft)]).toEqual(['Sent', 'sent']);
    expect(slow.lines.filter((line) => line === 'DATA')).toHaveLength(1);
    expect(smtp.connections).toBe(0);
    expect(await mailsIn(account(), 'Sent')).toHaveLength(1);
    await slow.close();
  });

  test('in the process of the API goes out from the agent', async () => {
    const draft = await draftOf('Hal');
    const env = { ROLE: 'api', SMTP_URL: smtp.url, SMTP_FROM: us };
    const api = await startAgent(env, directory.path);
    const order = async (what: string, { version }: Draft) => {
      const answer = await api.post(`/drafts/${draft.id}/${what}`, { version });
      return (await answer.json()) as Draft;
    };
    await order('send', await order('approve', draft));
    await becomes(draft, 'done');
    expect([smtp.taken.length, await statusOf(draft)]).toEqual([1, 'sent']);
    expect(await api.get(`/drafts/${draft.id}`)).toMatchObject({ status: 'sent' });
    await api.stop();
  });

  test('is not sent by an agent without SMTP_URL, which says so', async () => {
    const draft = await draftOf('Gus');
    const { draft: approved } = await order(draft, 'approve');
    await agent.stop();
    await start({ SMTP_URL: '', SMTP_FROM: '' });
    const refused = await agent.post(`/drafts/${draft.id}/send`, { version: approved.version });
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining('SMTP_URL'),
    ]);
    await order(approved, 'save-to-mailbox');
    await becomes(draft, 'done');
    expect(await mailsIn(account(), 'Drafts')).toHaveLength(1);
  });
});

test('in the demo, a reply is saved to its mailbox and none is sent', async () => {
  directory = await workingDirectory();
  agent = await startAgent({}, directory.path);
  const draft = await until('a draft', async () =>
    (await agent.drafts()).find(({ status }) => status === 'drafted'),
  );
  await order(draft, 'save-to-mailbox');
  expect(await becomes(draft, 'done')).toMatchObject({ folder: 'Drafts', error: null });
  const { draft: approved } = await order(draft, 'approve');
  expect((await order(approved, 'send')).status).toBe(409);
  expect(await agent.stop()).toBe(0);
  await directory.remove();
});
