import { describe, expect } from 'vitest';
import { fetchAll, fetched, folder, inbox, type MakeStore, range, withStore } from './harness.ts';

/** Mailboxes, cursors, discovery and the proof that nothing is missing. */
export function intakeContract(make: MakeStore): void {
  const test = withStore(make);

  describe('startMailbox', () => {
    test('makes the folder and a row a UID', async ({ store }) => {
      expect(await store.messages.mailbox(inbox)).toBeNull();
      const start = { uidValidity: 7, startUid: 4, cursor: 9, left: 3, uids: [4, 6, 9] };
      const row = await store.messages.startMailbox(inbox, start);
      const { uids, ...kept } = start;
      expect(row).toMatchObject({ ...inbox, ...kept, lastSyncAt: null, reconciledAt: null });
      expect(row.createdAt).toBe(new Date(store.clock.now).toISOString());
      expect(await store.messages.mailbox(inbox)).toEqual(row);
      const found = await store.messages.unfetched(row.id, 10);
      expect(found.map(({ uid }) => uid)).toEqual(uids);
    });

    test('keys are percent-encoded and stay', async ({ store }) => {
      const ref = { account: 'a/b', mailbox: 'Büro & Co' };
      await folder(store, [12], ref);
      const { items } = await store.messages.list({ limit: 5 });
      expect(items[0]?.key).toBe('a%2Fb/B%C3%BCro%20%26%20Co/7/12');
    });

    test('called again for the same epoch, never moves the cursor back', async ({ store }) => {
      const first = await folder(store, [1, 2]);
      await store.messages.discover(first.id, [3, 4], 4);
      const again = await folder(store, [1, 2]);
      expect(again).toMatchObject({ id: first.id, cursor: 4, startUid: 1 });
      expect(await store.messages.unfetched(first.id, 10)).toHaveLength(4);
    });

    test('a new UIDVALIDITY sets the epoch anew and keeps what is known', async ({ store }) => {
      const before = await folder(store, range(1, 5));
      await fetchAll(store, before);
      store.clock.now += 1000;
      const start = { uidValidity: 8, startUid: 1, cursor: 2, left: 0, uids: [1, 2] };
      const after = await store.messages.startMailbox(inbox, start);
      expect(after).toMatchObject({ id: before.id, uidValidity: 8, cursor: 2 });
      expect(after.createdAt).toBe(before.createdAt);
      expect(await store.messages.counts()).toEqual({ parsing: 5, discovered: 2 });
    });

    test('what was not fetched goes on under the new numbers, as many as there are', async ({
      store,
    }) => {
      const before = await folder(store, [1, 2, 3]);
      const old = await store.messages.unfetched(before.id, 10);
      const start = { uidValidity: 8, startUid: 1, cursor: 22, left: 0, uids: [21, 22] };
      await store.messages.startMailbox(inbox, start);
      const found = await store.messages.unfetched(before.id, 10);
      expect(found.map(({ uid }) => uid)).toEqual([21, 22]);
      expect(found.map(({ id }) => id)).toEqual(old.slice(0, 2).map(({ id }) => id));
      expect(await store.messages.counts()).toEqual({ gone: 1, discovered: 2 });
      expect((await store.messages.get(old[0]?.id ?? 0))?.key).toBe('sales/INBOX/7/1');
    });

    test('a late answer to the old numbers is of other mail, and is left alone', async ({
      store,
    }) => {
      const before = await folder(store, [1, 2]);
      const old = await store.messages.unfetched(before.id, 10);
      const start = { uidValidity: 8, startUid: 1, cursor: 2, left: 0, uids: [1, 2] };
      await store.messages.startMailbox(inbox, start);
      const [one, two] = old.map(({ id }) => id);
      await store.messages.storeSources([{ ...fetched(1), id: one ?? 0 }], [two ?? 0], 7);
      expect(await store.messages.counts()).toEqual({ discovered: 2 });
      await store.messages.storeSources([{ ...fetched(1), id: one ?? 0 }], [two ?? 0], 8);
      expect(await store.messages.counts()).toEqual({ parsing: 1, gone: 1 });
    });
  });

  describe('discover', () => {
    test('adds a row a new UID, leaves known ones alone and counts the new', async ({ store }) => {
      const mailbox = await folder(store, [1, 2]);
      await fetchAll(store, mailbox);
      store.clock.now += 5000;
      expect(await store.messages.discover(mailbox.id, [2, 3, 3, 5], 5)).toBe(2);
      expect(await store.messages.discover(mailbox.id, [], 8)).toBe(0);
      expect(await store.messages.counts()).toEqual({ parsing: 2, discovered: 2 });
      expect(await store.messages.mailbox(inbox)).toMatchObject({
        cursor: 8,
        lastSyncAt: new Date(store.clock.now).toISOString(),
      });
    });

    test('the cursor never moves back', async ({ store }) => {
      const mailbox = await folder(store, [1]);
      await store.messages.discover(mailbox.id, [9], 9);
      await store.messages.discover(mailbox.id, [4], 4);
      expect((await store.messages.mailbox(inbox))?.cursor).toBe(9);
    });

    test('concurrent discoveries of the same UIDs make one row each', async ({ store }) => {
      const mailbox = await folder(store, []);
      const uids = range(1, 50);
      const added = await Promise.all(
        range(1, 8).map(() => store.messages.discover(mailbox.id, uids, 50)),
      );
      expect(added.reduce((sum, n) => sum + n, 0)).toBe(50);
      expect(await store.messages.counts()).toEqual({ discovered: 50 });
    });

    test('the same UID in two folders is two messages', async ({ store }) => {
      await folder(store, [1]);
      await folder(store, [1], { account: 'sales', mailbox: 'Web' });
      await folder(store, [1], { account: 'press', mailbox: 'INBOX' });
      expect(await store.messages.counts()).toEqual({ discovered: 3 });
    });
  });

  describe('reconcile', () => {
    test('finds what the server has and the ledger lacks, and takes it in', async ({ store }) => {
      const mailbox = await folder(store, [1, 2, 5]);
      await store.messages.discover(mailbox.id, [9], 9);
      store.clock.now += 1000;
      const since = new Date(store.clock.now).toISOString();
      const missing = await store.messages.reconcile(mailbox.id, [1, 2, 3, 5, 7, 9]);
      expect(missing).toEqual([3, 7]);
      const [entry] = await store.messages.ledger();
      expect(entry?.gaps).toEqual([
        { uid: 3, since },
        { uid: 7, since },
      ]);
      expect(entry).toMatchObject({ reconciledAt: since, counts: { discovered: 6 } });
      expect(await store.messages.reconcile(mailbox.id, [1, 2, 3, 5, 7, 9])).toEqual([]);
      expect((await store.messages.ledger())[0]?.gaps).toHaveLength(2);
    });

    test('UIDs below the start and above the cursor are outside the proof', async ({ store }) => {
      const start = { uidValidity: 7, startUid: 10, cursor: 20, left: 2, uids: [10, 20] };
      const mailbox = await store.messages.startMailbox(inbox, start);
      expect(await store.messages.reconcile(mailbox.id, [3, 9, 10, 20, 21, 30])).toEqual([]);
      expect((await store.messages.ledger())[0]?.gaps).toEqual([]);
    });

    test('a gap is gone once its mail was fetched, or found expunged', async ({ store }) => {
      const mailbox = await folder(store, [9]);
      await store.messages.reconcile(mailbox.id, [3, 4, 9]);
      const ids = new Map(
        (await store.messages.unfetched(mailbox.id, 9)).map(({ id, uid }) => [uid, id]),
      );
      await store.messages.storeSources([], [ids.get(4) ?? 0]);
      expect((await store.messages.ledger())[0]?.gaps.map(({ uid }) => uid)).toEqual([3]);
      await fetchAll(store, mailbox);
      expect((await store.messages.ledger())[0]?.gaps).toEqual([]);
      expect(await store.messages.counts()).toEqual({ gone: 1, parsing: 2 });
    });
  });

  describe('noteMailbox', () => {
    test('keeps the last state and publishes each', async ({ store }) => {
      await folder(store, []);
      await folder(store, [], { account: 'sales', mailbox: 'Web' });
      await Promise.all([
        store.messages.noteMailbox(inbox, 'opening'),
        store.messages.noteMailbox(inbox, 'watching'),
      ]);
      const states = (await store.messages.ledger()).map(({ mailbox, state }) => [mailbox, state]);
      expect(states).toEqual([
        ['INBOX', 'watching'],
        ['Web', 'connecting'],
      ]);
      expect(store.events).toContainEqual({ type: 'mailbox.changed', ...inbox, state: 'watching' });
    });

    test('names that look alike when joined are kept apart', async ({ store }) => {
      const one = { account: 'a/b', mailbox: 'c' };
      const other = { account: 'a', mailbox: 'b/c' };
      await folder(store, [], one);
      await folder(store, [], other);
      await Promise.all([
        store.messages.noteMailbox(one, 'watching'),
        store.messages.noteMailbox(other, 'backingOff'),
      ]);
      expect((await store.messages.mailbox(one))?.state).toBe('watching');
      expect((await store.messages.mailbox(other))?.state).toBe('backingOff');
    });

    test('a folder that is not started yet is no error', async ({ store }) => {
      await store.messages.noteMailbox(inbox, 'connecting');
      expect(await store.messages.mailbox(inbox)).toBeNull();
    });
  });
}
