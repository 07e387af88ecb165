import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { DayStats } from '../../src/ports.ts';
import { preloaded } from '../faults/process.ts';
import { type Agent, mailboxAt, startAgent, workingDirectory } from '../support/agent.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { type LlmServer, startLlmServer } from '../support/llm-server.ts';
import { mail } from '../support/mails.ts';

const users = ['alice', 'bob'];
let dovecot: Dovecot;
let llm: LlmServer;
const cleanUps: (() => Promise<unknown>)[] = [];

async function start(user: string, env: Record<string, string> = {}) {
  const { path, remove } = await workingDirectory();
  const agent = await startAgent(
    {
      ...mailboxAt(dovecot.port, user),
      OPENAI_BASE_URL: llm.baseUrl,
      SENDER_DAILY_CAP: '100',
      LLM_TIMEOUT_SECONDS: '1',
      ...env,
    },
    path,
  );
  cleanUps.push(remove, () => agent.stop('SIGKILL'));
  return { agent, path };
}

/** Somebody asks for a quote; each from another address, so that none follows up another. */
async function enquire(user: string, ...names: string[]): Promise<void> {
  for (const name of names) {
    // oxlint-disable-next-line no-await-in-loop -- in this order
    await dovecot.deliver(
      user,
      mail({
        from: `${name} <${name.toLowerCase()}@${name.toLowerCase()}.example>`,
        subject: `A quote for ${name}`,
        body: 'Hello, could you send us a quote for twelve seats, please?',
      }),
    );
  }
}

async function draftOf(agent: Agent, name: string): Promise<Draft> {
  const found = (await agent.drafts()).find(({ subject }) => subject === `A quote for ${name}`);
  if (!found) throw new Error(`there is no draft for ${name}`);
  return found;
}

async function until(what: string, reached: () => Promise<boolean>, withinMs = 45_000) {
  for (const since = performance.now(); !(await reached()); await sleep(100)) {
    if (performance.now() - since > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`);
  }
}

const gate = async (agent: Agent) => (await agent.get<{ llm: string }>('/stats')).llm;
const strip = async (agent: Agent) => await (await fetch(`${agent.url}/dashboard/strip`)).text();

describeWithDovecot('an LLM that goes away and comes back', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users });
    llm = await startLlmServer();
  });

  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
    await llm.close();
    await dovecot.stop();
  });

  test('leaves marked drafts, of which those that nobody touched are made again', async () => {
    llm.setBehaviour({ status: 503 });
    const { agent } = await start('alice');
    await enquire('alice', 'Anna', 'Berta', 'Clara');
    await agent.settled(3);
    for (const name of ['Anna', 'Berta', 'Clara']) {
      expect(await draftOf(agent, name)).toMatchObject({
        version: 1,
        status: 'drafted',
        provenance: { fallback: true, steps: { draft: { provider: 'mock' } } },
      });
    }
    expect(await gate(agent)).toBe('open');
    expect(await strip(agent)).toContain('LLM unreachable');

    const { id } = await draftOf(agent, 'Berta');
    const edited = await fetch(`${agent.url}/drafts/${id}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ version: 1, reply: { body: 'In my own words' } }),
    });
    expect(edited.status).toBe(200);

    llm.setBehaviour({});
    const isRedone = async (name: string) =>
      !(await draftOf(agent, name)).provenance.fallback &&
      (await draftOf(agent, name)).version === 2;
    await until('both are made again', async () => {
      return (await isRedone('Anna')) && (await isRedone('Clara'));
    });
    expect(await gate(agent)).toBe('closed');
    expect(await draftOf(agent, 'Berta')).toMatchObject({
      version: 2,
      reply: { body: 'In my own words' },
      provenance: { fallback: true },
    });
    const { items } = await agent.get<{ items: { change: string }[] }>(
      `/drafts/${(await draftOf(agent, 'Anna')).id}/versions`,
    );
    expect(items.map(({ change }) => change).toSorted()).toEqual(['created', 'drafted again']);
  }, 90_000);

  test('rests when the day has no tokens left, says so, and goes on the next day', async () => {
    llm.reset();
    const { agent, path } = await start('bob', {
      ...preloaded('clock.mjs'),
      CLOCK_FILE: 'clock',
      LLM_DAILY_TOKENS: '6000',
      LLM_PRICE_INPUT: '1',
    });
    await setClock(agent, path, '23:59:40');
    const names = ['Dora', 'Emma', 'Frida', 'Greta', 'Hilda', 'Ida', 'Jutta', 'Klara', 'Lotte'];
    for (const [i, name] of names.entries()) {
      await enquire('bob', name);
      await agent.settled(i + 1);
    }
    expect((await draftOf(agent, 'Dora')).provenance.fallback).toBe(false);
    const last = await draftOf(agent, 'Lotte');
    expect(last.provenance.fallback).toBe(true);
    expect(await gate(agent)).toBe('exhausted');
    expect(await strip(agent)).toContain('Daily token budget used up');
    const { journey } = await agent.message(last.message ?? 0);
    expect(journey.map(({ error }) => error).join()).toContain('tokens');
    const [day] = (await agent.get<{ days: DayStats[] }>('/stats?days=3')).days;
    expect((day?.llm.inputTokens ?? 0) + (day?.llm.outputTokens ?? 0)).toBeLessThanOrEqual(6_000);
    expect(day?.llm.costUsd).toBeGreaterThan(0);

    await until('the next day has begun', async () => (await gate(agent)) === 'closed');
    await enquire('bob', 'Moni');
    await agent.settled(names.length + 1);
    expect((await draftOf(agent, 'Moni')).provenance.fallback).toBe(false);
  }, 120_000);
});

/** Puts the agent's clock to a time of its day; the preloaded module reads it at the signal. */
async function setClock(agent: Agent, directory: string, time: string): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const offset = Date.parse(`${today}T${time}Z`) - Date.now();
  await writeFile(join(directory, 'clock'), String(offset));
  agent.process.kill('SIGUSR2');
  await sleep(100);
}
