import { describe, expect } from 'vitest';
import {
  aMail,
  claimOne,
  failure,
  fetchedFolder,
  folder,
  inbox,
  type MakeStore,
  range,
  results,
  type StoreUnderTest,
  walk,
  withStore,
} from './harness.ts';

/** What a person sees of the ledger: lists, one message, the proof and the counts. */
export function readContract(make: MakeStore): void {
  const test = withStore(make);

  describe('list and get', () => {
    test('the newest row first, page by page', async ({ store }) => {
      await folder(store, range(1, 25));
      const uids: number[] = [];
      let cursor: string | null = null;
      do {
        const filter = { limit: 10, ...(cursor ? { cursor: Number(cursor) } : {}) };
        const page = await store.messages.list(filter);
        uids.push(...page.items.map(({ uid }) => uid));
        cursor = page.next;
      } while (cursor);
      expect(uids).toEqual(range(1, 25).toReversed());
    });

    test('a page that just fits is the last', async ({ store }) => {
      await folder(store, range(1, 4));
      expect((await store.messages.list({ limit: 4 })).next).toBeNull();
      expect((await store.messages.list({ limit: 3 })).next).not.toBeNull();
    });

    test('shows a row as it is documented', async ({ store }) => {
      await folder(store, [3]);
      const { items } = await store.messages.list({ limit: 1 });
      const row = {
        id: expect.any(Number),
        key: 'sales/INBOX/7/3',
        stage: 'discovered',
        ...inbox,
        uidValidity: 7,
        uid: 3,
        messageId: null,
        subject: null,
        sender: null,
        attempts: 0,
        notBefore: null,
        error: null,
        updatedAt: new Date(store.clock.now).toISOString(),
      };
      expect(items).toEqual([row]);
      expect(await store.messages.get(items[0]?.id ?? 0)).toEqual({ ...row, journey: [] });
      expect(await store.messages.get(999)).toBeNull();
    });

    test('by stage, account and words, together', async ({ store }) => {
      const subjects = ['Pricing of engines', 'Pricing of looms', 'Broken loom'];
      await parsed(store, subjects);
      await parsed(store, ['Pricing of engines'], { account: 'press', mailbox: 'INBOX' });
      const { lease, message } = await claimOne(store);
      await store.messages.settle(lease, message, { kind: 'quarantine', failure, ms: 1 });
      const found = async (filter: object) =>
        (await store.messages.list({ limit: 9, ...filter })).items.map((row) => row.subject);

      expect(await found({ account: 'press' })).toEqual(['Pricing of engines']);
      expect(await found({ stage: 'quarantined' })).toEqual(['Pricing of engines']);
      expect(await found({ account: 'sales', stage: 'quarantined' })).toHaveLength(1);
      expect(await found({ account: 'press', stage: 'quarantined' })).toEqual([]);
      expect(await found({ q: 'loo' })).toEqual(['Broken loom', 'Pricing of looms']);
      expect(await found({ q: 'loom' })).toEqual(['Broken loom']);
      expect(await found({ q: 'LOOM pric' })).toEqual([]);
      expect(await found({ q: 'looms pric' })).toEqual(['Pricing of looms']);
      expect(await found({ q: 'lovelace', account: 'press' })).toEqual(['Pricing of engines']);
      expect(await found({ q: 'ada@engines.example' })).toHaveLength(4);
      expect(await found({ q: 'pricing', stage: 'classifying', account: 'sales' })).toEqual([
        'Pricing of looms',
      ]);
    });

    test('searching pages as well', async ({ store }) => {
      await parsed(
        store,
        range(1, 7).map((n) => `Order ${n}`),
      );
      const first = await store.messages.list({ q: 'order', limit: 4 });
      const cursor = Number(first.next);
      const second = await store.messages.list({ q: 'order', limit: 4, cursor });
      expect([...first.items, ...second.items].map((row) => row.subject)).toEqual(
        range(1, 7)
          .toReversed()
          .map((n) => `Order ${n}`),
      );
      expect(second.next).toBeNull();
    });

    test('is found by what the last parsing read', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const first = await walk(store, claim, 'classifying');
      await store.messages.settle(claim.lease, first, { kind: 'quarantine', failure, ms: 1 });
      await store.messages.retry(first.id, 'parsing');
      const made = { ...results, parsing: aMail({ subject: 'Entirely new words' }) };
      await walk(store, await claimOne(store), 'classifying', made);
      expect((await store.messages.list({ q: 'pricing', limit: 5 })).items).toEqual([]);
      expect((await store.messages.list({ q: 'entirely', limit: 5 })).items).toHaveLength(1);
    });
  });

  describe('ledger and counts', () => {
    test('have the documented shape, a folder an entry, by account and folder', async ({
      store,
    }) => {
      await folder(store, [1, 2, 4]);
      const press = { account: 'press', mailbox: 'INBOX' };
      const start = { uidValidity: 7, startUid: 1, cursor: 0, left: 12, uids: [] };
      await store.messages.startMailbox(press, start);
      const entry = {
        id: expect.any(Number),
        ...inbox,
        uidValidity: 7,
        startUid: 1,
        cursor: 4,
        state: 'connecting',
        lastSyncAt: null,
        reconciledAt: null,
        left: 0,
        counts: { discovered: 3 },
        gaps: [],
      };
      expect(await store.messages.ledger()).toEqual([
        { ...entry, ...press, cursor: 0, left: 12, counts: {} },
        entry,
      ]);
    });

    test('every message is in exactly one stage', async ({ store }) => {
      await fetchedFolder(store, range(1, 9));
      await fetchedFolder(store, range(1, 3), { account: 'press', mailbox: 'INBOX' });
      const { claims } = await store.messages.claim(4);
      const [a, b, c, d] = claims;
      if (!a || !b || !c || !d) throw new Error('four were expected');
      await walk(store, a, 'drafting');
      await store.messages.settle(b.lease, b.message, { kind: 'quarantine', failure, ms: 1 });
      await store.messages.settle(c.lease, c.message, { kind: 'wait', afterMs: 9, failure, ms: 1 });
      const skip = { kind: 'skip', reason: 'own mail', mail: null, ms: 1 } as const;
      await store.messages.settle(d.lease, d.message, skip);
      expect(await store.messages.counts()).toEqual({
        drafting: 1,
        quarantined: 1,
        waiting: 1,
        skipped: 1,
        parsing: 8,
      });
      const counts = (await store.messages.ledger()).map((entry) => entry.counts);
      expect(counts).toEqual([
        { parsing: 3 },
        { drafting: 1, quarantined: 1, waiting: 1, skipped: 1, parsing: 5 },
      ]);
    });
  });
}

/** A folder whose mails are parsed, with these subjects; their leases are given back. */
async function parsed(store: StoreUnderTest, subjects: string[], ref = inbox): Promise<void> {
  const { claims: busy } = await store.messages.claim(100);
  await fetchedFolder(store, range(1, subjects.length), ref);
  const { claims } = await store.messages.claim(subjects.length);
  for (const [i, claim] of claims.entries()) {
    const parsing = aMail({ subject: subjects[i] ?? '' });
    await walk(store, claim, 'classifying', { ...results, parsing });
  }
  await store.messages.release([...busy, ...claims].map(({ lease }) => lease));
}
