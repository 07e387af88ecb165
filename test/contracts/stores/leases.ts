import { describe, expect } from 'vitest';
import {
  claimOne,
  commitOf,
  failure,
  fetched,
  fetchedFolder,
  type MakeStore,
  minutes,
  range,
  walk,
  withStore,
} from './harness.ts';

/** Who may work a message, in which order and for how long. */
export function leaseContract(make: MakeStore): void {
  const test = withStore(make);

  describe('claim', () => {
    test('of nothing is nothing, and nothing is due', async ({ store }) => {
      expect(await store.messages.claim(5)).toEqual({ claims: [], nextDueMs: null });
    });

    test('gives the oldest jobs first, up to the limit, each once', async ({ store }) => {
      const ids = await fetchedFolder(store, range(1, 7));
      const first = await store.messages.claim(3);
      const second = await store.messages.claim(3);
      const third = await store.messages.claim(3);
      const claimed = [first, second, third].map(({ claims }) => claims.map((c) => c.message.id));
      expect(claimed).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
      expect((await store.messages.claim(3)).claims).toEqual([]);
    });

    test('the order is that of fetching, not of discovery', async ({ store }) => {
      await fetchedFolder(store, []);
      const { messages } = store;
      const row = await messages.mailbox({ account: 'sales', mailbox: 'INBOX' });
      await messages.discover(row?.id ?? 0, [1, 2, 3], 3);
      const found = await messages.unfetched(row?.id ?? 0, 3);
      for (const { id, uid } of found.toReversed()) {
        await messages.storeSources([{ id, ...fetched(uid) }], []);
      }
      const { claims } = await messages.claim(3);
      expect(claims.map(({ message }) => message.uid)).toEqual([3, 2, 1]);
    });

    test('concurrent claims never give a message twice', async ({ store }) => {
      await fetchedFolder(store, range(1, 40));
      const all = await Promise.all(range(1, 10).map(() => store.messages.claim(6)));
      const ids = all.flatMap(({ claims }) => claims.map(({ message }) => message.id));
      expect(ids).toHaveLength(40);
      expect(new Set(ids).size).toBe(40);
    });

    test('says when something is due next', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      const settlement = { kind: 'wait', afterMs: 4000, failure, ms: 1 } as const;
      await store.messages.settle(lease, message, settlement);
      store.clock.now += 1000;
      expect(await store.messages.claim(1)).toEqual({ claims: [], nextDueMs: 3000 });
      store.clock.now += 3000;
      expect((await store.messages.claim(2)).claims).toHaveLength(1);
      // What is in work now is due again when its lease ends.
      expect((await store.messages.claim(1)).nextDueMs).toBeGreaterThan(0);
    });
  });

  describe('a lease', () => {
    test('that ends is claimed anew, and its holder is fenced off', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const dead = await claimOne(store);
      const { nextDueMs } = await store.messages.claim(1);
      store.clock.now += nextDueMs ?? 0;
      const heir = await claimOne(store);
      expect(heir.message).toEqual(dead.message);
      expect(heir.lease.epoch).toBeGreaterThan(dead.lease.epoch);
      await expect(
        store.messages.commitStep(commitOf(dead.lease, dead.message, 'parsing')),
      ).rejects.toMatchObject({ code: 'store.fenced' });
      expect(await walk(store, heir)).toMatchObject({ persisting: null, attempts: 0 });
    });

    test('holds while it is renewed', async ({ store }) => {
      await fetchedFolder(store, [1, 2]);
      const { claims } = await store.messages.claim(2);
      for (const _ of range(1, 10)) {
        store.clock.now += 20_000;
        await store.messages.renew(claims.map(({ lease }) => lease));
        expect((await store.messages.claim(2)).claims).toEqual([]);
      }
      for (const claim of claims) await walk(store, claim);
    });

    test('of nobody, or no longer held, is not renewed', async ({ store }) => {
      await fetchedFolder(store, [1, 2]);
      const [first, second] = (await store.messages.claim(2)).claims;
      if (!first || !second) throw new Error('two were expected');
      await store.messages.release([first.lease]);
      await store.messages.renew([first.lease, { job: 999, epoch: 1 }]);
      await store.messages.renew([]);
      expect((await store.messages.claim(5)).claims).toHaveLength(1);
      store.clock.now += 29_000;
      // An older lease of a job does not hold it for its successor.
      await store.messages.renew([first.lease]);
      store.clock.now += 29_000;
      expect((await store.messages.claim(5)).claims).toHaveLength(2);
    });

    test('that is given back is claimed at once, from the last committed step', async ({
      store,
    }) => {
      await fetchedFolder(store, [1, 2]);
      const { claims } = await store.messages.claim(2);
      const [claim] = claims;
      if (!claim) throw new Error('nothing was claimed');
      const reached = await walk(store, claim, 'enriching');
      await store.messages.release(claims.map(({ lease }) => lease));
      const again = await store.messages.claim(5);
      expect(again.claims.map(({ message }) => message.id).toSorted()).toEqual(
        claims.map(({ message }) => message.id).toSorted(),
      );
      expect(again.claims.find((c) => c.message.id === reached.id)?.message).toEqual(reached);
    });

    test('that was given back no longer commits, even before it is claimed', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      await store.messages.release([lease]);
      await expect(
        store.messages.commitStep(commitOf(lease, message, 'parsing')),
      ).rejects.toMatchObject({ code: 'store.fenced' });
      expect(await store.messages.counts()).toEqual({ parsing: 1 });
    });

    test('releasing a stale lease does not free its successor', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const dead = await claimOne(store);
      store.clock.now += minutes(10);
      const heir = await claimOne(store);
      await store.messages.release([dead.lease]);
      await store.messages.release([]);
      expect((await store.messages.claim(1)).claims).toEqual([]);
      await walk(store, heir);
    });

    test('ends with the message: releasing it then is no error', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      await store.messages.settle(lease, message, { kind: 'quarantine', failure, ms: 1 });
      await store.messages.release([lease]);
      expect(await store.messages.claim(1)).toEqual({ claims: [], nextDueMs: null });
    });
  });

  describe('recover', () => {
    test('voids every lease', async ({ store }) => {
      await fetchedFolder(store, [1, 2, 3]);
      const { claims } = await store.messages.claim(2);
      await store.messages.recover();
      for (const { lease, message } of claims) {
        await expect(
          store.messages.commitStep(commitOf(lease, message, 'parsing')),
        ).rejects.toMatchObject({ code: 'store.fenced' });
      }
      expect((await store.messages.claim(9)).claims).toHaveLength(3);
    });

    test('leaves waiting messages waiting', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      const settlement = { kind: 'wait', afterMs: 4000, failure, ms: 1 } as const;
      await store.messages.settle(lease, message, settlement);
      await store.messages.recover();
      expect(await store.messages.claim(1)).toEqual({ claims: [], nextDueMs: 4000 });
    });
  });
}
