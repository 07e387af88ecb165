import { afterEach, beforeEach } from 'vitest';
import {
  type AnyActorLogic,
  createActor,
  type InputFrom,
  type OutputFrom,
  toPromise,
} from 'xstate';
import { discover } from '../../src/actors/discover.ts';
import { fetchBatch } from '../../src/actors/fetch.ts';
import { remap } from '../../src/actors/remap.ts';
import type { Backfill } from '../../src/domain/backfill.ts';
import type { MessageRow, MessageStore } from '../../src/ports.ts';
import { claimOne, finish, inbox, type StoreUnderTest } from '../contracts/stores/harness.ts';
import { fakeSource, type FakeSource } from '../support/fake-source.ts';
import { sqliteUnderTest } from '../support/sqlite-store.ts';

export const maxBytes = 1024 * 1024;

/** The folder of the test in work, its ledger, and the actors that bring the one into the other. */
export let source: FakeSource;
export let store: StoreUnderTest & { path: string };
export let gaps: number[];

beforeEach(async () => {
  source = fakeSource();
  store = await sqliteUnderTest();
  store.clock.now = Date.now();
  gaps = [];
});
afterEach(() => store.close());

export async function run<Logic extends AnyActorLogic>(
  logic: Logic,
  input: InputFrom<Logic>,
): Promise<OutputFrom<Logic>> {
  const actor = createActor(logic, { input });
  const done = toPromise(actor);
  actor.start();
  return await done;
}

export async function look(reconcile = true, backfill: Backfill = 'all') {
  const options = { backfill, backfillLimit: 500, onGap: (_: unknown, uids: number[]) => uids };
  options.onGap = (_, uids) => (gaps.push(...uids), uids);
  return await run(discover(source, store.messages, options), { ref: inbox, reconcile });
}

export async function fetchOnce(backlogLimit = 2_000, messages: MessageStore = store.messages) {
  return await run(fetchBatch(source, messages, maxBytes), { ref: inbox, backlogLimit });
}

/** Batch after batch, as the machine does, until nothing follows at once. */
export async function fetchOn(): Promise<void> {
  while ((await fetchOnce()).more);
}

export async function mapAnew(messages: MessageStore = store.messages): Promise<void> {
  await run(remap(source, messages, maxBytes), { ref: inbox });
}

/** Draft after draft, for so many messages. */
export async function work(n: number): Promise<void> {
  for (let i = 0; i < n; i += 1) await finish(store, await claimOne(store));
}

export async function rows(): Promise<MessageRow[]> {
  const { items } = await store.messages.list({ limit: 200 });
  return items.toReversed();
}
