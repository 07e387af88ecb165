import { describe, expect } from 'vitest';
import { type MakeStore, range, withStore } from './harness.ts';

/** Who did what. */
export function auditContract(make: MakeStore): void {
  const test = withStore(make);

  describe('audit', () => {
    test('keeps what was noted, the newest first, page by page', async ({ store }) => {
      expect(await store.audit.list({ limit: 5 })).toEqual({ items: [], next: null });
      for (const n of range(1, 5)) {
        store.clock.now += 1000;
        await store.audit.note({
          name: n % 2 ? 'Mia' : null,
          action: 'POST /drafts/:id/approve',
          subject: `${n}`,
        });
      }
      const first = await store.audit.list({ limit: 3 });
      expect(first.items.map(({ subject }) => subject)).toEqual(['5', '4', '3']);
      expect(first.items[0]).toEqual({
        id: expect.any(Number),
        at: new Date(store.clock.now).toISOString(),
        name: 'Mia',
        action: 'POST /drafts/:id/approve',
        subject: '5',
      });
      const rest = await store.audit.list({ limit: 3, cursor: Number(first.next) });
      expect(rest).toMatchObject({ items: [{ subject: '2', name: null }, {}], next: null });
    });

    test('notes at the same moment are all kept, in their order', async ({ store }) => {
      await Promise.all(
        range(1, 40).map((n) => {
          return store.audit.note({ name: null, action: `GET /${n}`, subject: null });
        }),
      );
      const { items } = await store.audit.list({ limit: 100 });
      expect(items.map(({ action }) => action)).toEqual(
        range(1, 40)
          .toReversed()
          .map((n) => `GET /${n}`),
      );
    });

    test('takes any name', async ({ store }) => {
      const names = ['<b>"\'; drop table audit; --', '👩‍👩‍👧‍👦 \u202e世界', 'x'.repeat(10_000)];
      for (const name of names) await store.audit.note({ name, action: 'POST /x', subject: name });
      await store.audit.note({ name: 'a\ud800b', action: 'POST /x', subject: null });
      const { items } = await store.audit.list({ limit: 9 });
      expect(items.map(({ name }) => name).toReversed()).toEqual([...names, 'a\ufffdb']);
      expect(items.map(({ subject }) => subject).toReversed()).toEqual([...names, null]);
    });
  });
}
