import { expect, test } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { Stage } from '../../src/domain/message.ts';
import type { LedgerEntry, MessageRow } from '../../src/ports.ts';
import type { Agent } from '../support/agent.ts';
import { aDraft } from '../support/a-draft.ts';
import type { CallLog } from './call-log.ts';
import { count, isSettled, type Sent } from './invariants.ts';

/** A world of two mails that are done; each test breaks one thing in it. */
function sound() {
  const row = (uid: number, stage: Stage = 'done') =>
    ({ uid, stage, uidValidity: 7, key: `a/b/7/${uid}`, error: null }) as MessageRow;
  const draft = (uid: number) =>
    ({ ...aDraft(), key: `a/b/7/${uid}`, uid, messageId: `<${uid}@x>`, version: 1 }) as Draft;
  const mail = (uid: number): Sent => ({
    uid,
    raw: `Message-ID: <${uid}@x>\r\n\r\n`,
    expect: { reply: true },
  });
  const calls = { calls: 6, extra: 0, unearned: [] as string[] };
  return {
    ledger: { cursor: 2, counts: { done: 2 }, gaps: [] } as unknown as LedgerEntry,
    rows: [row(1), row(2)],
    drafts: [draft(1), draft(2)],
    sent: [mail(1), mail(2)],
    uids: [1, 2],
    calls,
    row,
    draft,
  };
}

async function counted(world: ReturnType<typeof sound>) {
  const agent = {
    ledger: () => Promise.resolve([world.ledger]),
    messages: () => Promise.resolve(world.rows),
  } as Agent;
  const calls = { count: () => world.calls } as CallLog;
  const { drafts, sent, uids } = world;
  return await count({ agent, drafts, sent, uids, calls });
}

test('finds nothing where all is well', async () => {
  expect(await counted(sound())).toMatchObject({
    messages: 2,
    lost: 0,
    doubled: 0,
    complaints: [],
  });
});

const breaks: [name: string, (world: ReturnType<typeof sound>) => void, found: object][] = [
  ['a row that is missing', (w) => (w.rows = [w.row(1)]), { lost: 2 }],
  ['a row that never ends', (w) => (w.rows[1] = w.row(2, 'drafting')), { lost: 2 }],
  ['a draft that is missing', (w) => w.drafts.pop(), { lost: 1 }],
  ['a gap', (w) => w.ledger.gaps.push({ uid: 2, since: 'now' }), { lost: 1 }],
  ['a mail that is gone', (w) => ((w.rows[1] = w.row(2, 'gone')), w.drafts.pop()), { lost: 1 }],
  ['a second row', (w) => w.rows.push(w.row(2)), { doubled: 1 }],
  ['a second draft of a key', (w) => w.drafts.push(w.draft(2)), { doubled: 2 }],
  [
    'a second draft of a mail',
    (w) => w.drafts.push({ ...w.draft(2), key: 'a/b/8/1' }),
    { doubled: 1 },
  ],
  ['a draft made again', (w) => (w.drafts[1] = { ...w.draft(2), version: 2 }), { doubled: 1 }],
  [
    'a mail set aside',
    (w) => ((w.rows[1] = w.row(2, 'quarantined')), w.drafts.pop()),
    { quarantined: 1, lost: 0 },
  ],
  ['a question put again', (w) => w.calls.unearned.push('classify ×2'), { lost: 0 }],
  ['a reply that is missing', (w) => (w.drafts[1] = { ...w.draft(2), reply: null }), { lost: 0 }],
];

test.each(breaks)('finds %s', async (_, harm, found) => {
  const world = sound();
  harm(world);
  const result = await counted(world);
  expect(result).toMatchObject(found);
  expect(result.complaints.length).toBeGreaterThan(0);
});

test.each([
  ['a letter that is missing', 'lost'],
  ['a second letter', 'doubled'],
] as const)('finds %s', async (_, kind) => {
  const world = sound();
  const letters = { lost: [] as string[], doubled: [] as string[] };
  letters[kind].push('<1@us>');
  const agent = {
    ledger: () => Promise.resolve([world.ledger]),
    messages: () => Promise.resolve(world.rows),
  } as Agent;
  const calls = { count: () => world.calls } as CallLog;
  const { drafts, sent, uids } = world;
  const result = await count({ agent, drafts, sent, uids, calls, letters });
  expect([result[kind], result.complaints]).toEqual([1, [`${kind}: <1@us>`]]);
});

test('a draft that a person has decided on has more versions', async () => {
  const world = sound();
  world.drafts[1] = { ...world.draft(2), version: 3 };
  world.sent[1] = { ...world.sent[1]!, reviewed: true };
  expect((await counted(world)).complaints).toEqual([]);
});

test('poison may be set aside', async () => {
  const world = sound();
  world.sent[1] = { ...world.sent[1]!, mayBeSetAside: true };
  world.rows[1] = world.row(2, 'quarantined');
  world.drafts.pop();
  expect((await counted(world)).complaints).toEqual([]);
});

test('is settled only when every UID is taken in and has ended', () => {
  const { ledger } = sound();
  expect(isSettled([ledger], [1, 2])).toBe(true);
  expect(isSettled([ledger], [1, 2, 3])).toBe(false);
  expect(isSettled([{ ...ledger, counts: { done: 1, waiting: 1 } }], [1, 2])).toBe(false);
});
