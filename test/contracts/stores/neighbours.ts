import { describe, expect } from 'vitest';
import type { Draft, NewDraft } from '../../../src/domain/draft.ts';
import { aDraft } from '../../support/a-draft.ts';
import { type MakeStore, range, type StoreUnderTest, withStore } from './harness.ts';
import { review } from './outbox.ts';

/** The drafts next to one in a list. */
export function neighbourContract(make: MakeStore): void {
  const test = withStore(make);

  describe('neighbours', () => {
    test('are those of the list that the filter gives', async ({ store }) => {
      const drafts: Draft[] = [];
      for (const n of range(1, 6)) {
        const category = n % 2 ? 'Lead' : 'Support';
        drafts.push(await put(store, { key: `k${n}`, category, subject: `Subject ${n % 3}` }));
      }
      const [one, two, three, four, five, six] = drafts.map(({ id }) => id);
      const of = (id = 0, filter = {}) => store.drafts.neighbours(id, { limit: 1, ...filter });
      expect(await of(three)).toEqual({ newer: four, older: two });
      expect(await of(one)).toEqual({ newer: two, older: null });
      expect(await of(six)).toEqual({ newer: null, older: five });
      expect(await of(three, { category: 'Lead' })).toEqual({ newer: five, older: one });
      expect(await of(three, { q: 'subject 1' })).toEqual({ newer: four, older: one });
      expect(await of(three, { q: 'subject 1', category: 'Lead' })).toEqual({
        newer: null,
        older: one,
      });
      // One that no longer fits the filter still has its place between others.
      expect(await of(three, { category: 'Support' })).toEqual({ newer: four, older: two });
      expect(await of(three, { category: 'Lead', cursor: 1 })).toEqual({ newer: five, older: one });
      for (const filter of [{ q: '!!!' }, { q: 'zebra' }, { account: `o'brien " *` }]) {
        expect(await of(three, filter)).toEqual({ newer: null, older: null });
      }
    });

    test('follow what becomes of the drafts', async ({ store }) => {
      const drafts = [];
      for (const n of range(1, 3)) drafts.push(await put(store, { key: `k${n}` }));
      const [one, two, three] = drafts.map(({ id }) => id);
      await review(store, two ?? 0, 'approve');
      const open = { status: 'drafted', limit: 1 } as const;
      expect(await store.drafts.neighbours(three ?? 0, open)).toEqual({ newer: null, older: one });
    });
  });
}

async function put(store: StoreUnderTest, changes: Partial<NewDraft> = {}): Promise<Draft> {
  const result = await store.drafts.put(aDraft(changes));
  if (result.kind !== 'created') throw new Error(`the draft was ${result.kind}`);
  return result.draft;
}
