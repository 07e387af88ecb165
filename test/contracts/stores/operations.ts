import { describe, expect } from 'vitest';
import { aDraftIn, queued } from './outbox.ts';
import {
  claimOne,
  failure,
  fetchedFolder,
  type MakeStore,
  minutes,
  range,
  withStore,
} from './harness.ts';

/** What those who run the program ask. */
export function operationsContract(make: MakeStore): void {
  const test = withStore(make);

  describe('jobs', () => {
    test('of an empty store are none', async ({ store }) => {
      expect(await store.operations.jobs()).toEqual([]);
      expect(Object.values(await store.operations.outgoing()).every((n) => n === 0)).toBe(true);
    });

    test('are due, waiting and held by kind, with the age of the oldest', async ({ store }) => {
      await fetchedFolder(store, range(1, 5));
      store.clock.now += minutes(2);
      const due = { kind: 'process', due: 5, waiting: 0, held: 0, oldestDueMs: minutes(2) };
      expect(await store.operations.jobs()).toEqual([due]);
      const { lease, message } = await claimOne(store);
      await claimOne(store);
      expect(await store.operations.jobs()).toMatchObject([{ due: 3, waiting: 0, held: 2 }]);
      await store.messages.settle(lease, message, {
        kind: 'wait',
        afterMs: minutes(10),
        failure,
        ms: 5,
      });
      expect(await store.operations.jobs()).toMatchObject([{ due: 3, waiting: 1, held: 1 }]);
      // Its lease has ended, and nobody renewed it.
      store.clock.now += minutes(1);
      expect(await store.operations.jobs()).toMatchObject([{ due: 4, waiting: 1, held: 0 }]);
    });

    test('that go out are kinds of their own, and replies are counted by state', async ({
      store,
    }) => {
      const { id } = await aDraftIn(store);
      await queued(store, id, 'save');
      expect(await store.operations.jobs()).toMatchObject([{ kind: 'save', due: 1, held: 0 }]);
      expect(await store.operations.outgoing()).toMatchObject({ queued: 1, failed: 0 });
    });
  });

  test('proves that it can be written', async ({ store }) => {
    await expect(store.operations.proveWritable()).resolves.toBeUndefined();
  });
}
