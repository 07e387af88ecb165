import { expect, test } from 'vitest';
import { createActor, toPromise } from 'xstate';
import { sweep, type SweepOptions } from '../../src/actors/sweep.ts';
import { claimOne, fetchedFolder, finish, range } from '../contracts/stores/harness.ts';
import { sqliteUnderTest } from '../support/sqlite-store.ts';

type Swept = Parameters<SweepOptions['onSwept']>[0];

test('drops what is old in more than one batch, once, and tells how much', async () => {
  const store = await sqliteUnderTest();
  store.clock.now = Date.now() - 31 * 86_400_000;
  const n = 230;
  await store.webhooks.begin('here');
  const ids = await fetchedFolder(store, range(1, n));
  for (const _ of ids) await finish(store, await claimOne(store));
  await store.webhooks.claim(8);
  store.clock.now = Date.now();
  const [young] = await fetchedFolder(store, range(1, n + 1));
  await finish(store, await claimOne(store));

  const told: Swept[] = [];
  const swept = async (sourceDays: number) => {
    const options = { sourceDays, onSwept: (one: Swept) => void told.push(one) };
    const actor = createActor(sweep(store.upkeep, store.webhooks, options));
    const done = toPromise(actor);
    actor.start();
    await done;
  };
  await swept(32);
  expect(told.map(({ sources }) => sources)).toEqual([0]);
  await swept(30);
  await swept(30);
  expect(told.slice(1)).toEqual([{ sources: n, webhooks: 0 }]);
  expect(told[0]?.webhooks).toBeGreaterThan(n);
  expect(await store.upkeep.sourceFate(ids[0] ?? 0)).toBe('dropped');
  expect(await store.upkeep.sourceFate(young ?? 0)).toBe('kept');
  await store.close();
}, 60_000);
