/** The supervisor's hands on the queue. */
import { fromPromise } from 'xstate';
import type { TokenBudget } from '../domain/token-budget.ts';
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

/** How long a draft that a stand-in made is worth making again. */
const redraftWithinMs = 72 * 3_600_000;

/** @param budget null: no limit */
export const redraft = (messages: MessageStore, budget: Pick<TokenBudget, 'redraftsLeft'> | null) =>
  fromPromise<number, { limit: number }>(async ({ input }) => {
    const limit = Math.min(input.limit, budget?.redraftsLeft ?? input.limit);
    if (limit <= 0) return 0;
    const since = new Date(Date.now() - redraftWithinMs).toISOString();
    return await messages.redraft(since, limit);
  });
