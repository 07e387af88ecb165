import { describe, expect } from 'vitest';
import { composeDraft } from '../../../src/domain/draft.ts';
import { aDraft } from '../../support/a-draft.ts';
import { claimed, draftOf, drafted, edit, type Letter, minute, resultsOf } from './conversation.ts';
import {
  claimOne,
  fetched,
  fetchedFolder,
  finish,
  folder,
  inbox,
  type MakeStore,
  range,
  results,
  type StoreUnderTest,
  walk,
  withStore,
} from './harness.ts';

const unanswered = { ...results.drafting, reply: null, noReplyReason: 'nothing to say' };

/** Drafts that nobody needs any more. */
export function supersededContract(make: MakeStore): void {
  const test = withStore(make);

  async function statuses({ drafts }: StoreUnderTest): Promise<Record<string, string>> {
    const { items } = await drafts.list({ limit: 99 });
    return Object.fromEntries(items.map(({ subject, status }) => [subject, status]));
  }

  describe('the sender wrote again', () => {
    test('what was drafted for the earlier mails is superseded', async ({ store }) => {
      const first = await drafted(store, { uid: 1 });
      await edit(store, first, { reply: { body: 'Mine.' } });
      await drafted(store, { uid: 2 });
      expect(await statuses(store)).toEqual({ 'Letter 1': 'superseded', 'Letter 2': 'drafted' });
      const draft = await draftOf(store, first);
      expect(draft).toMatchObject({ version: 3, reply: { body: 'Mine.' } });
      expect((await store.drafts.versions(draft.id))?.at(-1)).toMatchObject({
        version: 3,
        by: 'agent',
        change: 'superseded: the sender wrote again',
        status: 'superseded',
        reply: { body: 'Mine.' },
      });
      expect(store.events).toContainEqual({ type: 'draft.updated', draft });
      expect((await store.drafts.list({ status: 'superseded', limit: 9 })).items).toEqual([draft]);
      expect((await store.drafts.list({ status: 'drafted', limit: 9 })).items).toHaveLength(1);
    });

    test.for<[string, Letter, Letter]>([
      ['another sender', { uid: 1 }, { uid: 2, from: 'bob@engines.example' }],
      ['another thread', { uid: 1 }, { uid: 2, thread: '<other@x>' }],
      ['no thread at all', { uid: 1, thread: null }, { uid: 2, thread: null }],
      ['nobody', { uid: 1, mail: { from: null } }, { uid: 2, mail: { from: null } }],
      ['another account', { uid: 1 }, { uid: 2, ref: { account: 'b', mailbox: 'INBOX' } }],
      ['the same moment', { uid: 1, minute: 1 }, { uid: 2, minute: 1 }],
    ])('not by mail of %s', async ([, one, two], { store }) => {
      await drafted(store, one);
      await drafted(store, two);
      expect(await statuses(store)).toEqual({ 'Letter 1': 'drafted', 'Letter 2': 'drafted' });
    });

    test('by mail in another folder of the account', async ({ store }) => {
      await drafted(store, { uid: 1 });
      await drafted(store, { uid: 2, ref: { ...inbox, mailbox: 'Leads' } });
      expect(await statuses(store)).toMatchObject({ 'Letter 1': 'superseded' });
    });

    test('machine-made mail and mail without a reply change nothing', async ({ store }) => {
      await drafted(store, { uid: 1, made: { drafting: unanswered } });
      await drafted(store, { uid: 2 });
      await drafted(store, { uid: 3, made: { drafting: unanswered } });
      await drafted(store, { uid: 4, mail: { automated: 'auto-replied (RFC 3834)' } });
      expect(await statuses(store)).toEqual({
        'Letter 1': 'no_reply',
        'Letter 2': 'drafted',
        'Letter 3': 'no_reply',
        'Letter 4': 'drafted',
      });
    });

    test.for(['approved', 'rejected', 'sending', 'sent'] as const)(
      'a draft that is %s stays so',
      async (status, { store }) => {
        const { thread, from } = { thread: '<t@x>', from: 'ada@engines.example' };
        const sender = { name: '', address: from };
        const earlier = { account: 'sales', threadId: thread, sender, receivedAt: minute(0) };
        await store.drafts.put(aDraft({ ...earlier, subject: 'Earlier', status }));
        await drafted(store, { uid: 1, thread, from });
        expect(await statuses(store)).toEqual({ Earlier: status, 'Letter 1': 'drafted' });
      },
    );

    test('an earlier mail that is drafted later is superseded at once', async ({ store }) => {
      await drafted(store, { uid: 5 });
      store.events.length = 0;
      const message = await drafted(store, { uid: 2 });
      expect(await statuses(store)).toEqual({ 'Letter 2': 'superseded', 'Letter 5': 'drafted' });
      const told = store.events.flatMap((e) => ('draft' in e ? [[e.type, e.draft.status]] : []));
      expect(told).toEqual([
        ['draft.created', 'drafted'],
        ['draft.updated', 'superseded'],
      ]);
      expect(message.persisting).toBe((await draftOf(store, message)).id);
    });

    test('many of a thread at once leave the newest', async ({ store }) => {
      const letters = range(1, 12).map((uid) => ({ uid, thread: `<${uid % 2}@x>` }));
      const work = [];
      for (const letter of letters) {
        const claim = await claimed(store, letter);
        const message = await walk(store, claim, 'persisting', resultsOf(letter));
        work.push({ ...claim, message });
      }
      await Promise.all(
        work.toReversed().map(({ lease, message }) => {
          const draft = composeDraft(message, { input: 0, output: 0 });
          return store.messages.persist(lease, message, draft, 1);
        }),
      );
      const open = await store.drafts.list({ status: 'drafted', limit: 99 });
      expect(open.items.map(({ subject }) => subject).toSorted()).toEqual([
        'Letter 11',
        'Letter 12',
      ]);
      const updates = store.events.flatMap((e) => (e.type === 'draft.updated' ? [e.draft.id] : []));
      expect(new Set(updates).size).toBe(10);
      expect(updates).toHaveLength(10);
      for (const id of updates) {
        const own = store.events.flatMap((e) =>
          'draft' in e && e.draft.id === id ? [e.type] : [],
        );
        expect(own).toEqual(['draft.created', 'draft.updated']);
      }
    });

    test('an older mail that is drafted again supersedes nothing and stays', async ({ store }) => {
      const made = { drafting: unanswered };
      const older = await drafted(store, { uid: 1, made });
      await drafted(store, { uid: 2 });
      await store.messages.retry(older.id, 'drafting');
      await finish(store, await claimOne(store), resultsOf({ uid: 1 }));
      expect(await statuses(store)).toEqual({ 'Letter 1': 'drafted', 'Letter 2': 'drafted' });
    });

    test('a newer mail whose reply comes with a later revision does', async ({ store }) => {
      await drafted(store, { uid: 1 });
      const newer = await drafted(store, { uid: 2, made: { drafting: unanswered } });
      await store.messages.retry(newer.id, 'drafting');
      await finish(store, await claimOne(store), resultsOf({ uid: 2 }));
      expect(await statuses(store)).toEqual({ 'Letter 1': 'superseded', 'Letter 2': 'drafted' });
    });

    test('a superseded draft is not brought back by a replay', async ({ store }) => {
      const older = await drafted(store, { uid: 1 });
      await drafted(store, { uid: 2 });
      await store.messages.retry(older.id, 'summarizing');
      await finish(store, await claimOne(store), resultsOf({ uid: 1 }));
      expect(await statuses(store)).toEqual({ 'Letter 1': 'superseded', 'Letter 2': 'drafted' });
    });

    test('a put draft counts as any, and is answered as it then stands', async ({ store }) => {
      const at = (n: number) => ({ key: `sales/INBOX/1/${n}`, receivedAt: minute(n) });
      const newer = await store.drafts.put(aDraft(at(2)));
      const older = await store.drafts.put(aDraft(at(1)));
      expect(newer).toMatchObject({ kind: 'created', draft: { status: 'drafted', version: 1 } });
      expect(older).toMatchObject({ kind: 'created', draft: { status: 'superseded', version: 2 } });
    });
  });

  describe('supersede', () => {
    test('closes what awaits a person, edited or not', async ({ store }) => {
      const letters = range(1, 3).map((uid) => ({ uid, thread: `<${uid}@x>` }));
      const ids = [];
      for (const letter of letters) ids.push((await drafted(store, letter)).id);
      const edited = await edit(store, { id: ids[0] ?? 0 }, { reply: { body: 'Mine.' } });
      const events = store.events.length;
      expect(await store.messages.supersede([...ids.slice(0, 2), ids[0] ?? 0, 99], 'why')).toBe(2);
      expect(await store.drafts.get(edited.id)).toMatchObject({
        status: 'superseded',
        version: 3,
        reply: { body: 'Mine.' },
      });
      expect((await store.drafts.versions(edited.id))?.at(-1)?.change).toBe('superseded: why');
      expect(await statuses(store)).toMatchObject({ 'Letter 3': 'drafted' });
      expect(store.events.slice(events).map(({ type }) => type)).toEqual(
        Array(2).fill('draft.updated'),
      );
      expect(await store.messages.supersede(ids.slice(0, 2), 'again')).toBe(0);
      expect(await store.messages.supersede([], 'nobody')).toBe(0);
    });

    test('leaves drafts without a reply, and those of another database', async ({ store }) => {
      await drafted(store, { uid: 1, made: { drafting: unanswered } });
      await store.drafts.put(aDraft({ key: 'a/b/1/1', message: 1, subject: 'Elsewhere' }));
      expect(await store.messages.supersede([1], 'why')).toBe(0);
    });

    test('a draft that is being made again stays closed', async ({ store }) => {
      const message = await drafted(store, { uid: 1 });
      await store.messages.retry(message.id, 'drafting');
      await store.messages.supersede([message.id], 'answered elsewhere');
      await finish(store, await claimOne(store), resultsOf({ uid: 1 }));
      expect(await draftOf(store, message)).toMatchObject({ status: 'superseded', version: 2 });
      expect(await store.messages.counts()).toEqual({ done: 1 });
    });
  });

  describe('unanswered', () => {
    test('tells whose draft awaits a person, the newest first', async ({ store }) => {
      const { id: mailbox } = await folder(store, []);
      expect(await store.messages.unanswered(mailbox, 9)).toEqual([]);
      for (const uid of [3, 1, 2]) await drafted(store, { uid, thread: `<${uid}@x>` });
      await drafted(store, { uid: 4, ref: { ...inbox, mailbox: 'Leads' }, thread: '<4@x>' });
      await edit(store, { id: 2 }, { category: 'Spam' });
      const [newest, next, ...more] = await store.messages.unanswered(mailbox, 9);
      expect(newest).toEqual({
        id: 1,
        uid: 3,
        messageId: '<3@mail.example>',
        receivedAt: minute(3),
      });
      expect([next?.uid, more]).toEqual([2, []]);
      expect(await store.messages.unanswered(mailbox, 1)).toEqual([newest]);
      await store.messages.supersede([1], 'answered elsewhere');
      expect((await store.messages.unanswered(mailbox, 9)).map(({ uid }) => uid)).toEqual([2]);
    });

    test('by the numbers that the folder has now', async ({ store }) => {
      await fetchedFolder(store, [1, 2]);
      for (const uid of [1, 2]) {
        await finish(store, await claimOne(store), resultsOf({ uid, thread: `<${uid}@x>` }));
      }
      const { id } = await folder(store, []);
      await store.messages.remap(
        id,
        8,
        [fetched(51, 'the mail with UID 2')].map((mail) => ({
          ...mail,
          messageId: '<2@mail.example>',
        })),
      );
      const start = { uidValidity: 8, startUid: 1, cursor: 60, left: 0, uids: [51] };
      await store.messages.startMailbox(inbox, start);
      const [only, ...more] = await store.messages.unanswered(id, 9);
      expect([only?.uid, more]).toEqual([51, []]);
    });
  });
}
