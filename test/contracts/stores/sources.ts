import { describe, expect } from 'vitest';
import {
  claimOne,
  fetchAll,
  fetched,
  fetchedFolder,
  finish,
  folder,
  type MakeStore,
  range,
  withStore,
} from './harness.ts';

/** Fetched sources: jobs out, duplicates and expunged mail closed. */
export function sourceContract(make: MakeStore): void {
  const test = withStore(make);

  describe('unfetched', () => {
    test('gives the oldest first, up to the limit, of this folder only', async ({ store }) => {
      const mailbox = await folder(store, [4, 8, 15]);
      await folder(store, [1, 2], { account: 'sales', mailbox: 'Web' });
      const two = await store.messages.unfetched(mailbox.id, 2);
      expect(two.map(({ uid }) => uid)).toEqual([4, 8]);
      expect(await store.messages.unfetched(mailbox.id, 9)).toHaveLength(3);
    });
  });

  describe('storeSources', () => {
    test('makes each mail a job and a line in its journey', async ({ store }) => {
      const mailbox = await folder(store, [1]);
      store.clock.now += 1500;
      const [id] = await fetchAll(store, mailbox);
      const { claims } = await store.messages.claim(5);
      expect(claims.map(({ message }) => message)).toEqual([
        {
          id,
          key: 'sales/INBOX/7/1',
          account: 'sales',
          mailbox: 'INBOX',
          uidValidity: 7,
          uid: 1,
          receivedAt: '2026-03-01T08:00:00.000Z',
          truncated: false,
          attempts: 0,
          seq: expect.any(Number),
          revision: 1,
          ended: null,
          fetched: true,
          instruction: null,
          parsing: null,
          classifying: null,
          enriching: null,
          drafting: null,
          summarizing: null,
          persisting: null,
          outbound: null,
        },
      ]);
      const row = await store.messages.get(id ?? 0);
      const at = new Date(store.clock.now).toISOString();
      const line = { at, from: 'discovered', to: 'parsing', ms: 1500, attempt: 0, error: null };
      expect(row?.journey).toEqual([line]);
      expect(store.events).toContainEqual({
        type: 'message.transitioned',
        id,
        key: 'sales/INBOX/7/1',
        from: 'discovered',
        to: 'parsing',
        error: null,
      });
    });

    test('keeps the bytes as they came', async ({ store }) => {
      const mailbox = await folder(store, [1]);
      const [found] = await store.messages.unfetched(mailbox.id, 1);
      const source = Buffer.from(range(0, 255 * 400).map((n) => n % 256));
      await store.messages.storeSources(
        [{ id: found?.id ?? 0, ...fetched(1), size: source.length, source }],
        [],
      );
      expect(await store.messages.source(found?.id ?? 0)).toEqual(source);
      expect(await store.messages.source(999)).toBeNull();
    });

    test('marks what was cut', async ({ store }) => {
      const mailbox = await folder(store, [1]);
      const [found] = await store.messages.unfetched(mailbox.id, 1);
      const mail = { ...fetched(1), id: found?.id ?? 0, size: 5_000_000 };
      await store.messages.storeSources([mail], []);
      expect((await claimOne(store)).message.truncated).toBe(true);
    });

    test('a second delivery of the same source changes nothing', async ({ store }) => {
      const mailbox = await folder(store, [1]);
      const [found] = await store.messages.unfetched(mailbox.id, 1);
      const mail = { ...fetched(1), id: found?.id ?? 0 };
      const other = { ...mail, ...fetched(1, 'other') };
      await Promise.all([
        store.messages.storeSources([mail], []),
        store.messages.storeSources([other], [mail.id]),
      ]);
      // Whichever of them was compressed first.
      const source = await store.messages.source(mail.id);
      expect([mail.source, other.source]).toContainEqual(source);
      await finish(store, await claimOne(store));
      await store.messages.storeSources([mail], []);
      await store.messages.storeSources([], [mail.id]);
      expect(await store.messages.counts()).toEqual({ done: 1 });
      expect((await store.messages.claim(5)).claims).toEqual([]);
      expect(await store.messages.source(mail.id)).toEqual(source);
    });

    test('what was expunged is gone, with its reason', async ({ store }) => {
      const mailbox = await folder(store, [1, 2]);
      const [one, two] = await store.messages.unfetched(mailbox.id, 2);
      await store.messages.storeSources([{ ...fetched(2), id: two?.id ?? 0 }], [one?.id ?? 0]);
      expect(await store.messages.counts()).toEqual({ gone: 1, parsing: 1 });
      const row = await store.messages.get(one?.id ?? 0);
      expect(row).toMatchObject({ stage: 'gone', error: expect.stringContaining('expunged') });
      expect(row?.journey.map(({ to }) => to)).toEqual(['gone']);
    });
  });

  describe('exact duplicates', () => {
    const same = () => 'the very same mail';

    test('within one batch all but the first are skipped, and name it', async ({ store }) => {
      const mailbox = await folder(store, [1, 2, 3]);
      const [first, ...others] = await fetchAll(store, mailbox, same);
      expect(await store.messages.counts()).toEqual({ parsing: 1, skipped: 2 });
      expect(await store.messages.get(first ?? 0)).toMatchObject({ stage: 'parsing' });
      for (const id of others) {
        const row = await store.messages.get(id);
        expect(row?.error).toContain('sales/INBOX/7/1');
        expect(row?.journey.at(-1)?.error).toBe(row?.error);
      }
      expect((await store.messages.claim(9)).claims).toHaveLength(1);
    });

    test('across the folders of an account, also when the first is done', async ({ store }) => {
      await fetchAll(store, await folder(store, [1]), same);
      await finish(store, await claimOne(store));
      const web = await folder(store, [5], { account: 'sales', mailbox: 'Web' });
      await fetchAll(store, web, same);
      expect(await store.messages.counts()).toEqual({ done: 1, skipped: 1 });
    });

    test('one that was discovered earlier yields to one that was fetched', async ({ store }) => {
      await folder(store, [1]);
      const web = await folder(store, [5], { account: 'sales', mailbox: 'Web' });
      await fetchAll(store, web, same);
      const mailbox = await folder(store, [1]);
      await fetchAll(store, mailbox, same);
      const stages = (await store.messages.list({ limit: 9 })).items.map(({ stage }) => stage);
      expect(stages).toEqual(['parsing', 'skipped']);
    });

    test('but not across accounts, nor with another size', async ({ store }) => {
      await fetchAll(store, await folder(store, [1]), same);
      await fetchAll(store, await folder(store, [1], { account: 'press', mailbox: 'INBOX' }), same);
      const web = await folder(store, [1], { account: 'sales', mailbox: 'Web' });
      const [found] = await store.messages.unfetched(web.id, 1);
      const longer = { ...fetched(1, same()), id: found?.id ?? 0, size: 9_999 };
      await store.messages.storeSources([longer], []);
      expect(await store.messages.counts()).toEqual({ parsing: 3 });
    });

    test('their source can still be read', async ({ store }) => {
      const ids = await fetchAll(store, await folder(store, [1, 2]), same);
      const [first, second] = await Promise.all(ids.map((id) => store.messages.source(id)));
      expect(second).toEqual(first);
      expect(second).not.toBeNull();
    });

    test('a folder of 300 unlike mails has no duplicate', async ({ store }) => {
      expect(await fetchedFolder(store, range(1, 300))).toHaveLength(300);
      expect(await store.messages.counts()).toEqual({ parsing: 300 });
    });
  });
}
