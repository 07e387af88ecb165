import { describe, expect } from 'vitest';
import { composeDraft } from '../../../src/domain/draft.ts';
import { route, steps } from '../../../src/domain/message.ts';
import { aDraft } from '../../support/a-draft.ts';
import {
  claimOne,
  commitOf,
  doneMessage,
  failure,
  fetchAll,
  fetchedFolder,
  finish,
  folder,
  type MakeStore,
  range,
  results,
  type StoreUnderTest,
  walk,
  withStore,
} from './harness.ts';

/** Replays from every kind of end, and the daily count of a sender. */
export function retryContract(make: MakeStore): void {
  const test = withStore(make);

  async function quarantinedAt(store: StoreUnderTest, step: (typeof steps)[number]) {
    await fetchedFolder(store, [1]);
    const claim = await claimOne(store);
    const message = await walk(store, claim, step);
    return await store.messages.settle(claim.lease, message, {
      kind: 'quarantine',
      failure,
      ms: 1,
    });
  }

  describe('retry', () => {
    test('of nobody is null; of what has not ended is refused', async ({ store }) => {
      expect(await store.messages.retry(99)).toBeNull();
      const mailbox = await folder(store, [1, 2]);
      const [one, two] = await store.messages.unfetched(mailbox.id, 2);
      expect(await store.messages.retry(one?.id ?? 0)).toBe('not_ended');
      await store.messages.storeSources([], [two?.id ?? 0]);
      await fetchAll(store, mailbox);
      expect(await store.messages.retry(one?.id ?? 0)).toBe('not_ended');
      const claim = await claimOne(store);
      const message = await walk(store, claim, 'drafting');
      expect(await store.messages.retry(one?.id ?? 0)).toBe('not_ended');
      // There is no source to work from, and never will be.
      expect(await store.messages.retry(two?.id ?? 0)).toBe('not_ended');
      await finish(store, { ...claim, message });
    });

    test.for(steps)('quarantined in %s goes on there', async (step, { store }) => {
      const message = await quarantinedAt(store, step);
      store.clock.now += 1000;
      expect(await store.messages.retry(message.id)).toBe('retried');
      const row = await store.messages.get(message.id);
      expect(row).toMatchObject({ stage: step, attempts: 0, error: null, notBefore: null });
      expect(row?.journey.at(-1)).toMatchObject({ from: 'quarantined', to: step, error: null });
      expect(store.events.at(-1)).toMatchObject({ from: 'quarantined', to: step });
      const again = await claimOne(store);
      expect(again.message).toMatchObject({ ended: null, attempts: 0, revision: 1 });
      expect(route(again.message)).toBe(step);
      expect(route(await finish(store, again))).toBe('done');
    });

    test.for(steps)('a done message from %s is drafted again', async (step, { store }) => {
      const before = await doneMessage(store);
      expect(await store.messages.retry(before.id, step)).toBe('retried');
      const claim = await claimOne(store);
      expect(route(claim.message)).toBe(step);
      expect(claim.message.revision).toBe(2);
      if (step === 'parsing') expect(await store.messages.mail(before.id)).toBeNull();
      const urgent = { ...results.summarizing, intent: 'asks again' };
      const after = await finish(store, claim, { ...results, summarizing: urgent });
      expect(after.persisting).toBe(before.persisting);
      const draft = await store.drafts.get(after.persisting ?? 0);
      expect(draft).toMatchObject({ revision: 2, version: 2, status: 'drafted' });
      expect(await store.messages.counts()).toEqual({ done: 1 });
      expect(store.events).toContainEqual({ type: 'draft.updated', draft });
    });

    test('of a done message without a step begins at the first', async ({ store }) => {
      const { id } = await doneMessage(store);
      expect(await store.messages.retry(id)).toBe('retried');
      expect(route((await claimOne(store)).message)).toBe('parsing');
    });

    test('a step that is not reached yet is not jumped to', async ({ store }) => {
      const { id } = await quarantinedAt(store, 'classifying');
      expect(await store.messages.retry(id, 'summarizing')).toBe('retried');
      expect(route((await claimOne(store)).message)).toBe('classifying');
    });

    test("a person's edit outlives a replay that is under way", async ({ store }) => {
      const { id, persisting } = await doneMessage(store);
      await store.messages.retry(id, 'drafting');
      await store.drafts.edit(persisting ?? 0, 1, { reply: { body: 'Mine.' } }, null);
      const after = await finish(store, await claimOne(store));
      expect(after.persisting).toBe(persisting);
      const draft = await store.drafts.get(persisting ?? 0);
      expect(draft).toMatchObject({ reply: { body: 'Mine.' }, revision: 1, version: 2 });
      expect(await store.messages.counts()).toEqual({ done: 1 });
    });

    test('nothing is spent on what would not replace an edit', async ({ store }) => {
      const { id, persisting } = await doneMessage(store);
      await store.drafts.edit(persisting ?? 0, 1, { urgency: 'low' }, null);
      for (const from of [undefined, 'parsing', 'summarizing'] as const) {
        expect(await store.messages.retry(id, from)).toBe('edited');
      }
      expect(await store.messages.counts()).toEqual({ done: 1 });
      // To store it once more asks nobody.
      expect(await store.messages.retry(id, 'persisting')).toBe('retried');
    });

    test.for(['approved', 'rejected', 'sent'] as const)(
      'nor on what would not replace a draft that is %s',
      async (status, { store }) => {
        await fetchedFolder(store, [1]);
        const claim = await claimOne(store);
        const { id, key } = claim.message;
        await store.drafts.put(aDraft({ key, message: id, status }));
        await finish(store, claim);
        expect(await store.messages.retry(id)).toBe('edited');
        expect(await store.messages.counts()).toEqual({ done: 1 });
      },
    );

    test('a waiting message is due at once', async ({ store }) => {
      await fetchedFolder(store, [1]);
      const { lease, message } = await claimOne(store);
      const wait = { kind: 'wait', afterMs: 1e9, failure, ms: 1 } as const;
      await store.messages.settle(lease, message, wait);
      expect(await store.messages.retry(message.id)).toBe('retried');
      expect((await claimOne(store)).message.attempts).toBe(0);
    });

    test('skipped mail can be worked after all, an exact duplicate too', async ({ store }) => {
      await fetchAll(store, await folder(store, [1, 2]), () => 'the very same');
      await finish(store, await claimOne(store));
      const { items } = await store.messages.list({ stage: 'skipped', limit: 5 });
      const id = items[0]?.id ?? 0;
      expect(await store.messages.retry(id)).toBe('retried');
      expect(await store.messages.source(id)).not.toBeNull();
      await finish(store, await claimOne(store));
      expect(await store.messages.counts()).toEqual({ done: 2 });
      expect((await store.drafts.list({ limit: 5 })).items).toHaveLength(2);
    });

    test('twice at the same moment counts once', async ({ store }) => {
      const { id } = await doneMessage(store);
      const both = await Promise.all([store.messages.retry(id), store.messages.retry(id)]);
      expect(both.toSorted()).toEqual(['not_ended', 'retried']);
      expect((await store.messages.claim(5)).claims).toHaveLength(1);
    });

    test('the journey is one unbroken chain', async ({ store }) => {
      await fetchedFolder(store, [1]);
      for (const kind of ['wait', 'quarantine'] as const) {
        const claim = await claimOne(store);
        const message = await walk(store, claim, 'drafting');
        const settlement = { kind, afterMs: 5, failure, ms: 1 };
        await store.messages.settle(claim.lease, message, settlement);
        store.clock.now += 5;
      }
      const { items } = await store.messages.list({ limit: 1 });
      const id = items[0]?.id ?? 0;
      await store.messages.retry(id, 'enriching');
      await finish(store, await claimOne(store));
      const { journey = [] } = (await store.messages.get(id)) ?? {};
      expect(journey.slice(1).map(({ from }) => from)).toEqual(
        journey.slice(0, -1).map(({ to }) => to),
      );
      const moves = store.events.flatMap((e) => (e.type === 'message.transitioned' ? [e] : []));
      expect(moves.map(({ from, to }) => [from, to])).toEqual(
        journey.map(({ from, to }) => [from, to]),
      );
    });
  });

  describe('discard', () => {
    test('closes a quarantined message; its source stays', async ({ store }) => {
      const message = await quarantinedAt(store, 'classifying');
      expect(await store.messages.discard(message.id)).toBe('discarded');
      const row = await store.messages.get(message.id);
      expect(row?.stage).toBe('skipped');
      expect(row?.journey.at(-1)).toMatchObject({ from: 'quarantined', to: 'skipped' });
      expect(store.events.at(-1)).toMatchObject({ from: 'quarantined', to: 'skipped' });
      expect(await store.messages.source(message.id)).not.toBeNull();
      expect((await store.messages.claim(5)).claims).toEqual([]);
      expect(await store.messages.counts()).toEqual({ skipped: 1 });
    });

    test('of nobody is null; of what is not quarantined is refused', async ({ store }) => {
      expect(await store.messages.discard(99)).toBeNull();
      const { id } = await doneMessage(store);
      const events = store.events.length;
      expect(await store.messages.discard(id)).toBe('not_quarantined');
      expect(await store.messages.counts()).toEqual({ done: 1 });
      expect(store.events).toHaveLength(events);
    });

    test('twice at the same moment counts once', async ({ store }) => {
      const { id } = await quarantinedAt(store, 'parsing');
      const both = await Promise.all([store.messages.discard(id), store.messages.discard(id)]);
      expect(both.toSorted()).toEqual(['discarded', 'not_quarantined']);
    });

    test('a discarded message can be worked after all', async ({ store }) => {
      const { id } = await quarantinedAt(store, 'drafting');
      await store.messages.discard(id);
      expect(await store.messages.retry(id)).toBe('retried');
      expect(route((await claimOne(store)).message)).toBe('drafting');
    });
  });

  describe('admit', () => {
    const day = '2026-03-01';

    test('counts each message of a sender once a day', async ({ store }) => {
      const ids = await fetchedFolder(store, range(1, 3));
      const places = [];
      for (const id of [...ids, ...ids]) {
        places.push(await store.messages.admit(id, 'ada@engines.example', day));
      }
      expect(places).toEqual([1, 2, 3, 1, 2, 3]);
    });

    test('keeps senders and days apart', async ({ store }) => {
      const [a = 0, b = 0, c = 0] = await fetchedFolder(store, range(1, 3));
      expect(await store.messages.admit(a, 'ada@engines.example', day)).toBe(1);
      expect(await store.messages.admit(b, 'bob@engines.example', day)).toBe(1);
      expect(await store.messages.admit(c, 'ada@engines.example', '2026-03-02')).toBe(1);
    });

    test('a message that is tried again on another day keeps its place', async ({ store }) => {
      const [a = 0, b = 0] = await fetchedFolder(store, [1, 2]);
      await store.messages.admit(a, 'ada@engines.example', day);
      expect(await store.messages.admit(b, 'ada@engines.example', day)).toBe(2);
      expect(await store.messages.admit(b, 'ada@engines.example', '2026-03-02')).toBe(2);
    });

    test('is exact under concurrency', async ({ store }) => {
      const ids = await fetchedFolder(store, range(1, 30));
      const places = await Promise.all(
        [...ids, ...ids].map((id) => store.messages.admit(id, 'ada@engines.example', day)),
      );
      expect(places.slice(0, 30).toSorted((a, b) => a - b)).toEqual(range(1, 30));
      expect(places.slice(30)).toEqual(places.slice(0, 30));
    });
  });

  test('a replay fences off whoever still works the message', async ({ store }) => {
    await fetchedFolder(store, [1]);
    const first = await claimOne(store);
    const message = await walk(store, first);
    const draft = composeDraft(message, { input: 0, output: 0 });
    await store.messages.persist(first.lease, message, draft, 1);
    await store.messages.retry(message.id);
    const second = await claimOne(store);
    expect(second.lease).not.toEqual(first.lease);
    await expect(
      store.messages.commitStep(commitOf(first.lease, second.message, 'parsing')),
    ).rejects.toMatchObject({ code: 'store.fenced' });
  });
}
