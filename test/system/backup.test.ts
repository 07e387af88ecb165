import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { Outgoing } from '../../src/domain/outgoing.ts';
import type { Page } from '../../src/ports.ts';
import { type Agent, mailboxAt, startAgent, workingDirectory } from '../support/agent.ts';
import { runCommand } from '../support/commands.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { mailsIn } from '../support/folder-mails.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { mail } from '../support/mails.ts';
import { startSmtpServer, type TestSmtpServer } from '../support/smtp-server.ts';

let dovecot: Dovecot;
let llm: LlmServer;
let smtp: TestSmtpServer;
const cleanUps: (() => Promise<unknown>)[] = [];

const lead = (i: number) =>
  mail({
    from: `Lena ${i} <lena${i}@globex.example>`,
    subject: `Pricing for ${20 + i} seats`,
    body: `Hello,\n\nwe are ${20 + i} people and would like a quote and a demo.\n\nLena`,
  });

async function start(cwd: string): Promise<Agent> {
  const env = {
    ...mailboxAt(dovecot.port, 'alice'),
    IMAP_BACKFILL: 'all',
    OPENAI_BASE_URL: llm.baseUrl,
    SMTP_URL: smtp.url,
    SMTP_FROM: 'Example Sales <sales@ourselves.example>',
    CONCURRENCY: '4',
  };
  const agent = await startAgent(env, cwd);
  cleanUps.push(() => agent.stop('SIGKILL'));
  return agent;
}

async function directoryOf(): Promise<string> {
  const directory = await workingDirectory();
  cleanUps.push(directory.remove);
  return directory.path;
}

async function until(what: string, look: () => boolean | Promise<boolean>): Promise<void> {
  for (const since = Date.now(); Date.now() - since < 60_000; await sleep(100)) {
    if (await look()) return;
  }
  throw new Error(`${what} did not come`);
}

async function approveAndSend(agent: Agent, { id, version }: Draft): Promise<void> {
  expect((await agent.post(`/drafts/${id}/approve`, { version })).status).toBe(200);
  expect((await agent.post(`/drafts/${id}/send`, { version: version + 1 })).status).toBe(202);
}

const draftFor = async (agent: Agent, subject: string) =>
  (await agent.drafts()).find((draft) => draft.subject === subject);

