import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Agent,
  countsOf,
  runToEnd,
  startAgent,
  workingDirectory,
  mailboxAt,
} from '../support/agent.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { mail, variedMails } from '../support/mails.ts';

let dovecot: Dovecot;
const cleanUps: (() => Promise<unknown>)[] = [];

async function directory(): Promise<string> {
  const { path, remove } = await workingDirectory();
  cleanUps.push(remove);
  return path;
}

async function start(env: Record<string, string>, cwd: string): Promise<Agent> {
  const agent = await startAgent(env, cwd);
  cleanUps.push(() => agent.stop('SIGKILL'));
  return agent;
}

function mailbox(user: string): Record<string, string> {
  return {
    ...mailboxAt(dovecot.port, user),
    SENDER_DAILY_CAP: '1000',
  };
}

/** Waits until a condition holds. */
async function until(holds: () => Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 100) {
    if (waited > timeoutMs) throw new Error('it never came to hold');
    await sleep(100);
  }
}

async function freePort(): Promise<number> {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describeWithDovecot('the two roles as two processes', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['alice', 'bob', 'carol', 'dave'] });
  });

  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
    await dovecot.stop();
  });

  test('on one database: the api shows what the agent does, live, and can have it done again', async () => {
    const cwd = await directory();
    const agent = await start({ ...mailbox('alice'), ROLE: 'agent' }, cwd);
    const api = await start({ ROLE: 'api' }, cwd);
    expect((await fetch(`${agent.url}/drafts`)).status).toBe(404);
    expect((await fetch(`${agent.url}/inspector`)).status).toBe(200);

    const abort = new AbortController();
    const events = await fetch(`${api.url}/events`, { signal: abort.signal });
    let stream = '';
    const reading = (async () => {
      for await (const chunk of events.body ?? []) stream += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    await dovecot.deliver('alice', variedMails(1)[0]?.raw ?? '');
    await until(async () => (await api.drafts()).length === 1);
    await until(async () => stream.includes('event: draft.created'));
    abort.abort();
    await reading;

    const [draft] = await api.drafts();
    const retried = await fetch(`${api.url}/messages/${draft?.message}/retry`, { method: 'POST' });
    expect(retried.status).toBe(200);
    await until(async () => (await api.drafts())[0]?.version === 2);
  });

  test('a second agent on the same database says so and exits 2', async () => {
    const cwd = await directory();
    await start({ ROLE: 'agent' }, cwd);
    const { code, output } = await runToEnd({ ROLE: 'agent' }, cwd);
    expect(code).toBe(2);
    expect(output.join('\n')).toMatch(/DATABASE_URL another agent process owns/);
  });

  test('the API away for a whole backlog and a restart: all arrive once, oldest first', async () => {
    const port = await freePort();
    const cwd = await directory();
    const env = { ...mailbox('bob'), ROLE: 'agent', API_URL: `http://127.0.0.1:${port}` };
    const mails = variedMails(60);
    await dovecot.fill('bob', 60, (i) => mails[i]?.raw ?? '');
    const first = await start(env, cwd);
    await until(async () => countsOf(await first.ledger()).queued === 60);
    expect(await first.stop()).toBe(0);
    const second = await start(env, cwd);

    const api = await start({ ROLE: 'api', PORT: String(port) }, await directory());
    await until(async () => countsOf(await second.ledger()).done === 60, 60_000);
    const drafts = (await api.drafts()).toReversed();
    expect(drafts).toHaveLength(60);
    const uids = drafts.map((draft) => draft.uid);
    expect(uids).toEqual(uids.toSorted((a, b) => a - b));
    expect(drafts.every((draft) => draft.version === 1)).toBe(true);
  });

  test('what the API refuses as invalid is set aside with the answer, and the next goes on', async () => {
    let refuse = true;
    const taken: string[] = [];
    const api = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { subject } = JSON.parse(body) as { subject: string };
        const status = refuse && subject === 'Refused' ? 400 : 201;
        if (status === 201) taken.push(subject);
        response.writeHead(status).end('{"error":{"code":"invalid","message":"not like this"}}');
      });
    });
    api.listen(0, '127.0.0.1');
    await once(api, 'listening');
    cleanUps.push(async () => api.close());
    for (const subject of ['Refused', 'Taken']) {
      await dovecot.drop('carol', mail({ from: 'A <a@b.example>', subject, body: 'A question.' }));
    }
    const { port } = api.address() as AddressInfo;
    const env = { ...mailbox('carol'), ROLE: 'agent', API_URL: `http://127.0.0.1:${port}` };
    const agent = await start(env, await directory());
    const counts = await agent.settled(2);
    expect(counts).toEqual({ done: 1, quarantined: 1 });
    const [aside] = (await agent.messages()).filter(({ stage }) => stage === 'quarantined');
    expect(aside?.error).toMatch(/api.rejected.*not like this/);

    refuse = false;
    await fetch(`${agent.url}/messages/${aside?.id}/retry`, { method: 'POST' });
    await until(async () => countsOf(await agent.ledger()).done === 2);
    expect(taken).toEqual(['Taken', 'Refused']);
  });
});
