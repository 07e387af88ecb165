import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sqlite3 from 'sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AuditEntry, Page } from '../../src/ports.ts';
import { type Agent, mailboxAt, startAgent, workingDirectory } from '../support/agent.ts';
import { runCommand } from '../support/commands.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { mail } from '../support/mails.ts';
import { secret, startReceiver } from '../support/webhook-receiver.ts';

/** Words that occur nowhere but in this sender's mail; some are cut by the index, none by us. */
const marks = ['qwxzvorbis', 'Quetzalwerk', 'zyxgruber', 'ninetyfourplums'];
const zoe = 'zoe@qwxzvorbis.example';

let dovecot: Dovecot;
let llm: LlmServer;
let directory: Awaited<ReturnType<typeof workingDirectory>>;
let agent: Agent | undefined;

const zoes = (i: number) =>
  mail({
    from: `Zoe Zyxgruber <${zoe}>`,
    subject: `Pricing of ${i} Quetzalwerk`,
    body: `Hello,\n\nwe are ninetyfourplums and want a quote for ${i} seats.\n\nZoe Zyxgruber`,
  });
const others = (i: number) =>
  mail({
    from: `Lena ${i} <lena${i}@globex.example>`,
    subject: `Pricing for ${20 + i} seats`,
    body: `Hello,\n\nwe are ${20 + i} people and would like a quote and a demo.\n\nLena`,
  });

const env = (user: string) => ({
  ...mailboxAt(dovecot.port, user),
  IMAP_BACKFILL: 'all',
  SENDER_DAILY_CAP: '100',
  OPENAI_BASE_URL: llm.baseUrl,
});

/** In which files below the directory a word is found, however it is written. */
async function filesWith(word: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(join(directory.path, 'data'))) {
    const bytes = await readFile(join(directory.path, 'data', name));
    if (bytes.toString('latin1').toLowerCase().includes(word.toLowerCase())) found.push(name);
  }
  return found;
}

/** Words of the full-text indexes, whose pages keep only what differs from the word before. */
async function indexed(): Promise<string[]> {
  const database = new sqlite3.Database(join(directory.path, 'data', 'agent.db'));
  const rows = await new Promise<{ term: string }[]>((resolve, reject) => {
    database.all<{ term: string }>(
      `select term from draft_search_words union select term from message_search_words`,
      (error, all) => (error ? reject(error) : resolve(all)),
    );
  });
  await new Promise((resolve) => database.close(resolve));
  return rows.map(({ term }) => term);
}

describeWithDovecot('npm run purge', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['alice', 'bob'] });
    llm = await startLlmServer();
  });
  afterAll(async () => {
    await llm.close();
    await dovecot.stop();
  });
  beforeEach(async () => void (directory = await workingDirectory()));
  afterEach(async () => {
    await agent?.stop('SIGKILL');
    await directory.remove();
  });

  test('while the agent runs, no byte of the sender is left; the ledger and others are', async () => {
    const receiver = await startReceiver();
    await dovecot.fill('alice', 24, (i) => (i % 3 === 0 ? zoes(i) : others(i)));
    agent = await startAgent(
      { ...env('alice'), WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: secret },
      directory.path,
    );
    await agent.settled(24, 60_000);
    // Versions, and bytes that were overwritten long before the purge.
    const mine = (await agent.drafts()).filter(({ sender }) => sender.address === zoe);
    expect(mine).toHaveLength(8);
    for (const { id, version } of mine.slice(0, 3)) {
      await agent.post(`/drafts/${id}/regenerate`, { version, instruction: 'ninetyfourplums' });
    }
    await sleep(2_000);
    await agent.settled(24, 60_000);
    for (const mark of marks) expect(await filesWith(mark)).not.toEqual([]);

    const tried = await runCommand('purge', ['--sender', zoe, '--dry-run'], directory.path);
    expect(tried).toMatchObject({ code: 0, stdout: expect.stringContaining('Found: 8 messages') });
    expect(await agent.drafts()).toHaveLength(24);

    const done = await runCommand('purge', ['--sender', zoe.toUpperCase()], directory.path);
    expect(done.stderr).toBe('');
    expect(done.code).toBe(0);
    expect(done.stdout).toContain('8 sources, 8 parsed mails');
    expect(done.stdout).toContain('Tombstones in the ledger: 8');
    for (const mark of marks) {
      expect(await filesWith(mark), mark).toEqual([]);
      expect(done.stdout.toLowerCase()).not.toContain(mark.toLowerCase());
    }
    const words = await indexed();
    const left = ['qwxzvorbis', 'quetzalwerk', 'zyxgruber', 'ninetyfourplums'];
    expect(words.filter((word) => left.some((one) => word.includes(one)))).toEqual([]);
    expect(words).toContain('lena');

    // The agent goes on, others are as they were, and the proof stands.
    expect(await agent.drafts()).toHaveLength(16);
    const [entry] = await agent.ledger();
    expect(entry).toMatchObject({ gaps: [], counts: { done: 16, skipped: 8 } });
    const tombstone = (await agent.messages()).find(({ stage }) => stage === 'skipped');
    const raw = await fetch(`${agent.url}/messages/${tombstone?.id}/raw`);
    expect(raw.status).toBe(410);
    expect(await raw.json()).toMatchObject({ error: { code: 'gone' } });
    const audit = await agent.get<Page<AuditEntry>>('/audit');
    expect(audit.items[0]).toMatchObject({
      action: 'purge',
      subject: expect.stringMatching(/^sha256:[0-9a-f]{16}$/),
    });
    // Neither a look at the folder nor a restart brings it back.
    await agent.stop();
    agent = await startAgent(env('alice'), directory.path);
    await dovecot.deliver('alice', others(99));
    await agent.settled(25, 60_000);
    expect(await agent.drafts()).toHaveLength(17);
    expect(await filesWith('qwxzvorbis')).toEqual([]);
    await receiver.close();
  }, 240_000);

  test('messages in work are fenced: what comes of them late is refused', async () => {
    llm.setBehaviour({ delayMs: 3_000 });
    await dovecot.fill('bob', 6, (i) => (i % 2 === 0 ? zoes(i) : others(i)));
    agent = await startAgent({ ...env('bob'), CONCURRENCY: '6' }, directory.path);
    for (let waited = 0; llm.counts.classify < 6 && waited < 20_000; waited += 50) await sleep(50);
    const { code, stdout } = await runCommand('purge', ['--sender', zoe], directory.path);
    expect(code).toBe(0);
    expect(stdout).toContain('3 messages of this sender, 3 of them in work now');
    await agent.settled(6, 60_000);
    await sleep(4_000);
    expect(await agent.drafts()).toHaveLength(3);
    for (const mark of marks) expect(await filesWith(mark), mark).toEqual([]);
  }, 120_000);

  test('wrong words are told, and nothing found is no failure', async () => {
    const run = (...args: string[]) => runCommand('purge', args, directory.path);
    for (const [args, why] of [
      [[], '--sender is missing'],
      [['--sender', 'nobody'], 'must be one bare address'],
      [['--sender', 'a@b', '--before', 'soon'], '--before must be an ISO date'],
      [['--all'], 'Unknown option'],
    ] as const) {
      const { code, stderr } = await run(...args);
      expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(why) });
      expect(stderr).toContain('Usage: npm run purge');
    }
    const none = await run('--sender', 'nobody@nowhere.example', '--before', '2026-01-31');
    expect(none).toMatchObject({ code: 0, stdout: expect.stringContaining('Found: 0 messages') });
  }, 60_000);
});
