import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import { type Agent, countsOf, startAgent, workingDirectory, mailboxAt } from '../support/agent.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { indigestibleMail, mail, type TestMail, variedMails } from '../support/mails.ts';

const users = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'];
let dovecot: Dovecot;
let llm: LlmServer;
const cleanUps: (() => Promise<unknown>)[] = [];

function environment(user: string): Record<string, string> {
  return {
    ...mailboxAt(dovecot.port, user),
    SENDER_DAILY_CAP: '100',
    SIGNATURE_NAME: 'Dana Example',
    LOG_LEVEL: 'info',
  };
}

function withLlm(user: string): Record<string, string> {
  return { ...environment(user), OPENAI_BASE_URL: llm.baseUrl, OPENAI_MODEL: 'stand-in-1' };
}

async function start(env: Record<string, string>, cwd?: string): Promise<Agent> {
  const directory = cwd ? null : await workingDirectory();
  const agent = await startAgent(env, cwd ?? directory?.path ?? '');
  cleanUps.push(() => agent.stop('SIGKILL'));
  if (directory) cleanUps.push(directory.remove);
  return agent;
}

/** Each mail's draft, found by its Message-ID. */
function pairs(mails: TestMail[], drafts: Draft[]): [TestMail, Draft][] {
  const byId = new Map(drafts.map((draft) => [draft.messageId, draft]));
  return mails.map((m) => {
    const id = /^Message-ID: (.+)\r$/m.exec(m.raw)?.[1] ?? '';
    const draft = byId.get(id);
    if (!draft) throw new Error(`no draft for ${id}`);
    return [m, draft];
  });
}

