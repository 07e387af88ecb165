import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ImapSourceOptions } from '../../src/adapters/imap/source.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Failure } from '../../src/domain/failure.ts';
import { colleague } from '../support/colleague.ts';
import { describeWithDovecot, type Dovecot, startDovecot } from '../support/dovecot.ts';
import { mail } from '../support/mails.ts';
import { type RunningSystem, runSystem } from '../support/running-system.ts';

const users = ['alice', 'bob', 'carol', 'dave'];
let dovecot: Dovecot;
let system: RunningSystem;

const letter = (name: string) =>
  mail({
    from: `${name} <${name}@globex.example>`,
    subject: `Pricing for ${name}`,
    body: `Hello,\n\nwe are 20 people and would like a quote and a short demo next week.\n\n${name}`,
  });

function replyTo(raw: string, headers: string[] = []): string {
  const [, id = ''] = /^Message-ID: (.+)\r$/m.exec(raw) ?? [];
  const from = 'Kim <marketing@ourselves.example>';
  const own = [`In-Reply-To: ${id}`, `References: ${id}`, ...headers];
  return mail({ from, subject: 'Re: Pricing', body: 'Gladly.\n\nKim', headers: own });
}

async function start(user: string, options: ImapSourceOptions = {}): Promise<void> {
  system = await runSystem(dovecot.account(user), { answeredMs: 300 }, options);
}

async function draftOf(name: string): Promise<Draft | undefined> {
  const { items } = await system.store.drafts.list({ limit: 50 });
  return items.find(({ subject }) => subject === `Pricing for ${name}`);
}

const becomes = (name: string, status: Draft['status']) =>
  system.until(`${name} is ${status}`, async () => (await draftOf(name))?.status === status);

describeWithDovecot('mail that a colleague answers in another mail client', () => {
  beforeAll(async () => {
    dovecot = await startDovecot({ users, maxConnections: 3 });
  });
  afterEach(() => system.stop());
  afterAll(() => dovecot.stop());

  test('by its flag, or by nothing but a copy in Sent, has its draft superseded', async () => {
    const letters = ['flagged', 'replied', 'open'].map(letter);
    for (const raw of letters) await dovecot.deliver('alice', raw);
    await start('alice');
    for (const name of ['flagged', 'replied', 'open']) await becomes(name, 'drafted');
    const text = (await draftOf('flagged'))?.reply;

    const kim = colleague(dovecot.account('alice'));
    await kim.flagAnswered(1);
    await becomes('flagged', 'superseded');
    await kim.fileInSent(replyTo(letters[1] ?? ''));
    await becomes('replied', 'superseded');

    const flagged = await draftOf('flagged');
    expect([flagged?.reply, flagged?.version]).toEqual([text, 2]);
    const versions = await system.store.drafts.versions(flagged?.id ?? 0);
    expect(versions?.map(({ change }) => change)).toContain('superseded: answered elsewhere');
    expect((await draftOf('open'))?.status).toBe('drafted');
    // What is on the server is as the colleague left it, and the folder is watched as before.
    expect([...(await dovecot.flags('alice')).values()]).toEqual([['\\Answered'], [], []]);
    expect([...(await dovecot.flags('alice', 'Sent')).values()]).toEqual([['\\Seen']]);
    await dovecot.deliver('alice', letter('later'));
    await becomes('later', 'drafted');
    expect(system.log.filter(({ level }) => level >= 40)).toEqual([]);
  });

  test('or passes on to somebody else, keeps its draft', async () => {
    const raw = letter('forwarded');
    await dovecot.deliver('bob', raw);
    await start('bob');
    await becomes('forwarded', 'drafted');
    const kim = colleague(dovecot.account('bob'));
    await kim.fileInSent(replyTo(raw).replace('Subject: Re:', 'Subject: Fwd:'));
    const other = letter('other');
    await dovecot.deliver('bob', other);
    await becomes('other', 'drafted');
    await kim.fileInSent(replyTo(other));
    await becomes('other', 'superseded');
    expect((await draftOf('forwarded'))?.status).toBe('drafted');
  });

  test('before the draft is made, has it superseded all the same', async () => {
    const raw = letter('early');
    await colleague(dovecot.account('carol')).fileInSent(replyTo(raw));
    await dovecot.deliver('carol', letter('first'));
    await start('carol');
    await becomes('first', 'drafted');
    await dovecot.deliver('carol', raw);
    await becomes('early', 'superseded');
  });

  test('where no second connection is to be had, costs intake nothing', async () => {
    const skipped: Failure[] = [];
    const raws = ['one', 'two'].map(letter);
    for (const raw of raws) await dovecot.deliver('dave', raw);
    // The server lets in three: two are taken, and the third is the folder's.
    const kim = colleague(dovecot.account('dave'));
    const leave = [await kim.stay(), await kim.stay()];
    await start('dave', { onSentSkipped: (_, failure) => skipped.push(failure) });
    await becomes('one', 'drafted');
    await becomes('two', 'drafted');
    await system.until('Sent is given up', () => skipped.length === 1);
    await dovecot.deliver('dave', letter('three'));
    await becomes('three', 'drafted');
    expect(skipped).toMatchObject([{ code: 'imap.throttled' }]);
    expect(system.log.filter(({ msg }) => /stale|lost/.test(msg))).toEqual([]);
    const states = system.log.map(({ state }) => state);
    expect(states).not.toContain('throttled');
    expect(states).not.toContain('backingOff');
    for (const go of leave) await go();
  });
});
