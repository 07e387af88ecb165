import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ending, launch, preloaded } from '../faults/process.ts';
import { type Agent, countsOf, startAgent, workingDirectory, mailboxAt } from '../support/agent.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { mail } from '../support/mails.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
let dovecot: Dovecot;
let llm: LlmServer;
let base: string;

const letter = (n: number) =>
  mail({
    from: `Ada ${n} <ada${n}@engines.example>`,
    subject: `Letter ${n}`,
    body: `Dear team,\n\nwhat would ${n} seats cost us? We would like a quote.\n\nAda`,
  });

function environment(user: string): Record<string, string> {
  return {
    ...mailboxAt(dovecot.port, user),
    IMAP_POLL_SECONDS: '1',
    IMAP_BACKFILL: 'none',
    OPENAI_BASE_URL: llm.baseUrl,
    OPENAI_MODEL: 'stand-in-1',
    CONCURRENCY: '3',
    SENDER_DAILY_CAP: '100',
  };
}

async function start(user: string, cwd: string): Promise<Agent> {
  const agent = await startAgent(environment(user), cwd);
  cleanUps.push(() => agent.stop('SIGKILL'));
  return agent;
}

/** As after a lost index: Dovecot numbers all mail anew, from 1, with another UIDVALIDITY. */
async function loseIndex(user: string): Promise<void> {
  await dovecot.kick(user).catch(() => undefined); // nobody there to kick
  const maildir = join(base, 'mail', user, 'Maildir');
  for (const name of await readdir(maildir)) {
    if (name.startsWith('dovecot')) await rm(join(maildir, name), { recursive: true });
  }
}

async function until(what: string, reached: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    if (await reached()) return;
    await sleep(100);
  }
  throw new Error(`not within 30 s: ${what}`);
}

describeWithDovecot('a folder whose UIDVALIDITY changes', () => {
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'dovecot-'));
    dovecot = await startDovecot({ users: ['alice', 'bob'], base });
    llm = await startLlmServer();
  });
  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
    await llm.close();
    await dovecot.stop();
  });

  test('30 mails in several stages, and kill -9 in the middle of the mapping', async () => {
    const { path, remove } = await workingDirectory();
    cleanUps.push(remove);
    await dovecot.fill('alice', 5, (i) => letter(1_000 + i));
    // INTERNALDATE counts seconds: what comes in the second of the start could be either.
    await sleep(1_100);
    llm.setBehaviour({ delayMs: 150 });
    const first = await start('alice', path);
    await until('the start', async () => (await first.ledger()).length === 1);
    await dovecot.fill('alice', 30, letter);
    await until('work in the middle', async () => (countsOf(await first.ledger()).done ?? 0) >= 8);
    await first.stop('SIGKILL');

    // The numbers shift: some old mail goes, and two mails come meanwhile.
    await dovecot.expunge('alice', [1, 2, 3]);
    await loseIndex('alice');
    await dovecot.drop('alice', letter(31));
    await dovecot.drop('alice', letter(32));
    const calls = { ...llm.counts };
    const failpoint = { when: 'after', sql: 'update message set uid_validity' };
    const killed = launch(
      {
        ...environment('alice'),
        ...preloaded('failpoint.mjs'),
        FAILPOINT: JSON.stringify(failpoint),
      },
      path,
    );
    expect(await ending(killed, 20_000)).toMatchObject({ signal: 'SIGKILL' });

    const second = await start('alice', path);
    await second.settled(32, 40_000);
    const uids = await dovecot.uids('alice');
    expect(uids).toHaveLength(34);
    const [entry] = await second.ledger();
    expect(entry).toMatchObject({ gaps: [], counts: { done: 32 }, startUid: 3, cursor: 34 });

    const rows = (await second.messages()).toReversed();
    const old = rows.slice(0, 30);
    const validities = new Set(old.map(({ key }) => key.split('/')[2]));
    expect(validities.size).toBe(1);
    expect([...validities][0]).not.toBe(String(entry?.uidValidity));
    expect(old.map(({ key }) => Number(key.split('/')[3]))).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 6),
    );
    expect(rows.every(({ uidValidity }) => uidValidity === entry?.uidValidity)).toBe(true);
    expect(rows.map(({ uid }) => uid)).toEqual(uids.slice(2));

    const drafts = await second.drafts();
    expect(drafts).toHaveLength(32);
    expect(drafts.every(({ version }) => version === 1)).toBe(true);
    expect(new Set(drafts.map(({ messageId }) => messageId)).size).toBe(32);
    expect(drafts.some(({ subject }) => subject.startsWith('Letter 100'))).toBe(false);
    // Each of the two kills may cost the question that each slot was asking.
    expect(llm.counts.classify).toBeLessThanOrEqual(32 + 6);
    expect(calls.classify).toBeGreaterThan(8);
    llm.reset();
    expect(await second.stop()).toBe(0);
  });

  test('while it is watched, with nothing to do for anybody', async () => {
    const { path, remove } = await workingDirectory();
    cleanUps.push(remove);
    const agent = await start('bob', path);
    await until('the start', async () => (await agent.ledger()).length === 1);
    await dovecot.fill('bob', 6, letter);
    await agent.settled(6);
    const before = await agent.ledger();
    await dovecot.uidValidity('bob', (before[0]?.uidValidity ?? 0) + 7);
    await dovecot.drop('bob', letter(7));
    await agent.settled(7);
    const [entry] = await agent.ledger();
    expect(entry?.uidValidity).toBe((before[0]?.uidValidity ?? 0) + 7);
    expect(entry).toMatchObject({ gaps: [], counts: { done: 7 }, cursor: 7 });
    expect((await agent.drafts()).map(({ version }) => version)).toEqual(Array(7).fill(1));
    const current = (await agent.messages()).map(({ uidValidity }) => uidValidity);
    expect(new Set(current)).toEqual(new Set([entry?.uidValidity]));
  });
});
