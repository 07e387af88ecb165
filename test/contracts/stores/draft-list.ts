import { describe, expect } from 'vitest';
import type { NewDraft } from '../../../src/domain/draft.ts';
import { aDraft } from '../../support/a-draft.ts';
import { type MakeStore, range, type StoreUnderTest, withStore } from './harness.ts';

/** Drafts in lists: filters, search and paging. */
export function draftListContract(make: MakeStore): void {
  const test = withStore(make);

  const put = async (store: StoreUnderTest, n: number, changes: Partial<NewDraft> = {}) =>
    await store.drafts.put(aDraft({ key: `sales/INBOX/7/${n}`, uid: n, ...changes }));
  const uids = async (store: StoreUnderTest, filter: object) =>
    (await store.drafts.list({ limit: 50, ...filter })).items.map(({ uid }) => uid);

  describe('draft list', () => {
    test('the newest row first, in whole drafts', async ({ store }) => {
      for (const n of range(1, 3)) await put(store, n);
      const { items, next } = await store.drafts.list({ limit: 2 });
      expect(items.map(({ uid }) => uid)).toEqual([3, 2]);
      expect(items[0]).toEqual(await store.drafts.get(items[0]?.id ?? 0));
      expect(next).toBe(String(items[1]?.id));
    });

    test('paging shows each row once while rows are inserted', async ({ store }) => {
      for (const n of range(1, 30)) await put(store, n);
      const seen: number[] = [];
      let cursor: string | null = null;
      let added = 100;
      do {
        const page = await store.drafts.list({
          limit: 7,
          ...(cursor ? { cursor: Number(cursor) } : {}),
        });
        seen.push(...page.items.map(({ uid }) => uid));
        cursor = page.next;
        await put(store, ++added);
      } while (cursor);
      expect(seen).toEqual(range(1, 30).toReversed());
    });

    test('filters by each column and by all together', async ({ store }) => {
      await put(store, 1);
      await put(store, 2, { category: 'Support' });
      await put(store, 3, { status: 'approved' });
      await put(store, 4, { account: 'press' });
      await put(store, 5, { summary: { ...aDraft().summary, urgency: 'low' } });
      expect(await uids(store, { category: 'Support' })).toEqual([2]);
      expect(await uids(store, { status: 'approved' })).toEqual([3]);
      expect(await uids(store, { account: 'press' })).toEqual([4]);
      expect(await uids(store, { urgency: 'low' })).toEqual([5]);
      const filter = { category: 'Lead', status: 'drafted', urgency: 'high', account: 'sales' };
      expect(await uids(store, filter)).toEqual([1]);
      expect(await uids(store, { ...filter, q: 'pricing' })).toEqual([1]);
      expect(await uids(store, { ...filter, q: 'looms' })).toEqual([]);
      expect(await uids(store, { ...filter, cursor: 1 })).toEqual([]);
    });

    test('filters follow an edit', async ({ store }) => {
      await put(store, 1);
      const [draft] = (await store.drafts.list({ limit: 1 })).items;
      const edit = { category: 'General', urgency: 'low' } as const;
      await store.drafts.edit(draft?.id ?? 0, 1, edit, null);
      expect(await uids(store, { category: 'Lead' })).toEqual([]);
      expect(await uids(store, { category: 'General', urgency: 'low', q: 'pricing' })).toEqual([1]);
    });

    test('a filter that looks like SQL is only text', async ({ store }) => {
      await put(store, 1);
      expect(await uids(store, { account: "' or 1=1 --" })).toEqual([]);
    });
  });

  describe('draft search', () => {
    test('finds subject, sender, company, intent and reply', async ({ store }) => {
      await put(store, 1);
      for (const q of ['seats', 'ada', 'ada@lead.example', 'Lead Ltd', 'quote', 'Dear']) {
        expect(await uids(store, { q }), q).toEqual([1]);
      }
    });

    test('wants every word, the last perhaps unfinished', async ({ store }) => {
      await put(store, 1, { subject: 'Pricing of engines' });
      await put(store, 2, { subject: 'Pricing of looms' });
      expect(await uids(store, { q: 'pricing' })).toEqual([2, 1]);
      expect(await uids(store, { q: 'PRICING loo' })).toEqual([2]);
      expect(await uids(store, { q: 'pric looms' })).toEqual([]);
      expect(await uids(store, { q: 'engines looms' })).toEqual([]);
    });

    test('a word that somebody wrote is not taken for a beginning', async ({ store }) => {
      await put(store, 1, { subject: 'A loom' });
      await put(store, 2, { subject: 'Two looms' });
      expect(await uids(store, { q: 'loo' })).toEqual([2, 1]);
      expect(await uids(store, { q: 'loom' })).toEqual([1]);
      // One or two letters begin too many words.
      expect(await uids(store, { q: 'lo' })).toEqual([]);
    });

    test('the names and values of filters are no words', async ({ store }) => {
      await put(store, 1);
      for (const q of ['facets', 'drafted', 'category', 'status', 'account', 'sales', 'high']) {
        expect(await uids(store, { q }), q).toEqual([]);
      }
    });

    test('finds the new words after an edit and a revision, not the old', async ({ store }) => {
      await put(store, 1);
      const [draft] = (await store.drafts.list({ limit: 1 })).items;
      await put(store, 1, { revision: 2, subject: 'Quartz clocks' });
      expect(await uids(store, { q: 'quartz' })).toEqual([1]);
      await store.drafts.edit(draft?.id ?? 0, 2, { reply: { body: 'Zebras are striped.' } }, null);
      expect(await uids(store, { q: 'zebra' })).toEqual([1]);
      expect(await uids(store, { q: 'quartz zebras' })).toEqual([1]);
      expect(await uids(store, { q: 'Dear' })).toEqual([]);
      expect(await uids(store, { q: 'seats' })).toEqual([]);
    });

    test('pages through many hits in order', async ({ store }) => {
      for (const n of range(1, 12)) await put(store, n, { category: n % 2 ? 'Lead' : 'Support' });
      const first = await store.drafts.list({ q: 'pricing', category: 'Support', limit: 4 });
      const cursor = Number(first.next);
      const filter = { q: 'pricing', category: 'Support', limit: 4, cursor } as const;
      const second = await store.drafts.list(filter);
      expect(first.items.map(({ uid }) => uid)).toEqual([12, 10, 8, 6]);
      expect(second.items.map(({ uid }) => uid)).toEqual([4, 2]);
      expect(second.next).toBeNull();
    });

    test('words that a search engine would take for orders are words', async ({ store }) => {
      await put(store, 1, { subject: 'near AND not OR column subject' });
      for (const q of ['AND', 'NOT', 'OR near', 'near not', 'subject column']) {
        expect(await uids(store, { q }), q).toEqual([1]);
      }
    });

    const hostile = [
      '"',
      '""',
      "'",
      "'; drop table draft; --",
      '*',
      '^pricing^',
      'subject:nothing',
      '{subject}: x',
      'NEAR(a b, 3)',
      '(',
      ')',
      '+ - ~ \\ | & !',
      'a OR',
      '-seats zzz',
      '😀',
      '👩‍👩‍👧 ☕️',
      '%_%zzz',
      '\u0000',
      '\ud800',
      '   ',
      '',
      'zzz '.repeat(400),
      'ö'.repeat(500),
      '検索 поиск بحث',
    ];
    test.for(hostile)('%j is no error and no wildcard', async (q, { store }) => {
      await put(store, 1, { subject: 'Nothing of it' });
      const sought = q === '^pricing^' ? [] : await uids(store, { q });
      expect(sought).toEqual([]);
      await expect(store.messages.list({ q, limit: 5 })).resolves.toEqual({
        items: [],
        next: null,
      });
    });

    test('quotes and stars round a word do not hide it', async ({ store }) => {
      await put(store, 1);
      for (const q of ['"seats"', 'seats*', '(pricing) "200"', 'ada@lead.example;', '😀 seats']) {
        expect(await uids(store, { q }), q).toEqual([1]);
      }
    });
  });
}