describeWithDovecot('npm run backup', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['alice'] });
    llm = await startLlmServer();
    smtp = await startSmtpServer();
  });
  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
    await smtp.close();
    await llm.close();
    await dovecot.stop();
  });

  test('taken amid work and restored elsewhere: nothing is lost, nothing doubled, nobody answered twice', async () => {
    const before = 12;
    await dovecot.fill('alice', before, lead);
    llm.setBehaviour({ delayMs: 150 });
    const [old, fresh] = [await directoryOf(), await directoryOf()];
    let agent = await start(old);
    await until('some work', async () => (await agent.drafts()).length >= 4);
    const [first] = await agent.drafts();
    const file = join(old, 'copy.db');
    const made = await runCommand('backup', [file], old);
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('found whole') });
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    // After the backup: the rest is worked, replies go out, and more mail comes.
    llm.setBehaviour({});
    await agent.settled(before);
    const [one, two] = [
      await draftFor(agent, first?.subject ?? ''),
      await draftFor(agent, 'Pricing for 31 seats'),
    ];
    if (!one || !two) throw new Error('the drafts are missing');
    await approveAndSend(agent, one);
    await approveAndSend(agent, two);
    await until('both letters', async () => {
      const drafts = await agent.drafts();
      return [one, two].every(({ key }) => drafts.find((d) => d.key === key)?.status === 'sent');
    });
    await until(
      'both copies',
      async () => (await mailsIn(dovecot.account('alice'), 'Sent')).length === 2,
    );
    await dovecot.deliver('alice', lead(50));
    await agent.settled(before + 1);
    await agent.stop('SIGKILL');
    const letters = smtp.taken.length;
    expect(letters).toBe(2);

    // The machine is lost; the backup goes to another one.
    await mkdir(join(fresh, 'data'));
    await copyFile(file, join(fresh, 'data', 'agent.db'));
    agent = await start(fresh);
    await agent.settled(before + 1, 60_000);
    const [entry] = await agent.ledger();
    expect(entry).toMatchObject({ gaps: [], cursor: before + 1, counts: { done: before + 1 } });
    const drafts = await agent.drafts();
    expect(new Set(drafts.map(({ key }) => key)).size).toBe(before + 1);
    expect(drafts).toHaveLength(before + 1);

    // A program has sent them, whose letters close no draft by themselves: asked for again, they are
    // found in Sent, and nobody gets a second one.
    for (const { key } of [one, two]) {
      const again = drafts.find((draft) => draft.key === key);
      if (again) await approveAndSend(agent, again);
    }
    await until('an end of both', async () => {
      const now = await agent.drafts();
      return [one, two].every(({ key }) => now.find((d) => d.key === key)?.status === 'sent');
    });
    await until('their copies', async () => {
      const { items } = await agent.get<Page<Outgoing>>('/outgoing');
      return items.length === 2 && items.every(({ state }) => state === 'done');
    });
    expect(await mailsIn(dovecot.account('alice'), 'Sent')).toHaveLength(2);
    await agent.stop();
    expect(smtp.taken).toHaveLength(letters);
  }, 240_000);

  test('a reply that was queued at the backup and sent since is found in Sent, not sent again', async () => {
    const [old, fresh] = [await directoryOf(), await directoryOf()];
    let agent = await start(old);
    const subject = 'Pricing for 80 seats';
    await dovecot.deliver('alice', lead(60));
    await until('the draft', async () => (await draftFor(agent, subject)) !== undefined);
    const draft = await draftFor(agent, subject);
    if (!draft) throw new Error('the draft is missing');
    // The server is away at that moment, so that the wish waits.
    smtp.faults.connect = { reply: 421 };
    await approveAndSend(agent, draft);
    await until('a failed try', async () => {
      const { items } = await agent.get<{ items: { attempts: number }[] }>(
        '/outgoing?state=queued',
      );
      return items.some(({ attempts }) => attempts > 0);
    });
    const file = join(old, 'copy.db');
    expect((await runCommand('backup', [file], old)).code).toBe(0);
    const sent = smtp.taken.length;
    const copies = async () => await mailsIn(dovecot.account('alice'), 'Sent');
    const inSent = (await copies()).length;
    delete smtp.faults.connect;
    await until('the letter', () => smtp.taken.length === sent + 1);
    await until('its copy', async () => (await copies()).length > inSent);
    await until('the end', async () => (await draftFor(agent, subject))?.status === 'sent');
    await agent.stop();
    const before = (await copies()).length;

    await mkdir(join(fresh, 'data'));
    await copyFile(file, join(fresh, 'data', 'agent.db'));
    agent = await start(fresh);
    await until('an end', async () =>
      ['sent', 'superseded'].includes((await draftFor(agent, subject))?.status ?? ''),
    );
    await sleep(3_000);
    await agent.stop();
    expect(smtp.taken).toHaveLength(sent + 1);
    expect(await copies()).toHaveLength(before);
  }, 240_000);

  test('says what is wrong, and leaves no half a file', async () => {
    const cwd = await directoryOf();
    expect(await runCommand('backup', [], cwd)).toMatchObject({ code: 2 });
    const none = await runCommand('backup', ['copy.db'], cwd);
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('check DATABASE_URL') });
    await writeFile(join(cwd, 'there.db'), 'mine');
    const known = await runCommand('backup', ['there.db'], cwd);
    expect(known).toMatchObject({ code: 1, stderr: expect.stringContaining('exists') });
    expect((await stat(join(cwd, 'there.db'))).size).toBe(4);
    await expect(stat(join(cwd, 'copy.db.part'))).rejects.toThrow('ENOENT');
  }, 60_000);
});