describeWithDovecot('the whole path over Dovecot', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users });
    llm = await startLlmServer();
  });

  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
    await llm.close();
    await dovecot.stop();
  });

  test('60 varied mails and one delivered while watching', async () => {
    const mails = variedMails(60);
    await dovecot.fill('alice', 60, (i) => mails[i]?.raw ?? '');
    const agent = await start(withLlm('alice'));
    await agent.settled(60);

    const [entry] = await agent.ledger();
    expect(entry).toMatchObject({ mailbox: 'INBOX', gaps: [], counts: { done: 60 }, cursor: 60 });
    const drafts = await agent.drafts();
    expect(drafts).toHaveLength(60);
    for (const [{ expect: wanted }, draft] of pairs(mails, drafts)) {
      expect(Object.keys(draft).toSorted()).toEqual(contractFields);
      expect(draft.reply !== null).toBe(wanted.reply);
      expect(draft.automated).toBe(wanted.automated ?? false);
      if (wanted.category) expect(draft.category).toBe(wanted.category);
      if (draft.reply) {
        expect(draft.status).toBe('drafted');
        expect(draft.reply.body).toMatch(/Dana Example$/);
      } else {
        expect(draft.status).toBe('no_reply');
        expect(draft.noReplyReason).toBeTruthy();
      }
      expect(draft.provenance.fallback).toBe(false);
      expect(draft.confidence).toBeGreaterThanOrEqual(0);
      expect(draft.confidence).toBeLessThanOrEqual(1);
    }
    const globex = drafts.find((draft) => draft.sender.address.endsWith('@globex.com'));
    expect(globex?.crm).toMatchObject({ company: 'Globex', industry: 'Retail', size: '500-1000' });

    // Not a flag was changed by all that.
    const flags = await dovecot.flags('alice');
    expect([...flags.values()].every((set) => !set.includes('\\Seen'))).toBe(true);

    const before = performance.now();
    await dovecot.deliver(
      'alice',
      mail({
        from: 'New <new@late.example>',
        subject: 'A late question',
        body: 'Could you send me a quote for 5 seats?',
      }),
    );
    for (;;) {
      const { items } = await agent.get<{ items: Draft[] }>('/drafts?limit=1');
      if (items[0]?.subject === 'A late question') break;
      expect(performance.now() - before).toBeLessThan(2_000);
      await sleep(20);
    }

    const message = await agent.message(drafts[0]?.message ?? 0);
    expect(message.journey.map(({ to }) => to)).toEqual([
      'parsing',
      'classifying',
      'enriching',
      'drafting',
      'summarizing',
      'persisting',
      'done',
    ]);
    const raw = await fetch(`${agent.url}/messages/${message.id}/raw`);
    expect(raw.headers.get('content-type')).toBe('message/rfc822');
    expect(await raw.text()).toContain(drafts[0]?.messageId ?? 'none');
    expect(await agent.stop()).toBe(0);
  });

  test.each(['without an LLM', 'with an LLM that answers 500'])(
    '%s every draft is a marked fallback',
    async (how) => {
      const user = how.startsWith('without') ? 'bob' : 'carol';
      const mails = variedMails(60);
      await dovecot.fill(user, 60, (i) => mails[i]?.raw ?? '');
      if (user === 'carol') llm.setBehaviour({ status: 500 });
      const agent = await start(user === 'bob' ? environment(user) : withLlm(user));
      await agent.settled(60);
      llm.reset();
      const drafts = await agent.drafts();
      expect(drafts).toHaveLength(60);
      for (const [{ expect: wanted }, draft] of pairs(mails, drafts)) {
        expect(draft.reply !== null).toBe(wanted.reply);
        expect(draft.provenance.fallback).toBe(!wanted.automated);
      }
      expect(await agent.stop()).toBe(0);
    },
  );

  test('SIGTERM during work, and a second start: everything goes on, nothing is drafted twice', async () => {
    const mails = variedMails(60);
    await dovecot.fill('dave', 60, (i) => mails[i]?.raw ?? '');
    llm.setBehaviour({ delayMs: 150 });
    const { path, remove } = await workingDirectory();
    cleanUps.push(remove);
    const first = await start({ ...withLlm('dave'), CONCURRENCY: '4' }, path);
    while ((countsOf(await first.ledger()).done ?? 0) < 5) await sleep(50);
    expect(await first.stop()).toBe(0);

    llm.setBehaviour({});
    const calls = llm.counts.classify;
    const second = await start(withLlm('dave'), path);
    await second.settled(60);
    const drafts = await second.drafts();
    expect(drafts).toHaveLength(60);
    expect(new Set(drafts.map((draft) => draft.key)).size).toBe(60);
    expect(drafts.every((draft) => draft.version === 1)).toBe(true);
    // What was classified before the stop was not asked again.
    const asked = mails.filter((m) => !m.expect.automated).length;
    expect(calls).toBeGreaterThan(0);
    expect(llm.counts.classify).toBe(asked);
    llm.reset();
    expect(await second.stop()).toBe(0);
  });

  test('a mail that no parser digests is set aside, and those after it go on', async () => {
    await dovecot.drop('erin', indigestibleMail());
    const mails = variedMails(8);
    for (const { raw } of mails) await dovecot.drop('erin', raw);
    const agent = await start(withLlm('erin'));
    const counts = await agent.settled(9);
    expect(counts).toEqual({ done: 8, quarantined: 1 });
    const { items } = await agent.get<{ items: { id: number; error: string }[] }>(
      '/messages?stage=quarantined',
    );
    expect(items[0]?.error).toMatch(/^mail\./);
    const raw = await fetch(`${agent.url}/messages/${items[0]?.id}/raw`);
    expect(await raw.text()).toContain('Subject: Many parts');
  });

  test('several folders, own mail, exact duplicates and a cut source', async () => {
    const own = mail({ from: 'frank', subject: 'x', body: 'x' }).replace(
      'From: frank',
      'From: Me <me@ourselves.example>',
    );
    const twice = mail({
      from: 'A <a@b.example>',
      subject: 'Twice',
      body: 'A question about pricing.',
    });
    const long = mail({
      from: 'L <l@b.example>',
      subject: 'Long',
      body: 'A long question about pricing. '.repeat(1_000),
    });
    for (const raw of [own, twice, long]) await dovecot.drop('frank', raw);
    await dovecot.deliver(
      'frank',
      mail({ from: 'B <b@c.example>', subject: 'Elsewhere', body: 'Hello, a question.' }),
      'Sales',
    );
    await dovecot.drop('frank', twice, 'Sales');
    const agent = await start({
      ...withLlm('frank'),
      IMAP_MAILBOX: 'INBOX,Sales',
      OWN_ADDRESSES: 'me@ourselves.example',
      MAX_MESSAGE_BYTES: '4096',
    });
    expect(await agent.settled(5)).toEqual({ done: 3, skipped: 2 });
    const drafts = await agent.drafts();
    expect(drafts.map((draft) => draft.subject).toSorted()).toEqual(['Elsewhere', 'Long', 'Twice']);
    expect(drafts.find((draft) => draft.subject === 'Long')?.truncated).toBe(true);
    expect((await agent.ledger()).map((entry) => entry.mailbox)).toEqual(['INBOX', 'Sales']);
  });
});

const contractFields = [
  ['account', 'attachments', 'automated', 'category', 'confidence', 'createdAt', 'crm', 'id'],
  ['injection', 'key', 'mailbox', 'message', 'messageId', 'noReplyReason', 'provenance'],
  ['reason', 'receivedAt', 'recipients', 'reply', 'revision', 'sender', 'status', 'subject'],
  ['summary', 'threadId', 'truncated', 'uid', 'updatedAt', 'version'],
].flat();
