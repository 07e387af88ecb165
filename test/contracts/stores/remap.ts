import { describe, expect } from 'vitest';
import type { FetchedMail, MailIdentity } from '../../../src/ports.ts';
import {
  claimOne,
  fetchAll,
  fetched,
  finish,
  folder,
  inbox,
  type MakeStore,
  range,
  type StoreUnderTest,
  withStore,
} from './harness.ts';

/** Known mail in a folder whose UIDs were dealt anew. */
export function remapContract(make: MakeStore): void {
  const test = withStore(make);
  const minute = (n: number) => new Date(Date.UTC(2026, 2, 1, 8, n)).toISOString();
  const start = { uidValidity: 8, startUid: 1, cursor: 99, left: 0 };

  /** A mail as both epochs' servers tell of it; `n` makes it another one. */
  function mail(n: number, changes: Partial<FetchedMail> = {}): FetchedMail {
    const messageId = `<${n}@mail.example>`;
    return { ...fetched(n), messageId, receivedAt: minute(n), ...changes };
  }

  function told({ source: _source, ...identity }: FetchedMail, uid: number): MailIdentity {
    return { ...identity, uid };
  }

  /** A folder of epoch 7 with these mails, fetched; their ids by old UID. */
  async function known(store: StoreUnderTest, mails: FetchedMail[]) {
    const { id } = await folder(
      store,
      mails.map(({ uid }) => uid),
    );
    const ids = new Map(
      (await store.messages.unfetched(id, 99)).map((row): [number, number] => [row.uid, row.id]),
    );
    await store.messages.storeSources(
      mails.map((one) => ({ ...one, id: ids.get(one.uid) ?? 0 })),
      [],
    );
    return { mailbox: id, ids };
  }

  /** The key's and the current number of each message. */
  async function numbers({ messages }: StoreUnderTest): Promise<Record<string, string>> {
    const { items } = await messages.list({ limit: 99 });
    return Object.fromEntries(
      items.map(({ key, uidValidity, uid }) => [key.slice(12), `${uidValidity}/${uid}`]),
    );
  }

  describe('remap', () => {
    test('knows mail by the id that the server gives it', async ({ store }) => {
      const mails = range(1, 3).map((n) => mail(n, { mailId: `M${n}` }));
      const { mailbox } = await known(store, mails);
      const moved = mails.map((one) =>
        told({ ...one, messageId: null, receivedAt: minute(50) }, one.uid + 20),
      );
      expect(await store.messages.remap(mailbox, 8, moved)).toEqual({ uids: [], alike: [] });
      expect(await numbers(store)).toEqual({ '7/1': '8/21', '7/2': '8/22', '7/3': '8/23' });
    });

    test('else by Message-ID, INTERNALDATE and size, each of them', async ({ store }) => {
      const mails = range(1, 4).map((n) => mail(n));
      const { mailbox } = await known(store, mails);
      const [same, otherId, otherDate, otherSize] = mails.map((one) => told(one, one.uid + 20));
      if (!same || !otherId || !otherDate || !otherSize) throw new Error('four mails');
      const left = await store.messages.remap(mailbox, 8, [
        same,
        { ...otherId, messageId: '<x@y>' },
        { ...otherDate, receivedAt: minute(50) },
        { ...otherSize, size: 1 },
      ]);
      expect(left).toEqual({ uids: [22, 23, 24], alike: [22, 23] });
      expect(await numbers(store)).toMatchObject({ '7/1': '8/21', '7/2': '7/2' });
    });

    test('else by content', async ({ store }) => {
      const mails = range(1, 2).map((n) => mail(n, { messageId: null }));
      const { mailbox } = await known(store, mails);
      const again = mails.map((one) => ({ ...one, receivedAt: minute(50), uid: one.uid + 20 }));
      const first = await store.messages.remap(
        mailbox,
        8,
        again.map((one) => told(one, one.uid)),
      );
      expect(first).toEqual({ uids: [21, 22], alike: [21, 22] });
      const other = { ...mail(2, { messageId: null }), uid: 23, source: Buffer.from('x') };
      expect((await store.messages.remap(mailbox, 8, [...again, other])).uids).toEqual([23]);
      expect(await numbers(store)).toEqual({ '7/1': '8/21', '7/2': '8/22' });
    });

    test('pairs mail that is the same several times over', async ({ store }) => {
      const twice = [mail(1), mail(1, { uid: 2 })];
      const { mailbox } = await known(store, twice);
      const moved = [21, 22, 23].map((uid) => told(mail(1), uid));
      expect((await store.messages.remap(mailbox, 8, moved)).uids).toEqual([23]);
      expect(await numbers(store)).toEqual({ '7/1': '8/21', '7/2': '8/22' });
    });

    test('done once or twice, by halves or whole, comes to the same', async ({ store }) => {
      const mails = range(1, 4).map((n) => mail(n));
      const { mailbox } = await known(store, mails);
      const moved = mails.map((one) => told(one, one.uid + 20));
      await store.messages.remap(mailbox, 8, moved.slice(0, 2));
      const half = await numbers(store);
      await store.messages.remap(mailbox, 8, moved.slice(0, 2));
      expect(await numbers(store)).toEqual(half);
      expect(await store.messages.remap(mailbox, 8, moved)).toEqual({ uids: [], alike: [] });
      await store.messages.startMailbox(inbox, { ...start, uids: [21, 22, 23, 24] });
      expect(await numbers(store)).toEqual({
        '7/1': '8/21',
        '7/2': '8/22',
        '7/3': '8/23',
        '7/4': '8/24',
      });
      expect(await store.messages.counts()).toEqual({ parsing: 4 });
    });

    test('changes nothing but the numbers, those of drafts as well', async ({ store }) => {
      const mails = range(1, 2).map((n) => mail(n, { mailId: `M${n}` }));
      const { mailbox, ids } = await known(store, mails);
      const done = await finish(store, await claimOne(store));
      const working = await claimOne(store);
      const before = await store.messages.get(done.id);
      const moved = mails.map((one) => told(one, one.uid + 20));
      await store.messages.remap(mailbox, 8, moved);
      const after = await store.messages.get(done.id);
      expect(after).toEqual({ ...before, uidValidity: 8, uid: 21 });
      expect(await store.drafts.byMessage(done.id)).toMatchObject({ uid: 21, version: 1 });
      // Work that is under way does not notice.
      await finish(store, working);
      expect(await store.messages.counts()).toEqual({ done: 2 });
      expect(working.message.id).toBe(ids.get(2));
    });

    test('knows mail that was not fetched yet by what was told of it', async ({ store }) => {
      const identities = range(1, 3).map((n) => told(mail(n), n));
      const { id } = await store.messages.startMailbox(inbox, {
        ...start,
        uidValidity: 7,
        cursor: 3,
        left: 1,
        uids: [1, 2, 3],
        identities,
      });
      const moved = [told(mail(3), 21), told(mail(1), 22)];
      expect((await store.messages.remap(id, 8, moved)).uids).toEqual([]);
      await store.messages.startMailbox(inbox, { ...start, uids: [21, 22, 23] });
      expect(await numbers(store)).toEqual({
        '7/1': '8/22',
        // Its mail is no longer there, and nobody else's number is given to it.
        '7/2': '7/2',
        '7/3': '8/21',
        '8/23': '8/23',
      });
      expect(await store.messages.counts()).toEqual({ discovered: 3, gone: 1 });
    });

    test('takes what was expunged and came back for new mail', async ({ store }) => {
      const start7 = { ...start, uidValidity: 7, cursor: 1, left: 1, uids: [1] };
      const { id } = await store.messages.startMailbox(inbox, {
        ...start7,
        identities: [told(mail(1), 1)],
      });
      const [found] = await store.messages.unfetched(id, 9);
      await store.messages.storeSources([], [found?.id ?? 0]);
      const left = await store.messages.remap(id, 8, [told(mail(1), 21)]);
      expect(left.uids).toEqual([21]);
      expect(await store.messages.counts()).toEqual({ gone: 1 });
    });

    test('a UIDVALIDITY that comes back finds its numbers taken, and loses nothing', async ({
      store,
    }) => {
      const { mailbox } = await known(store, [mail(1)]);
      await store.messages.remap(mailbox, 8, [told(mail(1), 5)]);
      await store.messages.startMailbox(inbox, { ...start, uids: [5] });
      await store.messages.startMailbox(inbox, { ...start, uidValidity: 7, uids: [1] });
      await store.messages.discover(mailbox, [1], 1);
      const { items } = await store.messages.list({ limit: 9 });
      expect(items).toHaveLength(2);
      expect(new Set(items.map(({ key }) => key)).size).toBe(2);
      await fetchAll(store, { ...start, ...inbox, id: mailbox } as never, () => 'other mail');
      expect(await store.messages.reconcile(mailbox, [1])).toEqual([]);
    });
  });
}
