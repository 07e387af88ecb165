import { describe, expect } from 'vitest';
import type { DraftStatus } from '../../../src/domain/draft.ts';
import { aDraft } from '../../support/a-draft.ts';
import { draftOf, drafted, edit } from './conversation.ts';
import { claimOne, finish, type MakeStore, range, results, withStore } from './harness.ts';
import {
  aDraftIn,
  claimLetter,
  goes,
  history,
  present,
  queued,
  review,
  sending,
  wish,
} from './outbox.ts';

const refusal = (words: string | RegExp) => ({
  kind: 'refused',
  reason: expect.stringMatching(words),
});

/** Wishes that drafts leave the house. */
export function outgoingContract(make: MakeStore): void {
  const test = withStore(make);

  describe('queue', () => {
    test('a send settles everything at once: row, Message-ID, job and draft', async ({ store }) => {
      const draft = await aDraftIn(store);
      await review(store, draft.id, 'approve');
      store.events.length = 0;
      store.clock.now += 1000;
      const at = new Date(store.clock.now).toISOString();
      const result = await wish(store, draft.id, 'send');
      const outgoing = {
        id: expect.any(Number),
        draft: draft.id,
        kind: 'send',
        state: 'queued',
        version: 1,
        messageId: expect.stringMatching(/^<[0-9a-f]{32}@company\.example>$/),
        attended: true,
        name: 'Mia',
        attempts: 0,
        notBefore: null,
        folder: null,
        error: null,
        createdAt: at,
        updatedAt: at,
      };
      const after = { ...draft, status: 'sending', version: 3, updatedAt: at };
      expect(result).toEqual({ kind: 'queued', outgoing, draft: after });
      expect(await store.drafts.get(draft.id)).toEqual(after);
      expect(await store.outgoing.ofDraft(draft.id)).toEqual([outgoing]);
      expect(store.events).toEqual([{ type: 'draft.updated', draft: after }]);
      expect(await history(store, draft.id)).toEqual([
        ['agent', null, 'created', 'drafted'],
        ['person', 'Mia', 'approved', 'approved'],
        ['person', 'Mia', 'sending', 'sending'],
      ]);
    });

    test('a save leaves its draft as it is, and is told all the same', async ({ store }) => {
      const draft = await aDraftIn(store);
      store.events.length = 0;
      const result = await wish(store, draft.id, 'save', { attended: false, by: null });
      expect(result).toMatchObject({
        kind: 'queued',
        draft,
        outgoing: { kind: 'save', attended: false, name: null },
      });
      expect(await store.drafts.get(draft.id)).toEqual(draft);
      expect(store.events).toEqual([{ type: 'draft.updated', draft }]);
    });

    test('of nobody is missing; on an old version it is stale', async ({ store }) => {
      expect(await wish(store, 99, 'save')).toEqual({ kind: 'missing' });
      const { id, message } = await aDraftIn(store);
      await edit(store, { id: message ?? 0 }, { reply: { body: 'Other.' } });
      const stale = await wish(store, id, 'save', { version: 1 });
      expect(stale).toEqual({ kind: 'stale', version: 2 });
      expect(await wish(store, id, 'save', { version: 3 })).toEqual({ kind: 'stale', version: 2 });
      expect(await store.outgoing.ofDraft(id)).toEqual([]);
      expect(await store.outgoing.claim()).toBeNull();
    });

    test('a click twice, or many at once, is one wish', async ({ store }) => {
      for (const kind of ['send', 'save'] as const) {
        const { id } = await aDraftIn(store, kind === 'send' ? 1 : 2);
        const { version } = await review(store, id, 'approve');
        const all = await Promise.all(range(1, 5).map(() => wish(store, id, kind, { version })));
        expect(all.map((one) => one.kind).toSorted()).toEqual([
          ...Array(4).fill('again'),
          'queued',
        ]);
        const ids = all.map((one) => ('outgoing' in one ? one.outgoing.id : 0));
        expect(new Set(ids).size).toBe(1);
        expect(await store.outgoing.ofDraft(id)).toHaveLength(1);
      }
      await goes(store, await claimLetter(store), { to: 'transmitting' });
      const [row] = (await store.outgoing.list({ state: 'transmitting', limit: 1 })).items;
      const version = (await present(store, row?.draft ?? 0)).version;
      expect(await wish(store, row?.draft ?? 0, 'send', { version })).toMatchObject({
        kind: 'again',
        outgoing: { state: 'transmitting' },
        draft: { status: 'sending' },
      });
    });

    test('a save and a send of one draft are two wishes', async ({ store }) => {
      const { id } = await aDraftIn(store);
      await review(store, id, 'approve');
      const saved = await queued(store, id, 'save');
      expect((await claimLetter(store)).outgoing.id).toBe(saved.id);
      const sent = await queued(store, id, 'send');
      expect(saved.messageId).not.toBe(sent.messageId);
      expect((await claimLetter(store)).outgoing.id).toBe(sent.id);
      expect(await store.outgoing.claim()).toBeNull();
    });

    test.for([
      ['send', 'drafted', 'approve it first'],
      ['send', 'rejected', 'reopen it and approve it first'],
      ['send', 'superseded', 'superseded'],
      ['save', 'rejected', 'reopen it first'],
      ['save', 'superseded', 'superseded'],
    ] as const)('no %s of one that is %s: %s', async ([kind, status, words], { store }) => {
      const { id, message } = await aDraftIn(store);
      if (status === 'rejected') await review(store, id, 'reject');
      if (status === 'superseded') await store.messages.supersede([message ?? 0], 'elsewhere');
      const before = await present(store, id);
      expect(await wish(store, id, kind)).toEqual(refusal(words));
      expect(await store.drafts.get(id)).toEqual(before);
      expect(await store.outgoing.ofDraft(id)).toEqual([]);
    });

    test.for([
      ['sending', [{ to: 'transmitting' }], 'being sent'],
      ['sent', [{ to: 'transmitting' }, { to: 'copying' }], 'was sent already'],
    ] as const)('nothing more of one that is %s', async ([status, moves, words], { store }) => {
      const id = await sending(store, 1, ...moves);
      expect(await present(store, id)).toMatchObject({ status });
      expect(await wish(store, id, 'save')).toEqual(refusal(words));
      if (status === 'sent') await goes(store, await reclaimed(), { to: 'done', folder: 'Sent' });
      if (status === 'sent') expect(await wish(store, id, 'send')).toEqual(refusal(words));

      async function reclaimed() {
        await store.messages.recover();
        return await claimLetter(store);
      }
    });

    test('without a reply there is nothing to go out', async ({ store }) => {
      const drafting = { ...results.drafting, reply: null };
      const { id } = await draftOf(store, await drafted(store, { uid: 1, made: { drafting } }));
      for (const kind of ['save', 'send'] as const) {
        expect(await wish(store, id, kind)).toEqual(refusal('no reply'));
      }
    });

    test.for(['approved', 'failed'] as const)(
      'one that is %s and whose message is elsewhere names the way out',
      async (status: DraftStatus, { store }) => {
        await aDraftIn(store);
        for (const changes of [{ key: 'a/b/1/1', message: 1 }, { key: 'a/b/1/2' }]) {
          const put = await store.drafts.put(aDraft({ ...changes, status }));
          const id = 'draft' in put ? put.draft.id : 0;
          for (const kind of ['save', 'send'] as const) {
            expect(await wish(store, id, kind)).toEqual(refusal('DATABASE_URL'));
          }
          expect(await present(store, id)).toMatchObject({ status, version: 1 });
        }
        expect(await store.outgoing.list({ limit: 5 })).toEqual({ items: [], next: null });
      },
    );

    test('while the mail is being read anew it cannot be quoted', async ({ store }) => {
      const { id, message } = await aDraftIn(store);
      await store.messages.retry(message ?? 0, 'parsing');
      expect(await wish(store, id, 'save')).toEqual(refusal('quoted'));
      await finish(store, await claimOne(store));
      expect(await wish(store, id, 'save')).toMatchObject({ kind: 'queued' });
    });

    test('hostile text goes the whole way', async ({ store }) => {
      const body = `'); drop table outgoing; -- \ud800 👩‍👩‍👧 \u202e \r\n.\r\n ${'x'.repeat(100_000)}`;
      const reply = { subject: 'Re:\r\nBcc: all@x.example', body, language: 'en' };
      const drafting = { ...results.drafting, reply };
      const name = `<img src=x>'"`;
      const { id } = await draftOf(store, await drafted(store, { uid: 1, made: { drafting } }));
      const result = await wish(store, id, 'save', { by: name });
      expect(result).toMatchObject({ kind: 'queued', outgoing: { name } });
      const dispatch = await claimLetter(store);
      expect(dispatch.reply).toEqual(reply);
      const note = `NO [OVERQUOTA] ${body.replace('\ud800', '')}`;
      await goes(store, dispatch, { to: 'done', folder: 'Entwürfe & "x"', note });
      expect(await store.outgoing.ofDraft(id)).toMatchObject([
        { error: note, folder: 'Entwürfe & "x"' },
      ]);
    });
  });

  describe('ofDraft and list', () => {
    test('give the newest first, by state and page by page', async ({ store }) => {
      expect(await store.outgoing.ofDraft(1)).toEqual([]);
      const rows: number[] = [];
      for (const uid of range(1, 5)) {
        const { id } = await aDraftIn(store, uid);
        rows.push((await queued(store, id, 'save')).id);
      }
      const newest = rows.toReversed();
      const first = await store.outgoing.list({ limit: 3 });
      expect(first.items.map(({ id }) => id)).toEqual(newest.slice(0, 3));
      const rest = await store.outgoing.list({ limit: 3, cursor: Number(first.next) });
      expect(rest.items.map(({ id }) => id)).toEqual(newest.slice(3));
      expect(rest.next).toBeNull();
      await goes(store, await claimLetter(store), { to: 'done', folder: 'Drafts' });
      const waiting = await store.outgoing.list({ state: 'queued', limit: 9 });
      expect(waiting.items.map(({ id }) => id)).toEqual(newest.slice(0, 4));
      const older = await store.outgoing.list({
        state: 'queued',
        limit: 1,
        cursor: newest[1] ?? 0,
      });
      expect(older.items.map(({ id }) => id)).toEqual([newest[2]]);
      const done = await store.outgoing.list({ state: 'done', limit: 9 });
      expect(done.items.map(({ id }) => id)).toEqual([newest[4]]);
    });
  });
}
