import { describe, expect } from 'vitest';
import { composeDraft } from '../../../src/domain/draft.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { aDraft } from '../../support/a-draft.ts';
import {
  aMail,
  claimOne,
  doneMessage,
  failure,
  fetched,
  fetchedFolder,
  finish,
  folder,
  type MakeStore,
  minutes,
  results,
  type StoreUnderTest,
  walk,
  withStore,
} from './harness.ts';

const days = (n: number) => minutes(n * 1_440);
const later = (store: StoreUnderTest) => new Date(store.clock.now + days(1)).toISOString();
const ada = 'ada@engines.example';

const from = (address: string) => ({
  ...results,
  parsing: aMail({ from: { name: 'Somebody', address } }),
});

/** What is not kept for ever. */
export function upkeepContract(make: MakeStore): void {
  const test = withStore(make);

  describe('retention', () => {
    test('drops the sources of what has ended, the oldest first and some at a time', async ({
      store,
    }) => {
      const ids = await fetchedFolder(store, [1, 2, 3]);
      for (const _ of ids) await finish(store, await claimOne(store));
      const before = later(store);
      expect(await store.upkeep.dropSources(before, 2, 0)).toEqual({ dropped: 2, after: ids[1] });
      expect(await store.upkeep.dropSources(before, 2, ids[1] ?? 0)).toEqual({
        dropped: 1,
        after: null,
      });
      expect(await store.upkeep.dropSources(before, 2, 0)).toEqual({ dropped: 0, after: null });
      for (const id of ids) {
        expect(await store.messages.source(id)).toBeNull();
        expect(await store.upkeep.sourceFate(id)).toBe('dropped');
        expect(await store.messages.mail(id)).not.toBeNull();
      }
    });

    test('leaves what is young, in work, or in quarantine', async ({ store }) => {
      const [done, aside, work] = await fetchedFolder(store, [1, 2, 3]);
      await finish(store, await claimOne(store));
      const bad = await claimOne(store);
      await store.messages.settle(bad.lease, bad.message, { kind: 'quarantine', failure, ms: 1 });
      await claimOne(store);
      const taken = new Date(store.clock.now).toISOString();
      expect(await store.upkeep.dropSources(taken, 9, 0)).toEqual({ dropped: 0, after: null });
      expect(await store.upkeep.dropSources(later(store), 9, 0)).toMatchObject({ dropped: 1 });
      expect(await store.upkeep.sourceFate(done ?? 0)).toBe('dropped');
      expect(await store.upkeep.sourceFate(aside ?? 0)).toBe('kept');
      expect(await store.messages.source(work ?? 0)).not.toBeNull();
      expect(await store.upkeep.sourceFate(999)).toBe('never');
    });

    test('leaves the bytes that a duplicate is worked with', async ({ store }) => {
      const mailbox = await folder(store, [1, 2]);
      const found = await store.messages.unfetched(mailbox.id, 9);
      const same = found.map(({ id, uid }) => ({ ...fetched(uid, 'the same'), id }));
      await store.messages.storeSources(same, []);
      const [first, copy] = found.map(({ id }) => id);
      await finish(store, await claimOne(store));
      // A person has the skipped duplicate processed after all.
      expect(await store.messages.retry(copy ?? 0)).toBe('retried');
      expect(await store.upkeep.dropSources(later(store), 9, 0)).toMatchObject({ dropped: 0 });
      await finish(store, await claimOne(store));
      expect(await store.upkeep.dropSources(later(store), 9, 0)).toMatchObject({ dropped: 1 });
      expect(await store.upkeep.sourceFate(first ?? 0)).toBe('dropped');
    });

    test('what cannot be read again keeps what was read of it', async ({ store }) => {
      const { id } = await doneMessage(store);
      await store.upkeep.dropSources(later(store), 9, 0);
      expect(await store.messages.retry(id, 'parsing')).toBe('sourceless');
      expect(await store.messages.mail(id)).not.toBeNull();
      // Otherwise it would begin with the reading.
      expect(await store.messages.retry(id)).toBe('retried');
      expect(await store.messages.get(id)).toMatchObject({ stage: 'classifying' });
    });

    test('the same mail is known again by what stays', async ({ store }) => {
      const { id } = await doneMessage(store);
      await store.upkeep.dropSources(later(store), 9, 0);
      const mailbox = await folder(store, [1, 2]);
      const [again] = await store.messages.unfetched(mailbox.id, 9);
      await store.messages.storeSources([{ ...fetched(1), id: again?.id ?? 0 }], []);
      expect(await store.messages.get(again?.id ?? 0)).toMatchObject({
        stage: 'skipped',
        error: expect.stringContaining('exact duplicate'),
      });
      expect(await store.upkeep.sourceFate(id)).toBe('dropped');
    });
  });

  describe('purge', () => {
    test('finds the sender’s mail wherever it stands, and nobody else’s', async ({ store }) => {
      await fetchedFolder(store, [1, 2, 3]);
      const [mine, other, quoting] = [
        await finish(store, await claimOne(store), from(ada)),
        await finish(store, await claimOne(store), from('bob@engines.example')),
        await finish(store, await claimOne(store), {
          ...from('eve@engines.example'),
          parsing: aMail({
            from: { name: '', address: 'eve@engines.example' },
            text: `ask ${ada}`,
          }),
        }),
      ];
      await store.drafts.put(
        aDraft({ key: 'elsewhere', message: null, sender: { name: 'Ada', address: ada } }),
      );
      const mailbox = await folder(store, [1, 2, 3, 4, 5]);
      const unread = await store.messages.unfetched(mailbox.id, 9);
      await store.messages.storeSources(
        unread.map(({ id, uid }) => {
          const who =
            uid === 4 ? `=?utf-8?q?A?=\r\n <${ada.toUpperCase()}>` : 'bob@engines.example';
          const source = Buffer.from(`Subject: x\r\nFrom: ${who}\r\n\r\nFrom: ${ada} ${uid}\r\n`);
          return { ...fetched(uid), id, source, size: source.length };
        }),
        [],
      );
      const inHand = await claimOne(store);
      const plan = await store.upkeep.planPurge({ sender: ada });
      expect(plan).toMatchObject({ messages: [mine.id, unread[0]?.id], inWork: 1, mentions: 1 });
      expect(plan.drafts).toHaveLength(1);
      expect(inHand.message.id).toBe(unread[0]?.id);
      expect([other.id, quoting.id].some((id) => plan.messages.includes(id))).toBe(false);
      const none = await store.upkeep.planPurge({
        sender: ada,
        before: '2026-01-01T00:00:00.000Z',
      });
      expect(none.messages).toEqual([]);
      expect(await store.upkeep.planPurge({ sender: 'da@engines.example' })).toMatchObject({
        messages: [],
        drafts: [],
      });
    });

    test('leaves a tombstone and nothing else', async ({ store }) => {
      await store.webhooks.begin('here');
      const { id } = await doneMessage(store);
      await store.webhooks.claim(9);
      const before = await store.messages.get(id);
      const [draft] = (await store.drafts.list({ limit: 1 })).items;
      await store.drafts.review(draft?.id ?? 0, 1, 'approve', null);
      const wish = { draft: draft?.id ?? 0, version: 2, kind: 'send', attended: true } as const;
      await store.outgoing.queue({ ...wish, by: null, domain: 'example.com' });
      const plan = await store.upkeep.planPurge({ sender: ada });
      const purged = await store.upkeep.purge(plan);
      expect(purged).toMatchObject({
        messages: 1,
        sources: 1,
        mails: 1,
        drafts: 1,
        versions: 3,
        outgoing: 1,
      });
      expect(purged.webhooks).toBeGreaterThan(0);
      const after = await store.messages.get(id);
      expect(after).toMatchObject({
        key: before?.key,
        uid: before?.uid,
        uidValidity: before?.uidValidity,
        stage: 'skipped',
        subject: null,
        sender: null,
        messageId: null,
      });
      expect(after?.journey.length).toBe((before?.journey.length ?? 0) + 1);
      expect(after?.journey.slice(0, -1).map(({ error }) => error)).toEqual(
        (before?.journey ?? []).map(() => null),
      );
      expect(await store.messages.mail(id)).toBeNull();
      expect(await store.messages.source(id)).toBeNull();
      expect(await store.upkeep.sourceFate(id)).toBe('purged');
      expect((await store.drafts.list({ limit: 9 })).items).toEqual([]);
      expect((await store.drafts.list({ limit: 9, q: 'pricing' })).items).toEqual([]);
      expect((await store.messages.list({ limit: 9, q: 'Ada' })).items).toEqual([]);
      expect(await store.outgoing.claim()).toBeNull();
      expect((await store.messages.claim(9)).claims).toEqual([]);
      expect(await store.messages.retry(id)).toBe('sourceless');
      expect(await store.messages.retry(id, 'classifying')).toBe('sourceless');
      expect(await store.upkeep.planPurge({ sender: ada })).toMatchObject({
        messages: [],
        drafts: [],
      });
      const [entry] = await store.messages.ledger();
      expect(entry?.counts).toEqual({ skipped: 1 });
    });

    test('late results of a message in work do not come back', async ({ store }) => {
      const [id] = await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const message = await walk(store, claim, 'summarizing', from(ada));
      await store.messages.admit(message.id, ada, '2026-03-01');
      await store.upkeep.purge(await store.upkeep.planPurge({ sender: ada }));
      const late = { ...message, summarizing: results.summarizing };
      const fenced = { code: 'store.fenced' };
      await expect(
        store.messages.commitStep({
          lease: claim.lease,
          message,
          step: 'summarizing',
          result: results.summarizing,
          ms: 1,
        }),
      ).rejects.toMatchObject(fenced);
      const draft = composeDraft(late, { input: 0, output: 0 });
      await expect(store.messages.persist(claim.lease, late, draft, 1)).rejects.toMatchObject(
        fenced,
      );
      const wait = {
        kind: 'wait',
        afterMs: 1,
        failure: new Failure('llm.timeout', 'x'),
        ms: 1,
      } as const;
      await expect(store.messages.settle(claim.lease, message, wait)).rejects.toMatchObject(fenced);
      expect(await store.messages.admit(message.id, ada, '2026-03-01')).toBe(0);
      await store.messages.release([claim.lease]);
      await store.messages.recover();
      expect((await store.messages.claim(9)).claims).toEqual([]);
      expect(await store.messages.get(id ?? 0)).toMatchObject({ stage: 'skipped', sender: null });
    });

    test('the same mail is neither taken in nor answered again', async ({ store }) => {
      const { id } = await doneMessage(store);
      await store.upkeep.purge(await store.upkeep.planPurge({ sender: ada }));
      // It was moved back into the folder, and the folder was numbered anew.
      const mailbox = await folder(store, [1, 2]);
      const [copy] = await store.messages.unfetched(mailbox.id, 9);
      await store.messages.storeSources([{ ...fetched(1), id: copy?.id ?? 0 }], []);
      expect(await store.messages.get(copy?.id ?? 0)).toMatchObject({ stage: 'skipped' });
      const known = await store.messages.remap(
        mailbox.id,
        8,
        [fetched(1)].map((mail) => ({ ...mail, uid: 77 })),
      );
      expect(known.uids).toEqual([]);
      expect((await store.messages.get(id))?.uid).toBe(77);
    });
  });
}
