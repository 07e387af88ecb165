import { describe, expect } from 'vitest';
import { route } from '../../../src/domain/message.ts';
import {
  aMail,
  claimOne,
  commitOf,
  committedSteps,
  fetchedFolder,
  type MakeStore,
  minutes,
  range,
  results,
  walk,
  withStore,
} from './harness.ts';

const fenced = { code: 'store.fenced' };

/** Step results: committed by the holder of the lease alone. */
export function stepContract(make: MakeStore): void {
  const test = withStore(make);

  describe('commitStep', () => {
    test('commits each step, and the stage is what route says', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      let current = message;
      for (const step of committedSteps) {
        expect((await store.messages.get(message.id))?.stage).toBe(step);
        const after = await store.messages.commitStep(commitOf(lease, current, step));
        expect(after).toEqual({ ...current, [step]: results[step], seq: current.seq + 1 });
        expect((await store.messages.get(message.id))?.stage).toBe(route(after));
        current = after;
      }
      await store.messages.release([lease]);
      expect((await claimOne(store)).message).toEqual(current);
    });

    test('shows what the parser read in the ledger', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      expect(await store.messages.mail(claim.message.id)).toBeNull();
      await walk(store, claim, 'classifying');
      expect(await store.messages.mail(claim.message.id)).toEqual(results.parsing);
      expect(await store.messages.get(claim.message.id)).toMatchObject({
        messageId: '<1@engines.example>',
        subject: 'Pricing for 200 seats',
        sender: 'Ada Lovelace <ada@engines.example>',
      });
    });

    test('a note stands in the journey, not as the reason of a state', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const message = await walk(store, claim, 'enriching');
      const result = { crm: null, reason: 'the CRM is away' };
      const note = 'the CRM is away';
      const { lease } = claim;
      await store.messages.commitStep({ lease, message, step: 'enriching', result, ms: 7, note });
      const row = await store.messages.get(message.id);
      expect(row?.error).toBeNull();
      const line = { from: 'enriching', to: 'drafting', ms: 7, attempt: 1, error: note };
      expect(row?.journey.at(-1)).toMatchObject(line);
    });

    test('refuses a late result after a newer commit', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const claim = await claimOne(store);
      const asked = await walk(store, claim, 'classifying');
      const fallback = await store.messages.commitStep(
        commitOf(claim.lease, asked, 'classifying', results),
      );
      const late = { ...results.classifying, category: 'Spam' as const };
      await expect(
        store.messages.commitStep(
          commitOf(claim.lease, asked, 'classifying', { ...results, classifying: late }),
        ),
      ).rejects.toMatchObject(fenced);
      await store.messages.release([claim.lease]);
      expect((await claimOne(store)).message).toEqual(fallback);
    });

    test('of two results of one step at the same moment exactly one counts', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      const before = store.events.length;
      const settled = await Promise.allSettled(
        range(1, 5).map((n) => {
          const parsing = aMail({ subject: `reading ${n}` });
          return store.messages.commitStep(
            commitOf(lease, message, 'parsing', { ...results, parsing }),
          );
        }),
      );
      const won = settled.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []));
      expect(won).toHaveLength(1);
      expect((await store.messages.get(message.id))?.journey).toHaveLength(2);
      expect((await store.messages.get(message.id))?.subject).toBe(won[0]?.parsing?.subject);
      expect(store.events).toHaveLength(before + 1);
    });

    test('of a dead and a living holder at the same moment the living counts', async ({
      store,
    }) => {
      await fetchedFolder(store, [1]);
      const dead = await claimOne(store);
      store.clock.now += minutes(10);
      const heir = await claimOne(store);
      const [late, mine] = await Promise.allSettled(
        [dead, heir].map(({ lease, message }) =>
          store.messages.commitStep(commitOf(lease, message, 'parsing')),
        ),
      );
      expect(late).toMatchObject({ status: 'rejected', reason: fenced });
      expect(mine?.status).toBe('fulfilled');
    });

    test('a refused commit leaves no trace', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      const events = store.events.length;
      const stale = { ...lease, epoch: lease.epoch - 1 };
      const commit = commitOf(stale, message, 'parsing');
      await expect(store.messages.commitStep(commit)).rejects.toMatchObject(fenced);
      expect(await store.messages.mail(message.id)).toBeNull();
      expect((await store.messages.get(message.id))?.journey).toHaveLength(1);
      expect(store.events).toHaveLength(events);
    });

    test("a lease of one message does not commit another's step", async ({ store }) => {
      await fetchedFolder(store, [1, 2]);
      const [one, two] = (await store.messages.claim(2)).claims;
      if (!one || !two) throw new Error('two were expected');
      const commit = commitOf(one.lease, two.message, 'parsing');
      await expect(store.messages.commitStep(commit)).rejects.toMatchObject(fenced);
    });

    test('hundreds at the same moment each get their own answer', async ({ store }) => {
      await fetchedFolder(store, range(1, 300));
      const { claims } = await store.messages.claim(300);
      const after = await Promise.all(claims.map((claim) => walk(store, claim)));
      expect(after.map(({ id }) => id)).toEqual(claims.map(({ message }) => message.id));
      expect(await store.messages.counts()).toEqual({ persisting: 300 });
    });
  });
}
