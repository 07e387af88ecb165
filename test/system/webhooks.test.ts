import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { Page, WebhookDelivery, WebhookRecord } from '../../src/ports.ts';
import { type Agent, mailboxAt, startAgent, workingDirectory } from '../support/agent.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { variedMails } from '../support/mails.ts';
import {
  answers,
  type Received,
  type Receiver,
  secret,
  startReceiver,
  takes,
} from '../support/webhook-receiver.ts';

let dovecot: Dovecot;
let receiver: Receiver;
const cleanUps: (() => Promise<unknown>)[] = [];

async function until(what: string, look: () => boolean | Promise<boolean>, withinMs = 60_000) {
  for (const since = Date.now(); !(await look());) {
    if (Date.now() - since > withinMs) throw new Error(`${what}: not within ${withinMs} ms`);
    await sleep(100);
  }
}

const environment = (user: string) => ({
  ...mailboxAt(dovecot.port, user),
  IMAP_BACKFILL: 'all',
  SENDER_DAILY_CAP: '100',
  WEBHOOK_URL: receiver.url,
  WEBHOOK_SECRET: secret,
});

async function start(user: string, cwd: string): Promise<Agent> {
  const agent = await startAgent(environment(user), cwd);
  cleanUps.push(() => agent.stop('SIGKILL'));
  return agent;
}

const draftOf = ({ data }: Received) => data['draft'] as Draft;

/** What the receiver has taken of each message, in the order in which it first took it. */
function byMessage(): Map<number, string[]> {
  const all = new Map<number, string[]>();
  for (const one of receiver.taken()) {
    if (one.type === 'mailbox.changed') continue;
    const about = one.type.startsWith('draft') ? draftOf(one).message : Number(one.data['id']);
    const told = one.type.startsWith('draft') ? `v${draftOf(one).version}` : String(one.data['to']);
    all.set(about ?? 0, [...(all.get(about ?? 0) ?? []), told]);
  }
  return all;
}

describeWithDovecot('webhooks', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['alice', 'bob'] });
    receiver = await startReceiver();
  });
  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
    await receiver.close();
    await dovecot.stop();
  });

  test('a receiver that fails in many ways, and a kill -9 amid it: each event arrives, in order', async () => {
    const directory = await workingDirectory();
    cleanUps.push(directory.remove);
    const n = 24;
    const mails = variedMails(n);
    await dovecot.fill('alice', n, (i) => mails[i]?.raw ?? '');
    const tricks = [
      takes,
      answers(500),
      answers(302, { location: 'http://127.0.0.1:1/' }),
      (response: { destroy(): void }) => response.destroy(),
      answers(429, { 'retry-after': '1' }),
      takes,
    ];
    receiver.answer((...args) => tricks[args[2] % tricks.length]?.(...args));
    let agent = await start('alice', directory.path);
    for (let kills = 0; kills < 3; kills += 1) {
      const before = receiver.received.length;
      await until('some posts', () => receiver.received.length > before + 3);
      await agent.stop('SIGKILL');
      agent = await start('alice', directory.path);
    }
    await agent.settled(n, 60_000);
    const [draft] = (await agent.drafts()).filter(({ status }) => status === 'drafted');
    receiver.answer(takes);
    await agent.post(`/drafts/${draft?.id}/approve`, { version: draft?.version });
    await until(
      'every event',
      () =>
        byMessage().size === n &&
        [...byMessage().values()].every((told) => told.includes('done')) &&
        byMessage()
          .get(draft?.message ?? 0)
          ?.at(-1) === 'v2',
      120_000,
    );
    // Folders are told, too; what waits for its next try need not wait that long here.
    const waiting = async () =>
      (await agent.get<Page<WebhookDelivery>>('/webhooks?state=queued')).items;
    for (const { id } of await waiting()) await agent.post(`/webhooks/${id}/retry`, {});
    await until('the rest', async () => (await waiting()).length === 0);
    for (const [message, told] of byMessage()) {
      expect(told.slice(0, 2), `message ${message}`).toEqual(['v1', 'done']);
    }
    expect(receiver.received.every(({ genuine }) => genuine)).toBe(true);
    const bodies = new Map<string, string>();
    for (const { id, body } of receiver.received) {
      expect(bodies.get(id) ?? body).toBe(body);
      bodies.set(id, body);
    }
    const log = await agent.get<Page<WebhookDelivery>>('/webhooks?limit=200');
    expect(log.items.filter(({ state }) => state !== 'delivered')).toEqual([]);
    const tried = log.items.find(({ tries }) => tries > 0);
    const record = await agent.get<WebhookRecord>(`/webhooks/${tried?.id}`);
    expect(record.attempts.length).toBeGreaterThan(1);
    expect(record.attempts.at(-1)).toMatchObject({ status: 204, error: null });
    expect(agent.output.join('\n')).not.toContain(secret.slice(6));
    await agent.stop();
  }, 300_000);

  test('410 ends it; a person has it tried again; without WEBHOOK_URL nothing is written', async () => {
    const directory = await workingDirectory();
    cleanUps.push(directory.remove);
    receiver.answer(answers(410));
    const since = receiver.received.length;
    const agent = await start('bob', directory.path);
    await dovecot.deliver('bob', variedMails(1)[0]?.raw ?? '');
    await agent.settled(1);
    await until('a post', () => receiver.received.length > since);
    await sleep(2_000);
    const posted = receiver.received.length;
    await sleep(2_500);
    expect(receiver.received).toHaveLength(posted);
    const page = await (await fetch(`${agent.url}/dashboard/webhooks`)).text();
    expect(page).toContain('answered 410 Gone');
    receiver.answer(takes);
    const { items } = await agent.get<Page<WebhookDelivery>>('/webhooks?state=queued');
    const answer = await agent.post(`/webhooks/${items[0]?.id}/retry`, {});
    expect(answer.status).toBe(202);
    await until('the rest', async () => {
      const left = await agent.get<Page<WebhookDelivery>>('/webhooks?state=queued');
      return left.items.length === 0;
    });
    await agent.stop();

    const count = (await withoutHooks('bob', directory.path)).length;
    expect(count).toBe((await withoutHooks('bob', directory.path)).length);
  }, 120_000);
});

/** The log after a run that was to tell nobody, and in which something happened. */
async function withoutHooks(user: string, cwd: string): Promise<WebhookDelivery[]> {
  const { WEBHOOK_URL: _url, WEBHOOK_SECRET: _secret, ...env } = environment(user);
  const agent = await startAgent(env, cwd);
  cleanUps.push(() => agent.stop('SIGKILL'));
  const before = (await agent.messages()).length;
  await dovecot.deliver(user, variedMails(3)[before]?.raw ?? '');
  await agent.settled(before + 1);
  const { items } = await agent.get<Page<WebhookDelivery>>('/webhooks?limit=200');
  await agent.stop();
  return items;
}
