import { beforeEach, describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { answered } from '../../src/actors/answered.ts';
import { Failure } from '../../src/domain/failure.ts';
import { aMail, claimOne, finish, inbox, results } from '../contracts/stores/harness.ts';
import { deferred, turns } from '../support/turns.ts';
import { fetchOn, look, run, source, store } from './harness.ts';

const check = () => run(answered(source, store.messages), { ref: inbox });
const idOf = (text: string) => `<${text}@mail.example>`;

/** A draft for each, of conversations of their own. */
async function drafted(...texts: string[]): Promise<void> {
  for (const text of texts) source.deliver(text);
  await look();
  await fetchOn();
  for (const text of texts) {
    const from = { name: text, address: `${text}@mail.example` };
    const parsing = aMail({ from, messageId: idOf(text), threadId: idOf(text), subject: text });
    await finish(store, await claimOne(store), { ...results, parsing });
  }
}

async function statuses(): Promise<Record<string, string>> {
  const { items } = await store.drafts.list({ limit: 50 });
  return Object.fromEntries(items.map(({ subject, status }) => [subject, status]));
}

async function draftOf(subject: string) {
  const { items } = await store.drafts.list({ limit: 50 });
  const found = items.find((draft) => draft.subject === subject);
  if (!found) throw new Error(`no draft for ${subject}`);
  return found;
}

describe('mail that was answered elsewhere', () => {
  beforeEach(() => drafted('a', 'b', 'c'));

  it('has its draft superseded, with its text kept and a version that says why', async () => {
    source.answeredUids.add(1);
    source.answeredIds.add(idOf('c'));
    await check();
    expect(await statuses()).toEqual({ a: 'superseded', b: 'drafted', c: 'superseded' });
    const { id, reply, version } = await draftOf('a');
    expect([reply, version]).toEqual([results.drafting.reply, 2]);
    const versions = await store.drafts.versions(id);
    expect(versions?.find((one) => one.version === 2)).toMatchObject({
      by: 'agent',
      change: 'superseded: answered elsewhere',
      status: 'superseded',
      reply,
    });
  });

  it('has it superseded though it was approved; what was rejected stays so', async () => {
    await store.drafts.put({ ...(await draftOf('a')), revision: 2, status: 'approved' });
    await store.drafts.put({ ...(await draftOf('b')), revision: 2, status: 'rejected' });
    for (const uid of [1, 2, 3]) source.answeredUids.add(uid);
    await check();
    expect(await statuses()).toEqual({ a: 'superseded', b: 'rejected', c: 'superseded' });
  });

  it('is asked for no more once nothing waits', async () => {
    for (const uid of [1, 2, 3]) source.answeredUids.add(uid);
    await check();
    const before = source.asked.length;
    await check();
    expect(source.asked.slice(before)).toEqual([]);
  });

  it('fails as the server does, and harms no draft', async () => {
    source.before = () => {
      throw new Failure('imap.dropped', 'connection reset');
    };
    await expect(check()).rejects.toMatchObject({ code: 'imap.dropped' });
    expect(Object.values(await statuses())).toEqual(['drafted', 'drafted', 'drafted']);
  });

  it('is not asked for under numbers that may be old by then', async () => {
    const reading = deferred<void>();
    const unanswered = store.messages.unanswered.bind(store.messages);
    store.messages.unanswered = async (...args) => {
      await reading.promise;
      return await unanswered(...args);
    };
    const left = createActor(answered(source, store.messages), { input: { ref: inbox } }).start();
    await turns();
    left.stop();
    const before = source.asked.length;
    reading.resolve();
    await turns();
    expect(source.asked.slice(before)).toEqual([]);
  });
});

it('a folder that was never opened has nothing to ask for', async () => {
  await check();
  expect(source.asked).toEqual([]);
});

it('asks for the newest 200 at most', async () => {
  source.deliver('a');
  await look();
  const limits: number[] = [];
  store.messages.unanswered = async (_, limit) => {
    limits.push(limit);
    return [];
  };
  await check();
  expect(limits).toEqual([200]);
});
