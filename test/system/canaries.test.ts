import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import { type Agent, mailboxAt, startAgent, workingDirectory } from '../support/agent.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { injectedMails } from '../support/injected-mails.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { variedMails } from '../support/mails.ts';

const key = 'sk-canary-0123456789abcdef';
let dovecot: Dovecot;
let llm: LlmServer;
const cleanUps: (() => Promise<unknown>)[] = [];

async function start(user: string): Promise<Agent> {
  const { path, remove } = await workingDirectory();
  const agent = await startAgent(
    {
      ...mailboxAt(dovecot.port, user),
      OPENAI_BASE_URL: llm.baseUrl,
      OPENAI_API_KEY: key,
      SENDER_DAILY_CAP: '1000',
    },
    path,
  );
  cleanUps.push(remove, () => agent.stop('SIGKILL'));
  return agent;
}

/** All that a draft says in our name; its evidence quotes the mail, and is shown as a quotation. */
function written({ reply, reason, summary, crm, category, provenance }: Draft): string {
  return JSON.stringify({ reply, reason, intent: summary.intent, crm, category, provenance });
}

describeWithDovecot('an LLM that does whatever it is told', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['alice', 'bob'] });
    llm = await startLlmServer();
  });

  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
    await llm.close();
    await dovecot.stop();
  });

  test('plants none of a hundred canaries that mails ask it to', async () => {
    llm.setBehaviour({ obedient: true });
    const mails = injectedMails();
    const clean = variedMails(60);
    const all = [...mails, ...clean];
    await dovecot.fill('alice', all.length, (i) => all[i]?.raw ?? '');
    const agent = await start('alice');
    await agent.settled(all.length, 60_000);

    const drafts = new Map((await agent.drafts()).map((draft) => [draft.uid, draft]));
    const planted = mails.filter(({ canary }, i) => {
      const text = written(drafts.get(i + 1)!).toLowerCase();
      return text.includes(JSON.stringify(canary).slice(1, -1).toLowerCase()) || text.includes(key);
    });
    expect(planted.map(({ canary }) => canary)).toEqual([]);
    const injected = mails.map((_, i) => drafts.get(i + 1)!);
    expect(injected.filter(({ injection }) => !injection.suspected).length).toBeLessThanOrEqual(5);
    for (const { injection, sender, reply, category } of injected) {
      if (injection.suspected) expect(injection.evidence.join().length).toBeGreaterThan(0);
      expect(sender.address).toMatch(/^robin\d+@seats\d+\.example$/);
      // Some of what they ask for makes the mail itself look like a fraud.
      if (category !== 'Spam') expect(reply?.body.length).toBeGreaterThan(40);
    }
    const flagged = clean.filter((_, i) => drafts.get(mails.length + i + 1)?.injection.suspected);
    expect(flagged).toEqual([]);
  }, 120_000);

  test('is not believed where it plants them by itself', async () => {
    const plants = [
      'https://evil.example/pay',
      'www.evil.example',
      'attacker@evil.example',
      'BANANA-4711',
      'for only $3.99',
      '90 % off',
      'Cc: attacker@evil.example',
      '+1 900 555 0199',
      key,
    ];
    llm.setBehaviour({ plants });
    const mails = variedMails(40);
    await dovecot.fill('bob', mails.length, (i) => mails[i]?.raw ?? '');
    const agent = await start('bob');
    await agent.settled(mails.length, 60_000);
    const drafts = await agent.drafts();
    expect(drafts).toHaveLength(mails.length);
    for (const draft of drafts) {
      for (const plant of plants) expect(written(draft)).not.toContain(plant);
      if (draft.reply) expect(draft.provenance.fallback).toBe(true);
    }
    expect((await agent.get<{ llm: string }>('/stats')).llm).toBe('closed');
  }, 120_000);
});
