import { afterEach, expect, it } from 'vitest';
import { startSystem as start, stopSystems } from '../support/fake-system.ts';
import { turns } from '../support/turns.ts';

afterEach(stopSystems);

const look = async ({ clock }: ReturnType<typeof start>) => {
  clock.increment(5_000);
  await turns();
};

it('looks for drafts to be made again, as many as there are free slots', async () => {
  const system = start({ concurrency: 7 });
  await system.idle();
  await look(system);
  await look(system);
  expect(system.redrafts).toEqual([7, 7]);
});

it('wakes when some were put back to work', async () => {
  const system = start({ redrafted: 3 });
  await system.idle();
  const claims = system.queue.limits.length;
  await look(system);
  await system.idle();
  expect(system.queue.limits.length).toBeGreaterThan(claims);
});

it('tries an LLM that may have recovered with a single one, and leaves one that is out alone', async () => {
  const system = start();
  await system.idle();
  for (let i = 0; i < 5; i += 1) system.gate().send({ type: 'llm.failed' });
  await look(system);
  await look(system);
  expect(system.redrafts).toEqual([]);
  await look(system);
  await look(system);
  expect(system.gate().getSnapshot().value).toEqual({ halfOpen: 'free' });
  expect(system.redrafts[0]).toBe(1);
});

it('never looks where there is no LLM', async () => {
  const system = start({ llm: { configured: false, exhausted: false } });
  await system.idle();
  await look(system);
  expect(system.redrafts).toEqual([]);
});
