/** The supervisor's hands on the queue. */
import { fromPromise } from 'xstate';
import type { Claim, Lease, MessageStore } from '../ports.ts';

export const recover = (messages: MessageStore) =>
  fromPromise<void, void>(() => messages.recover());

export const claim = (messages: MessageStore) =>
  fromPromise<{ claims: Claim[]; nextDueMs: number | null }, { limit: number }>(
    async ({ input, signal }) => {
      const claimed = await messages.claim(input.limit);
      // Nobody waits for it any more: others should not have to wait for its leases to end.
      if (signal.aborted) await messages.release(claimed.claims.map(({ lease }) => lease));
      return claimed;
    },
  );

export const renew = (messages: MessageStore) =>
  fromPromise<void, { leases: Lease[] }>(({ input }) => messages.renew(input.leases));

export const release = (messages: MessageStore) =>
  fromPromise<void, { leases: Lease[] }>(({ input }) => messages.release(input.leases));
