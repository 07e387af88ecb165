import { describe, expect } from 'vitest';
import { route } from '../../../src/domain/message.ts';
import type { ImportedMail } from '../../../src/ports.ts';
import { minute } from './conversation.ts';
import {
  claimOne,
  fetched,
  fetchedFolder,
  finish,
  inbox,
  type MakeStore,
  range,
  withStore,
} from './harness.ts';

const archive = { account: 'import', mailbox: 'archive.mbox' };

function mail(n: number): ImportedMail {
  const { source, size } = fetched(n);
  return { source, size, receivedAt: minute(n) };
}

/** Mail that no server has. */
export function importContract(make: MakeStore): void {
  const test = withStore(make);

  describe('takeIn', () => {
    test('makes each mail a message that waits to be worked', async ({ store }) => {
      const { taken, known } = await store.messages.takeIn(archive, range(1, 3).map(mail));
      expect([taken, known]).toEqual([[1, 2, 3], 0]);
      expect(await store.messages.get(2)).toMatchObject({
        key: 'import/archive.mbox/1/2',
        stage: 'parsing',
        ...archive,
        uid: 2,
        journey: [{ from: 'discovered', to: 'parsing' }],
      });
      expect(store.events).toHaveLength(3);
      expect(store.events[0]).toMatchObject({ id: 1, from: 'discovered', to: 'parsing' });
      const claim = await claimOne(store);
      expect(claim).toMatchObject({ redraft: false, message: { id: 1, receivedAt: minute(1) } });
      expect(await store.messages.source(1)).toEqual(mail(1).source);
      expect(route(await finish(store, claim))).toBe('done');
    });

    test('counts on where it ended', async ({ store }) => {
      await store.messages.takeIn(archive, [mail(1)]);
      await store.messages.takeIn(archive, [mail(2), mail(3)]);
      const other = { ...archive, mailbox: 'Maildir/cur' };
      await store.messages.takeIn(other, [mail(4)]);
      const { items } = await store.messages.list({ limit: 9 });
      expect(items.map(({ mailbox, uid }) => [mailbox, uid])).toEqual([
        [other.mailbox, 1],
        [archive.mailbox, 3],
        [archive.mailbox, 2],
        [archive.mailbox, 1],
      ]);
    });

    test('content that the account has adds nothing, in one batch or later', async ({ store }) => {
      const first = await store.messages.takeIn(archive, [mail(1), mail(2), mail(1)]);
      expect(first).toEqual({ taken: [1, 2], known: 1 });
      const other = { ...archive, mailbox: 'copy.mbox' };
      const again = await store.messages.takeIn(other, [mail(2), mail(3), mail(1)]);
      expect(again).toEqual({ taken: [expect.any(Number)], known: 2 });
      expect(await store.messages.counts()).toEqual({ parsing: 3 });
      // The same beginning of a longer mail is another mail.
      const longer = { ...mail(1), size: 1_000_000 };
      expect(await store.messages.takeIn(archive, [longer])).toMatchObject({ known: 0 });
    });

    test('the same at the same moment is taken once', async ({ store }) => {
      const mails = range(1, 5).map(mail);
      const all = await Promise.all(range(1, 4).map(() => store.messages.takeIn(archive, mails)));
      expect(all.flatMap(({ taken }) => taken)).toHaveLength(5);
      expect(all.map(({ known }) => known).toSorted()).toEqual([0, 5, 5, 5]);
    });

    test('mail of a watched account is not known for it', async ({ store }) => {
      await fetchedFolder(store, [1]);
      expect(await store.messages.takeIn(archive, [mail(1)])).toMatchObject({ known: 0 });
      expect(await store.messages.counts()).toEqual({ parsing: 2 });
    });

    test('waits behind live mail', async ({ store }) => {
      await store.messages.takeIn(archive, range(1, 3).map(mail));
      const [live] = await fetchedFolder(store, [9]);
      expect((await claimOne(store)).message.id).toBe(live);
    });

    test('keeps the beginning of a mail that was cut', async ({ store }) => {
      const cut = { ...mail(1), size: 5_000_000 };
      await store.messages.takeIn(archive, [cut]);
      expect((await claimOne(store)).message.truncated).toBe(true);
    });

    test('its folder stands whole in the ledger, and nobody syncs it', async ({ store }) => {
      await store.messages.takeIn(archive, range(1, 3).map(mail));
      expect(await store.messages.ledger()).toEqual([
        {
          id: 1,
          ...archive,
          uidValidity: 1,
          startUid: 1,
          cursor: 3,
          state: 'imported',
          lastSyncAt: null,
          reconciledAt: null,
          left: 0,
          counts: { parsing: 3 },
          gaps: [],
        },
      ]);
      expect(await store.messages.unfetched(1, 9)).toEqual([]);
    });

    test('an empty batch makes the folder and nothing else', async ({ store }) => {
      expect(await store.messages.takeIn(archive, [])).toEqual({ taken: [], known: 0 });
      expect(await store.messages.ledger()).toMatchObject([{ cursor: 0, counts: {} }]);
    });

    test("a server's folder gives its own numbers", async ({ store }) => {
      await fetchedFolder(store, [1]);
      await expect(store.messages.takeIn(inbox, [mail(2)])).rejects.toThrow('folder of a server');
      expect(await store.messages.counts()).toEqual({ parsing: 1 });
    });
  });
}
