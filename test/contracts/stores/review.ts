import { describe, expect } from 'vitest';
import type { Draft, DraftStatus, NewDraft } from '../../../src/domain/draft.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { Review } from '../../../src/ports.ts';
import { aDraft } from '../../support/a-draft.ts';
import { draftOf, edit, minute, read } from './conversation.ts';
import {
  aMail,
  claimOne,
  finish,
  type MakeStore,
  range,
  type StoreUnderTest,
  withStore,
} from './harness.ts';
import { aDraftIn, claimLetter, goes, history, queued, review, sending } from './outbox.ts';

/** What each decision makes of each status; the others are refused. */
const ways: Record<Review, Partial<Record<DraftStatus, DraftStatus>>> = {
  approve: { drafted: 'approved' },
  reject: { drafted: 'rejected', approved: 'rejected', failed: 'rejected' },
  reopen: { approved: 'drafted', rejected: 'drafted', failed: 'drafted', unknown: 'drafted' },
};
const statuses = [
  ...(['drafted', 'approved', 'rejected', 'sending', 'sent', 'failed', 'unknown'] as const),
  ...(['no_reply', 'superseded'] as const),
];
const cases = (['approve', 'reject', 'reopen'] as const).flatMap((how) =>
  statuses.map((status) => [how, status, ways[how][status] ?? null] as const),
);
const words = { approve: 'approved', reject: 'rejected', reopen: 'reopened' };
const failure = new Failure('smtp.rejected', '550 no such user');

