import { createWebSocketReceiver } from '@statelyai/inspect';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleMails } from '../../src/adapters/demo-mailbox/samples/index.ts';
import type { ActorInfo } from '../../src/ports.ts';
import { type Agent, startAgent, workingDirectory } from '../support/agent.ts';

const samples = sampleMails(new Date(), 'me@demo.example').length;

describe('the demo, with no environment at all', () => {
  let agent: Agent;
  let directory: Awaited<ReturnType<typeof workingDirectory>>;

  beforeAll(async () => {
    directory = await workingDirectory();
    agent = await startAgent({}, directory.path);
  });

  afterAll(async () => {
    await agent.stop('SIGKILL');
    await directory.remove();
  });

  test('every sample ends as a draft, skipped or quarantined within seconds', async () => {
    const counts = await agent.settled(samples, 15_000);
    expect(samples).toBeGreaterThanOrEqual(12);
    expect(counts.quarantined).toBe(1);
    const drafts = await agent.drafts();
    expect(new Set(drafts.map((draft) => draft.category)).size).toBe(4);
    expect(drafts.every((draft) => draft.provenance.fallback !== draft.automated)).toBe(true);
    const byCompany = new Map(drafts.map((draft) => [draft.crm?.company, draft]));
    expect(byCompany.get('Globex')).toMatchObject({
      category: 'Lead',
      crm: { industry: 'Retail', size: '500-1000', contactRole: 'Manager' },
    });
    expect(byCompany.get('Umbrella')).toMatchObject({
      category: 'Lead',
      crm: { industry: 'Tech', size: '51-200', contactRole: 'Director' },
    });
  });

  test('health, readiness, the actor tree and the dashboard are there', async () => {
    expect(await agent.get('/healthz')).toMatchObject({ status: 'ok' });
    expect(await agent.get('/readyz')).toMatchObject({ ready: true });
    const actors = await agent.get<ActorInfo[]>('/actors');
    const machines = actors.map((actor) => actor.machine);
    expect(machines).toEqual(expect.arrayContaining(['supervisor', 'llmGate', 'mailbox']));
    const page = await fetch(`${agent.url}/dashboard`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Globex');
  });

  test("the receiver of @statelyai/inspect understands the inspector's feed", async () => {
    const receiver = createWebSocketReceiver({
      server: `${agent.url.replace('http', 'ws')}/inspector/ws`,
    });
    const names: string[] = [];
    receiver.subscribe((event) => {
      if (event.type === '@xstate.actor') names.push(event.name);
    });
    for (let waited = 0; names.length < 3 && waited < 5_000; waited += 50) await sleep(50);
    expect(names.join(' ')).toMatch(/supervisor.*llm.*mailbox/i);
  });

  test('a signal to npm reaches the program: nothing is left running', async () => {
    const own = await workingDirectory();
    const npm = spawn('npm', ['start', '--ignore-scripts'], {
      env: { ...process.env, PORT: '0', DATABASE_URL: `sqlite:${own.path}/agent.db` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    for await (const chunk of npm.stdout.setEncoding('utf8')) {
      output += chunk;
      if (output.includes('dashboard:') && !npm.killed) npm.kill('SIGTERM');
    }
    // The stream ends when nobody holds it any more.
    expect(output).toContain('stopping');
    await own.remove();
  });

  test('SIGTERM ends it with 0, and a second start knows all mail again', async () => {
    const [before, drafts] = [await agent.messages(), await agent.drafts()];
    expect(await agent.stop()).toBe(0);
    agent = await startAgent({}, directory.path);
    // The samples come with other UIDs and another UIDVALIDITY at each start.
    const epoch = before[0]?.uidValidity ?? 0;
    const isMapped = async () => (await agent.messages()).every((row) => row.uidValidity > epoch);
    for (let waited = 0; !(await isMapped()) && waited < 10_000; waited += 100) await sleep(100);
    expect(await isMapped()).toBe(true);
    expect((await agent.messages()).map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    const versions = (of: typeof drafts) => of.map(({ key, version }) => [key, version]);
    expect(versions(await agent.drafts())).toEqual(versions(drafts));
  });
});
