import { describe, expect } from 'vitest';
import { composeDraft } from '../../../src/domain/draft.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { route } from '../../../src/domain/message.ts';
import type { Delivery } from '../../../src/ports.ts';
import {
  claimOne,
  fetchedFolder,
  type MakeStore,
  minutes,
  type StoreUnderTest,
  walk,
  withStore,
} from './harness.ts';

/** Works the next message up to the queue towards the API. */
async function queueOne(store: StoreUnderTest) {
  const claim = await claimOne(store);
  const message = await walk(store, claim);
  const draft = composeDraft(message, { input: 0, output: 0 });
  return await store.messages.persist(claim.lease, message, draft, 5, true);
}

async function claimDelivery({ messages }: StoreUnderTest): Promise<Delivery> {
  const delivery = await messages.claimDelivery();
  if (!delivery) throw new Error('nothing was queued');
  return delivery;
}

/** The queue towards the REST API of another process. */
export function deliveryContract(make: MakeStore): void {
  const test = withStore(make);

  describe('delivery', () => {
    test('a persisted message waits in queued, with its draft, and nobody works it', async ({
      store,
    }) => {
      await fetchedFolder(store, [1]);
      const message = await queueOne(store);
      expect(route(message)).toBe('queued');
      expect(await store.messages.counts()).toEqual({ queued: 1 });
      expect(await store.messages.claim(9)).toEqual({ claims: [], nextDueMs: null });
      const delivery = await claimDelivery(store);
      expect(delivery.message).toEqual(message);
      expect(delivery.draft).toMatchObject({ key: message.key, message: message.id });
    });

    test('comes in the order of discovery, whatever was queued first', async ({ store }) => {
      await fetchedFolder(store, [1, 2]);
      const first = await claimOne(store);
      const second = await queueOne(store);
      expect((await claimDelivery(store)).message.id).toBe(second.id);
      const message = await walk(store, first);
      const draft = composeDraft(message, { input: 0, output: 0 });
      await store.messages.persist(first.lease, message, draft, 5, true);
      // The younger one is held already, but its try failed: the older one goes before it.
      expect((await claimDelivery(store)).message.id).toBe(message.id);
    });

    test('delivered ends it; a second time is fenced', async ({ store }) => {
      await fetchedFolder(store, [1]);
      await queueOne(store);
      const { lease, message } = await claimDelivery(store);
      await store.messages.delivered(lease, message, 7);
      expect(await store.messages.counts()).toEqual({ done: 1 });
      expect(await store.messages.claimDelivery()).toBeNull();
      const row = await store.messages.get(message.id);
      expect(row?.journey.slice(-2)).toMatchObject([
        { from: 'persisting', to: 'queued' },
        { from: 'queued', to: 'done', ms: 7 },
      ]);
      await expect(store.messages.delivered(lease, message, 7)).rejects.toMatchObject({
        code: 'store.fenced',
      });
    });

    test('an old claim cannot end what was claimed anew', async ({ store }) => {
      await fetchedFolder(store, [1]);
      await queueOne(store);
      const old = await claimDelivery(store);
      store.clock.now += minutes(5);
      await claimDelivery(store);
      await expect(store.messages.delivered(old.lease, old.message, 7)).rejects.toMatchObject({
        code: 'store.fenced',
      });
    });

    test('what the API refused is set aside, and a retry queues it for delivery alone', async ({
      store,
    }) => {
      await fetchedFolder(store, [1]);
      await queueOne(store);
      const { lease, message } = await claimDelivery(store);
      const failure = new Failure('api.rejected', 'the API answered 400');
      await store.messages.settle(lease, message, { kind: 'quarantine', failure, ms: 3 });
      expect(await store.messages.counts()).toEqual({ quarantined: 1 });
      expect(await store.messages.claimDelivery()).toBeNull();

      expect(await store.messages.retry(message.id)).toBe('retried');
      expect(await store.messages.counts()).toEqual({ queued: 1 });
      expect((await store.messages.claim(9)).claims).toEqual([]);
      expect((await claimDelivery(store)).message.id).toBe(message.id);
    });

    test('worked anew, it is queued anew with a higher revision', async ({ store }) => {
      await fetchedFolder(store, [1]);
      await queueOne(store);
      const { lease, message } = await claimDelivery(store);
      await store.messages.delivered(lease, message, 7);
      await store.messages.retry(message.id, 'classifying');
      await queueOne(store);
      const again = await claimDelivery(store);
      expect(again.draft.revision).toBe(2);
    });

    test('is given back by recover', async ({ store }) => {
      await fetchedFolder(store, [1]);
      await queueOne(store);
      const { lease, message } = await claimDelivery(store);
      await store.messages.recover();
      await expect(store.messages.delivered(lease, message, 7)).rejects.toMatchObject({
        code: 'store.fenced',
      });
      expect((await claimDelivery(store)).message.id).toBe(message.id);
    });
  });
}
