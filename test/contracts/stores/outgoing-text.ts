import { describe, expect } from 'vitest';
import type { Draft } from '../../../src/domain/draft.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { DraftEdit, Review } from '../../../src/ports.ts';
import { edit } from './conversation.ts';
import { type MakeStore, results, type StoreUnderTest, withStore } from './harness.ts';
import { aDraftIn, claimLetter, domain, goes, queued, review, wish } from './outbox.ts';

const failure = new Failure('smtp.rejected', '550 no such user');
const lost = new Failure('smtp.unknown', 'the answer was lost');

/** Which text goes out, and by which Message-ID. */
export function outgoingTextContract(make: MakeStore): void {
  const test = withStore(make);

  describe('the Message-ID', () => {
    test('stays through all that is not the text', async ({ store }) => {
      const { id, message } = await aDraftIn(store);
      const ids: string[] = [];
      const versions: number[] = [];
      async function sent(...ways: { to: 'failed' | 'unknown'; failure: Failure }[]) {
        const outgoing = await queued(store, id, 'send');
        ids.push(outgoing.messageId);
        versions.push(outgoing.version);
        await goes(store, await claimLetter(store), { to: 'transmitting' }, ...ways);
      }
      await review(store, id, 'approve');
      await sent({ to: 'failed', failure });
      await sent({ to: 'unknown', failure: lost });
      await sent({ to: 'unknown', failure: lost });
      await review(store, id, 'reopen');
      await edit(store, { id: message ?? 0 }, { category: 'Support', urgency: 'low' });
      await review(store, id, 'approve');
      await sent({ to: 'failed', failure });
      expect(new Set(ids).size).toBe(1);
      expect(new Set(versions)).toEqual(new Set([1]));

      const { version } = await edit(store, { id: message ?? 0 }, { reply: { body: 'Other.' } });
      await review(store, id, 'approve');
      await sent({ to: 'failed', failure });
      expect(versions.at(-1)).toBe(version);
      expect(new Set(ids).size).toBe(2);
    });

    test('a save that is asked for once more has the same, and is a row of its own', async ({
      store,
    }) => {
      const { id } = await aDraftIn(store);
      const first = await queued(store, id, 'save');
      await goes(store, await claimLetter(store), { to: 'done', folder: 'Drafts' });
      await review(store, id, 'approve');
      const second = await queued(store, id, 'save');
      expect(second.messageId).toBe(first.messageId);
      expect(second.id).toBeGreaterThan(first.id);
      const rows = await store.outgoing.ofDraft(id);
      expect(rows.map(({ state }) => state)).toEqual(['queued', 'done']);
    });

    test('is of the draft, the kind and the domain', async ({ store }) => {
      const ids: string[] = [];
      for (const uid of [1, 2]) {
        const { id } = await aDraftIn(store, uid);
        ids.push((await queued(store, id, 'save')).messageId);
      }
      const { id } = await aDraftIn(store, 3);
      const other = await wish(store, id, 'save', { domain: 'other.example' });
      expect(other).toMatchObject({
        outgoing: { messageId: expect.stringMatching(/@other\.example>$/) },
      });
      expect(new Set(ids).size).toBe(2);
      expect(ids.every((one) => one.endsWith(`@${domain}>`))).toBe(true);
    });

    test('is the same in another database for the same words alone', async ({ store }) => {
      const { reply: said } = results.drafting;
      const reply = said ?? { subject: '', body: '', language: 'en' };
      const { id } = await aDraftIn(store);
      const { messageId } = await queued(store, id, 'save');
      for (const [changes, isSame] of [
        [{}, true],
        [{ body: 'Dear Ada, in other words.' }, false],
        [{ subject: 'Re: Something else' }, false],
      ] as const) {
        const other = await make();
        const drafting = { ...results.drafting, reply: { ...reply, ...changes } };
        const draft = await aDraftIn(other, 1, { made: { drafting } });
        const outgoing = await queued(other, draft.id, 'save');
        expect(outgoing.version).toBe(1);
        expect(outgoing.messageId === messageId).toBe(isSame);
        await other.close();
      }
    });
  });

  describe('a save that waits', () => {
    type Decide = (store: StoreUnderTest, draft: Draft) => Promise<unknown>;
    const changes = (change: DraftEdit): Decide => {
      return (store, { message }) => edit(store, { id: message ?? 0 }, change);
    };
    const decides = (how: Review): Decide => {
      return (store, { id }) => review(store, id, how);
    };
    const isAnswered: Decide = async (store, { message }) =>
      expect(await store.messages.supersede([message ?? 0], 'answered elsewhere')).toBe(1);
    const against: [string, Decide][] = [
      ['reject', decides('reject')],
      ['an edit of the body', changes({ reply: { body: 'Newer.' } })],
      ['an edit of the subject', changes({ reply: { subject: 'Re: Newer' } })],
      ['what makes it spam', changes({ category: 'Spam' })],
      ['an answer elsewhere', isAnswered],
      ['later mail of the sender', (store) => aDraftIn(store, 2, { thread: '<thread-1@x>' })],
      [
        'a send',
        async (store, { id }) => {
          await review(store, id, 'approve');
          await queued(store, id, 'send');
        },
      ],
    ];

    test.for(against)('is cancelled by %s', async ([, decide], { store }) => {
      const draft = await aDraftIn(store);
      const { id } = await queued(store, draft.id, 'save');
      await decide(store, draft);
      const save = await saveOf(store, draft.id);
      expect(save).toMatchObject({ id, state: 'cancelled', notBefore: null, error: null });
      const next = await store.outgoing.claim();
      expect(next?.outgoing.kind).not.toBe('save');
    });

    test.for(against)('outlives %s while it is put in its place', async ([, decide], { store }) => {
      const draft = await aDraftIn(store);
      await queued(store, draft.id, 'save');
      const held = await claimLetter(store);
      await decide(store, draft);
      expect(await saveOf(store, draft.id)).toMatchObject({ state: 'queued' });
      await goes(store, held, { to: 'done', folder: 'Drafts' });
      expect(await saveOf(store, draft.id)).toMatchObject({ state: 'done', folder: 'Drafts' });
    });

    test.for<[string, Decide]>([
      ['approve', decides('approve')],
      [
        'reopen',
        async (store, { id }) => {
          await review(store, id, 'approve');
          await review(store, id, 'reopen');
        },
      ],
      ['another category and urgency', changes({ category: 'Support', urgency: 'low' })],
      ['an edit that leaves the words', changes({ reply: { ...results.drafting.reply } })],
    ])('is left by %s', async ([, decide], { store }) => {
      const draft = await aDraftIn(store);
      const { id } = await queued(store, draft.id, 'save');
      await decide(store, draft);
      expect((await claimLetter(store)).outgoing).toMatchObject({ id, kind: 'save' });
    });

    test('is left by what is refused', async ({ store }) => {
      const { id } = await aDraftIn(store);
      await queued(store, id, 'save');
      expect(await wish(store, id, 'send')).toMatchObject({ kind: 'refused' });
      expect(await store.drafts.review(id, 9, 'reject', null)).toMatchObject({ kind: 'stale' });
      expect(await saveOf(store, id)).toMatchObject({ state: 'queued' });
    });

    async function saveOf({ outgoing }: StoreUnderTest, draft: number) {
      return (await outgoing.ofDraft(draft)).find(({ kind }) => kind === 'save');
    }
  });

  describe('a save of a newer text', () => {
    test('takes the place of one that waits', async ({ store }) => {
      const { id, message } = await aDraftIn(store);
      const first = await queued(store, id, 'save');
      await edit(store, { id: message ?? 0 }, { reply: { body: 'Newer.' } });
      const second = await queued(store, id, 'save');
      expect(second).toMatchObject({ version: 2, state: 'queued' });
      expect(second.messageId).not.toBe(first.messageId);
      expect(await store.outgoing.ofDraft(id)).toMatchObject([
        { id: second.id, state: 'queued' },
        { id: first.id, state: 'cancelled' },
      ]);
      const dispatch = await claimLetter(store);
      expect(dispatch.reply.body).toBe('Newer.');
      expect(await store.outgoing.claim()).toBeNull();
    });

    test('is put off while somebody puts the older one in its place', async ({ store }) => {
      const { id, message } = await aDraftIn(store);
      await queued(store, id, 'save');
      const dispatch = await claimLetter(store);
      await edit(store, { id: message ?? 0 }, { reply: { body: 'Newer.' } });
      expect(await wish(store, id, 'save')).toEqual({
        kind: 'refused',
        reason: expect.stringContaining('in a moment'),
      });
      await goes(store, dispatch, { to: 'done', folder: 'Drafts' });
      expect(await wish(store, id, 'save')).toMatchObject({ kind: 'queued' });
      expect((await claimLetter(store)).reply.body).toBe('Newer.');
    });

    test('is not what goes out by an older wish that is tried again', async ({ store }) => {
      const { id, message, reply } = await aDraftIn(store);
      await queued(store, id, 'save');
      await claimLetter(store);
      await edit(store, { id: message ?? 0 }, { reply: { body: 'Newer.' } });
      await store.messages.recover();
      expect((await claimLetter(store)).reply).toEqual(reply);
    });

    test('takes the place of one that went back to wait', async ({ store }) => {
      const { id, message } = await aDraftIn(store);
      const first = await queued(store, id, 'save');
      const held = await claimLetter(store);
      await edit(store, { id: message ?? 0 }, { reply: { body: 'Newer.' } });
      await goes(store, held, { to: 'waiting', afterMs: 1, failure });
      const second = await queued(store, id, 'save');
      expect(await store.outgoing.ofDraft(id)).toMatchObject([
        { id: second.id, state: 'queued' },
        { id: first.id, state: 'cancelled' },
      ]);
    });
  });
}
