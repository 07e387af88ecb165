import { describe, expect } from 'vitest';
import { Failure } from '../../../src/domain/failure.ts';
import {
  claimOne,
  fetchAll,
  fetched,
  fetchedFolder,
  finish,
  folder,
  inbox,
  type MakeStore,
  range,
  withStore,
} from './harness.ts';

/** Mail that cannot be fetched, the backlog, and marks. */
export function setAsideContract(make: MakeStore): void {
  const test = withStore(make);
  const failure = new Failure('mail.unfetchable', 'the server does not deliver it');

  describe('mail that cannot be fetched', () => {
    test('comes later the more often it failed', async ({ store }) => {
      const { id } = await folder(store, [1, 2, 3]);
      const [one, two] = await store.messages.unfetched(id, 9);
      await store.messages.countFetch([one?.id ?? 0, two?.id ?? 0]);
      await store.messages.countFetch([one?.id ?? 0]);
      const due = await store.messages.unfetched(id, 9);
      expect(due.map(({ uid, attempts }) => [uid, attempts])).toEqual([
        [3, 0],
        [2, 1],
        [1, 2],
      ]);
    });

    test('forgets its failures when it comes after all', async ({ store }) => {
      const mailbox = await folder(store, [1]);
      const [one] = await store.messages.unfetched(mailbox.id, 9);
      await store.messages.countFetch([one?.id ?? 0]);
      await fetchAll(store, mailbox);
      expect((await claimOne(store)).message.attempts).toBe(0);
    });

    test('is set aside with the reason, once, and can be fetched again', async ({ store }) => {
      const mailbox = await folder(store, [1]);
      await store.messages.reconcile(mailbox.id, [1]);
      const [one] = await store.messages.unfetched(mailbox.id, 9);
      const id = one?.id ?? 0;
      await store.messages.setAside(id, failure);
      await store.messages.setAside(id, failure);
      const error = 'mail.unfetchable: the server does not deliver it';
      const row = await store.messages.get(id);
      expect(row).toMatchObject({ stage: 'quarantined', error, attempts: 1 });
      expect(row?.journey).toMatchObject([{ from: 'discovered', to: 'quarantined', error }]);
      expect(await store.messages.unfetched(mailbox.id, 9)).toEqual([]);

      expect(await store.messages.retry(id, 'drafting')).toBe('retried');
      expect(await store.messages.retry(id)).toBe('not_ended');
      expect(await store.messages.get(id)).toMatchObject({ stage: 'discovered', error: null });
      expect((await store.messages.claim(9)).claims).toEqual([]);
      expect(await store.messages.unfetched(mailbox.id, 9)).toMatchObject([{ id, attempts: 0 }]);
      await fetchAll(store, mailbox);
      await finish(store, await claimOne(store));
      expect(await store.messages.counts()).toEqual({ done: 1 });
    });

    test('is gone when it is retried after its number was dealt anew', async ({ store }) => {
      const mailbox = await folder(store, [1]);
      const [one] = await store.messages.unfetched(mailbox.id, 9);
      await store.messages.setAside(one?.id ?? 0, failure);
      const start = { uidValidity: 8, startUid: 1, cursor: 0, left: 0, uids: [] };
      await store.messages.startMailbox(inbox, start);
      expect(await store.messages.retry(one?.id ?? 0)).toBe('retried');
      expect(await store.messages.counts()).toEqual({ gone: 1 });
    });

    test('is not among what was fetched', async ({ store }) => {
      const mailbox = await folder(store, [1, 2, 3]);
      expect(await store.messages.newestFetched(mailbox.id)).toBeNull();
      const found = await store.messages.unfetched(mailbox.id, 9);
      const two = found.find(({ uid }) => uid === 2);
      await store.messages.storeSources([{ ...fetched(2), id: two?.id ?? 0 }], []);
      expect(await store.messages.newestFetched(mailbox.id)).toBe(2);
    });
  });

  test('the backlog is what waits to be worked or is in work', async ({ store }) => {
    expect(await store.messages.backlog()).toBe(0);
    await fetchedFolder(store, range(1, 4));
    await folder(store, range(1, 9), { account: 'sales', mailbox: 'Web' });
    const claim = await claimOne(store);
    expect(await store.messages.backlog()).toBe(4);
    await finish(store, claim);
    expect(await store.messages.backlog()).toBe(3);
  });

  test('done messages are unmarked until it is noted, and others never are', async ({ store }) => {
    const mailbox = await folder(store, range(1, 4));
    await fetchAll(store, mailbox);
    expect(await store.messages.unmarked(mailbox.id, 9)).toEqual([]);
    const ids = [];
    for (const _ of [1, 2, 3]) ids.push((await finish(store, await claimOne(store))).id);
    const due = await store.messages.unmarked(mailbox.id, 2);
    expect(due).toEqual([
      { id: ids[0], uid: 1 },
      { id: ids[1], uid: 2 },
    ]);
    await store.messages.noteMarked(due.map(({ id }) => id));
    expect(await store.messages.unmarked(mailbox.id, 9)).toEqual([{ id: ids[2], uid: 3 }]);
  });
}