/** A person's decisions on drafts, and the draft next to another. */
export function reviewContract(make: MakeStore): void {
  const test = withStore(make);

  describe('review', () => {
    test.for(cases)('%s of one that is %s makes it %s', async ([how, status, to], { store }) => {
      const draft = await put(store, { status, reply: replyOf(status) });
      store.events.length = 0;
      store.clock.now += 1000;
      const result = await store.drafts.review(draft.id, 1, how, 'Mia');
      if (!to) {
        expect(result).toEqual({ kind: 'refused', reason: expect.stringMatching(/^.{20,}$/) });
        expect(await store.drafts.get(draft.id)).toEqual(draft);
        expect(store.events).toEqual([]);
        return;
      }
      const updatedAt = new Date(store.clock.now).toISOString();
      const decided = { ...draft, status: to, version: 2, updatedAt };
      expect(result).toEqual({ kind: 'edited', draft: decided });
      expect(await store.drafts.get(draft.id)).toEqual(decided);
      expect(store.events).toEqual([{ type: 'draft.updated', draft: decided }]);
      expect((await store.drafts.versions(draft.id))?.at(-1)).toEqual({
        version: 2,
        at: updatedAt,
        by: 'person',
        name: 'Mia',
        change: words[how],
        reply: draft.reply,
        category: 'Lead',
        urgency: 'high',
        status: to,
      });
      expect((await store.drafts.list({ status: to, limit: 5 })).items).toEqual([decided]);
      expect((await store.drafts.list({ status, limit: 5 })).items).toEqual([]);
    });

    test('of nobody is missing; on an old version it is stale', async ({ store }) => {
      expect(await store.drafts.review(9, 1, 'approve', null)).toEqual({ kind: 'missing' });
      const { id } = await put(store);
      await store.drafts.edit(id, 1, { reply: { body: 'Other.' } }, null);
      const stale = await store.drafts.review(id, 1, 'approve', null);
      expect(stale).toEqual({ kind: 'stale', version: 2 });
    });

    test('by several people at the same moment: one wins', async ({ store }) => {
      const { id } = await put(store);
      const kinds = await Promise.all([
        ...range(1, 3).map((n) => store.drafts.review(id, 1, 'approve', `Person ${n}`)),
        store.drafts.review(id, 1, 'reject', null),
        store.drafts.edit(id, 1, { urgency: 'low' }, null),
      ]);
      const won = kinds.filter(({ kind }) => kind === 'edited');
      expect(won).toHaveLength(1);
      expect(kinds.filter(({ kind }) => kind === 'stale')).toHaveLength(4);
      expect(await store.drafts.versions(id)).toHaveLength(2);
    });

    test('a draft without a reply is not approved', async ({ store }) => {
      const { id } = await put(store, { reply: null });
      expect(await store.drafts.review(id, 1, 'approve', null)).toMatchObject({ kind: 'refused' });
    });

    test('says what to do instead', async ({ store }) => {
      const { id } = await put(store, { status: 'rejected' });
      const { id: lost } = await put(store, { key: 'b', status: 'unknown' });
      const reason = (words: string) => ({
        kind: 'refused',
        reason: expect.stringContaining(words),
      });
      expect(await store.drafts.review(id, 1, 'approve', null)).toEqual(reason('reopen it'));
      expect(await store.drafts.review(lost, 1, 'reject', null)).toEqual(reason('Sent folder'));
    });

    test.for(['approve', 'reject'] as const)(
      'after %s, and reopening, the pipeline keeps its hands off',
      async (how, { store }) => {
        const { id } = await put(store);
        await review(store, id, how);
        expect(await store.drafts.put(aDraft({ revision: 2 }))).toMatchObject({ kind: 'conflict' });
        await review(store, id, 'reopen');
        expect(await store.drafts.put(aDraft({ revision: 3 }))).toMatchObject({ kind: 'conflict' });
      },
    );

    test('an approved reply is an example, a rejected one is none; neither corrects', async ({
      store,
    }) => {
      const first = await aDraftIn(store, 1);
      const second = await aDraftIn(store, 2);
      await review(store, first.id, 'approve');
      await review(store, second.id, 'reject');
      const from = 'eve@other.example';
      const next = await read(store, { uid: 9, from, thread: null });
      const known = await store.messages.background(next);
      expect(known.examples).toEqual([
        { subject: 'Letter 1', text: 'letter 1', category: 'Lead', reply: first.reply?.body },
      ]);
      await store.messages.recover();
      const again = await store.messages.background({
        ...next,
        parsing: aMail({ from: first.sender }),
      });
      expect(again.correction).toBeNull();
    });

    test('what was asked for before a decision does not take its place', async ({ store }) => {
      const draft = await aDraftIn(store);
      await store.messages.regenerate(draft.id, 1, 'shorter', 'Ben');
      await review(store, draft.id, 'approve');
      await finish(store, await claimOne(store));
      expect(await store.drafts.get(draft.id)).toMatchObject({ status: 'approved', version: 2 });
    });

    test('names who asked for the draft that follows', async ({ store }) => {
      const draft = await aDraftIn(store);
      await store.messages.regenerate(draft.id, 1, 'shorter', 'Ben');
      await finish(store, await claimOne(store));
      expect(await history(store, draft.id)).toEqual([
        ['agent', null, 'created', 'drafted'],
        ['agent', 'Ben', 'drafted again: shorter', 'drafted'],
      ]);
      await store.messages.retry(draft.message ?? 0, 'drafting');
      await finish(store, await claimOne(store));
      expect((await history(store, draft.id)).at(-1)).toEqual([
        'agent',
        null,
        'drafted again',
        'drafted',
      ]);
    });

    test('an edit after a failed sending has it reviewed again', async ({ store }) => {
      const id = await sending(store, 1, { to: 'transmitting' }, { to: 'failed', failure });
      const draft = await edit(
        store,
        { id: (await store.drafts.get(id))?.message ?? 0 },
        {
          reply: { body: 'To the right address.' },
        },
      );
      expect(draft.status).toBe('drafted');
    });
  });

  describe('reopen', () => {
    test('takes a sending back that was not begun, claimed or not', async ({ store }) => {
      for (const uid of [1, 2]) {
        const id = await sending(store, uid);
        const held = uid === 2 ? await claimLetter(store) : null;
        expect(await review(store, id, 'reopen')).toMatchObject({ status: 'drafted', version: 4 });
        expect(await store.outgoing.ofDraft(id)).toMatchObject([{ state: 'cancelled' }]);
        expect(await store.outgoing.claim()).toBeNull();
        if (!held) continue;
        await expect(store.outgoing.move(held, { to: 'transmitting' })).rejects.toMatchObject({
          code: 'store.fenced',
        });
      }
    });

    test('takes one back that waits for its next try', async ({ store }) => {
      const away = new Failure('smtp.unavailable', '421 later');
      const id = await sending(
        store,
        1,
        { to: 'transmitting' },
        {
          to: 'waiting',
          afterMs: 60_000,
          failure: away,
        },
      );
      await review(store, id, 'reopen');
      expect(await store.outgoing.ofDraft(id)).toMatchObject([
        { state: 'cancelled', notBefore: null, error: null },
      ]);
      store.clock.now += 120_000;
      expect(await store.outgoing.claim()).toBeNull();
    });

    test.for([
      ['on its way', [{ to: 'transmitting' }]],
      ['sent', [{ to: 'transmitting' }, { to: 'copying' }]],
    ] as const)('is too late for one that is %s', async ([words, moves], { store }) => {
      const id = await sending(store, 1, ...moves);
      const { version } = (await store.drafts.get(id)) ?? { version: 0 };
      const result = await store.drafts.review(id, version, 'reopen', null);
      expect(result).toEqual({ kind: 'refused', reason: expect.stringContaining(words) });
    });

    test('leaves a save of the same draft alone', async ({ store }) => {
      const { id } = await aDraftIn(store);
      await review(store, id, 'approve');
      await queued(store, id, 'save');
      const dispatch = await claimLetter(store);
      await queued(store, id, 'send');
      await review(store, id, 'reopen');
      expect(dispatch.outgoing).toMatchObject({ kind: 'save', state: 'queued' });
      await goes(store, dispatch, { to: 'done', folder: 'Drafts' });
      expect(await store.outgoing.claim()).toBeNull();
    });
  });

  describe('a sent reply', () => {
    test('is what later mail knows to be answered', async ({ store }) => {
      const { message, reply } = await aDraftInThread(store);
      const { id } = await draftOf(store, { id: message });
      await review(store, id, 'approve');
      await queued(store, id, 'send');
      await goes(store, await claimLetter(store), { to: 'transmitting' }, { to: 'copying' });
      const next = await read(store, { uid: 5, thread: '<t@x>' });
      expect((await store.messages.background(next)).thread).toEqual([
        expect.objectContaining({ at: minute(1), answered: true, reply }),
      ]);
    });
  });
}

async function aDraftInThread(store: StoreUnderTest) {
  const { message, reply } = await aDraftIn(store, 1, { thread: '<t@x>' });
  return { message: message ?? 0, reply: reply?.body };
}

function replyOf(status: DraftStatus): NewDraft['reply'] {
  return status === 'no_reply' ? null : aDraft().reply;
}

async function put(store: StoreUnderTest, changes: Partial<NewDraft> = {}): Promise<Draft> {
  const result = await store.drafts.put(aDraft(changes));
  if (result.kind !== 'created') throw new Error(`the draft was ${result.kind}`);
  return result.draft;
}
