import { describe, expect } from 'vitest';
import { fetchAll, inbox, type MakeStore, withStore } from './harness.ts';

/** Mail that the first start of a folder left alone, and that is wanted after all. */
export function olderContract(make: MakeStore): void {
  const test = withStore(make);
  // Of 1 to 9 only the unread 4 was taken below the newest.
  const start = { uidValidity: 7, startUid: 8, cursor: 9, left: 6, uids: [4, 8, 9] };
  const older = { uidValidity: 7, startUid: 6, left: 4, uids: [6, 7] };

  describe('missing', () => {
    test('names the UIDs without a row, ascending', async ({ store }) => {
      const { id } = await store.messages.startMailbox(inbox, start);
      expect(await store.messages.missing(id, [7, 4, 1, 9])).toEqual([1, 7]);
      expect(await store.messages.missing(id, [])).toEqual([]);
    });

    test('knows only the numbers of the epoch in force', async ({ store }) => {
      const row = await store.messages.startMailbox(inbox, start);
      await fetchAll(store, row);
      const anew = { uidValidity: 8, startUid: 3, cursor: 3, left: 0, uids: [3] };
      await store.messages.startMailbox(inbox, anew);
      expect(await store.messages.missing(row.id, [3, 4, 8])).toEqual([4, 8]);
    });
  });

  describe('takeOlder', () => {
    test('makes rows, lowers the start and counts what is left', async ({ store }) => {
      const { id } = await store.messages.startMailbox(inbox, start);
      expect(await store.messages.takeOlder(id, older)).toBe(2);
      const row = await store.messages.mailbox(inbox);
      expect(row).toMatchObject({ startUid: 6, cursor: 9, left: 4, lastSyncAt: null });
      const found = await store.messages.unfetched(id, 10);
      expect(found.map(({ uid }) => uid)).toEqual([4, 8, 9, 6, 7]);
      expect(await store.messages.reconcile(id, [6, 7, 8, 9])).toEqual([]);
      expect((await store.messages.ledger())[0]).toMatchObject({ startUid: 6, left: 4, gaps: [] });
    });

    test('takes nothing twice, and never narrows the range', async ({ store }) => {
      const row = await store.messages.startMailbox(inbox, start);
      await store.messages.takeOlder(row.id, older);
      await fetchAll(store, row);
      expect(await store.messages.takeOlder(row.id, older)).toBe(0);
      const late = { uidValidity: 7, startUid: 9, left: 4, uids: [4] };
      expect(await store.messages.takeOlder(row.id, late)).toBe(0);
      expect(await store.messages.mailbox(inbox)).toMatchObject({ startUid: 6 });
      expect(await store.messages.counts()).toEqual({ parsing: 5 });
    });

    test('does nothing to a folder that was renumbered meanwhile', async ({ store }) => {
      const { id } = await store.messages.startMailbox(inbox, start);
      const anew = { uidValidity: 8, startUid: 20, cursor: 22, left: 6, uids: [20, 21, 22] };
      await store.messages.startMailbox(inbox, anew);
      const before = await store.messages.mailbox(inbox);
      expect(await store.messages.takeOlder(id, older)).toBe(0);
      expect(await store.messages.mailbox(inbox)).toEqual(before);
      expect(await store.messages.missing(id, [6, 7])).toEqual([6, 7]);
    });

    test('knows it again when it is renumbered before it is fetched', async ({ store }) => {
      const { id } = await store.messages.startMailbox(inbox, start);
      const identity = { mailId: null, receivedAt: '2026-01-01T00:00:00.000Z', size: 40 };
      const identities = [6, 7].map((uid) => ({
        ...identity,
        uid,
        messageId: `<${uid}@a.example>`,
      }));
      await store.messages.takeOlder(id, { ...older, identities });
      const { uids } = await store.messages.remap(id, 8, [
        { ...identity, uid: 31, messageId: '<7@a.example>' },
        { ...identity, uid: 32, messageId: '<5@a.example>' },
      ]);
      expect(uids).toEqual([32]);
    });
  });
}
