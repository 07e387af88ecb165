import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { Stage } from '../../../src/domain/message.ts';
import {
  claimOne,
  failure,
  fetchAll,
  finish,
  folder,
  type MakeStore,
  minutes,
  type StoreUnderTest,
  withStore,
} from './harness.ts';

const hour = minutes(60);
const numbers = async ({ usage }: StoreUnderTest, since: string) =>
  (await usage.backlog(since)).map(({ n }) => n);
const start = '2026-03-01T09:00:00.000Z';

/** How much was in work, hour by hour. */
export function backlogContract(make: MakeStore): void {
  const test = withStore(make);

  describe('backlog', () => {
    test('of an empty store is nothing, an hour a row', async ({ store }) => {
      store.clock.now += minutes(30);
      expect(await store.usage.backlog('2026-03-01T07:59:59.999Z')).toEqual([
        { at: '2026-03-01T07:00:00.000Z', n: 0 },
        { at: '2026-03-01T08:00:00.000Z', n: 0 },
        { at: start, n: 0 },
      ]);
      expect(await store.usage.backlog('2026-03-01T09:29:00.000Z')).toHaveLength(1);
      expect(await store.usage.backlog('2026-03-01T10:00:00.000Z')).toEqual([]);
    });

    test('is what stood open when each hour ended', async ({ store }) => {
      const mailbox = await folder(store, [1, 2, 3, 4]);
      store.clock.now += hour;
      await fetchAll(store, mailbox, (uid) => (uid === 4 ? 'mail 1' : `mail ${uid}`));
      const done = await finish(store, await claimOne(store));
      expect(await numbers(store, start)).toEqual([4, 2]);
      store.clock.now += 2 * hour;
      const { lease, message } = await claimOne(store);
      await store.messages.settle(lease, message, { kind: 'quarantine', failure, ms: 1 });
      expect(await numbers(store, start)).toEqual([4, 2, 2, 1]);
      store.clock.now += hour;
      await store.messages.retry(done.id, 'drafting');
      await store.messages.discard(message.id);
      expect(await numbers(store, start)).toEqual([4, 2, 2, 1, 2]);
      // What came before does not matter.
      expect(await numbers(store, '2026-03-01T12:15:00.000Z')).toEqual([1, 2]);
    });

    test('what comes and goes within an hour is not seen', async ({ store }) => {
      await fetchAll(store, await folder(store, [1]));
      await finish(store, await claimOne(store));
      expect(await numbers(store, start)).toEqual([0]);
    });

    test('a clock that was put back leaves no odd figures', async ({ store }) => {
      await folder(store, [1, 2]);
      store.clock.now -= 3 * hour;
      expect(await numbers(store, '2026-03-01T05:00:00.000Z')).toEqual([0, 0]);
    });

    test('is what somebody would have counted each hour', { timeout: 60_000 }, async () => {
      const acts = fc.array(fc.constantFrom('hour', 'new', 'finish', 'quarantine', 'retry'), {
        maxLength: 30,
      });
      await fc.assert(
        fc.asyncProperty(acts, async (list) => {
          const store = await make();
          const counted: number[] = [];
          let uid = 0;
          for (const act of list) {
            if (act === 'new') await fetchAll(store, await folder(store, [(uid += 1)]));
            if (act === 'finish' || act === 'quarantine') await end(store, act);
            if (act === 'retry') {
              const { items } = await store.messages.list({ limit: 1 });
              if (items[0]) await store.messages.retry(items[0].id, 'parsing');
            }
            if (act !== 'hour') continue;
            counted.push(await open(store));
            store.clock.now += hour;
          }
          expect(await numbers(store, start)).toEqual([...counted, await open(store)]);
          await store.close();
        }),
        { numRuns: 25 },
      );
    });
  });
}

/** Ends the next message, if there is one. */
async function end(store: StoreUnderTest, how: 'finish' | 'quarantine'): Promise<void> {
  const [claim] = (await store.messages.claim(1)).claims;
  if (!claim) return;
  if (how === 'finish') await finish(store, claim);
  else await store.messages.settle(claim.lease, claim.message, { kind: how, failure, ms: 1 });
}

/** Counted, as nobody does it with a million rows. */
async function open({ messages }: StoreUnderTest): Promise<number> {
  const ends: Stage[] = ['done', 'skipped', 'quarantined', 'gone'];
  const { items } = await messages.list({ limit: 1000 });
  return items.filter(({ stage }) => !ends.includes(stage)).length;
}
