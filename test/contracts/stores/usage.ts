import { describe, expect } from 'vitest';
import { composeDraft } from '../../../src/domain/draft.ts';
import type { LlmCall } from '../../../src/ports.ts';
import { aDraft } from '../../support/a-draft.ts';
import { claimed, drafted, edit, resultsOf } from './conversation.ts';
import { type MakeStore, minutes, range, results, walk, withStore } from './harness.ts';

const day = '2026-03-01';

function call(changes: Partial<LlmCall> = {}): LlmCall {
  const used = { inputTokens: 100, outputTokens: 20, cost: 0.25, failed: false };
  return { day, step: 'classify', model: 'small-1', ...used, ...changes };
}

/** Figures by day. */
export function usageContract(make: MakeStore): void {
  const test = withStore(make);

  describe('usage', () => {
    test('of an empty store is nothing', async ({ store }) => {
      expect(await store.usage.tokensOf(day)).toBe(0);
      expect(await store.usage.stats('2000-01-01')).toEqual([]);
    });

    test('adds up the calls of a day, those that failed included', async ({ store }) => {
      await Promise.all(range(1, 10).map(() => store.usage.note(call())));
      await store.usage.note(call({ step: 'draft', model: 'large-1' }));
      await store.usage.note(call({ failed: true, outputTokens: 0 }));
      await store.usage.note(call({ day: '2026-03-02' }));
      expect(await store.usage.tokensOf(day)).toBe(11 * 120 + 100);
      const llm = { calls: 12, failed: 1, inputTokens: 1200, outputTokens: 220, costUsd: 3 };
      expect(await store.usage.stats(day)).toMatchObject([
        { day: '2026-03-02', llm: { calls: 1 } },
        { day, drafts: 0, byCategory: {}, latencyMs: null, llm },
      ]);
      expect(await store.usage.stats('2026-03-02')).toHaveLength(1);
    });

    test('counts drafts as they were made', async ({ store }) => {
      const spam = { ...results.classifying, category: 'Spam' as const };
      const drafting = { ...results.drafting, reply: null, run: null };
      await drafted(store, { uid: 1, thread: '<1@x>' });
      const second = await drafted(store, { uid: 2, thread: '<2@x>' });
      await drafted(store, { uid: 3, made: { classifying: spam, drafting } });
      await edit(store, second, { category: 'Support' });
      expect(await store.usage.stats(day)).toMatchObject([
        {
          day,
          drafts: 3,
          fallbacks: 0,
          unanswered: 1,
          byCategory: {
            Lead: { drafts: 2, fallbacks: 0, inputTokens: 1800, outputTokens: 240, costUsd: 0 },
            Spam: { drafts: 1, fallbacks: 0, inputTokens: 600, outputTokens: 80, costUsd: 0 },
          },
          llm: { calls: 0 },
        },
      ]);
    });

    test('counts a put draft once, whatever becomes of it', async ({ store }) => {
      const provenance = { ...aDraft().provenance, fallback: true, costUsd: 0.5 };
      await Promise.all(range(1, 4).map(() => store.drafts.put(aDraft({ provenance }))));
      await store.drafts.put(aDraft({ provenance, revision: 2 }));
      store.clock.now += 24 * minutes(60);
      await store.drafts.put(aDraft({ provenance, revision: 3, category: 'General' }));
      const tokens = { inputTokens: 9, outputTokens: 4 };
      expect(await store.usage.stats(day)).toEqual([
        {
          day,
          drafts: 1,
          fallbacks: 1,
          unanswered: 0,
          byCategory: { Lead: { drafts: 1, fallbacks: 1, ...tokens, costUsd: 0.5 } },
          // Its message is in another database.
          latencyMs: null,
          llm: { calls: 0, failed: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 },
        },
      ]);
    });

    test('tells how long it took from discovery to draft', async ({ store }) => {
      const took = [...Array(90).fill(1_000), ...Array(8).fill(20_000), 600_000, 600_000];
      for (const [i, ms] of took.entries()) {
        const letter = { uid: i + 1, thread: `<${i}@x>` };
        const { lease, message } = await claimed(store, letter);
        const worked = await walk(store, { lease, message }, 'persisting', resultsOf(letter));
        store.clock.now += ms;
        const draft = composeDraft(worked, { input: 0, output: 0 });
        await store.messages.persist(lease, worked, draft, 1);
      }
      const [{ latencyMs } = { latencyMs: null }] = await store.usage.stats(day);
      for (const [figure, ms] of [
        ['p50', 1_000],
        ['p90', 1_000],
        ['p99', 600_000],
      ] as const) {
        expect(latencyMs?.[figure]).toBeGreaterThanOrEqual(ms);
        expect(latencyMs?.[figure]).toBeLessThan(ms * 1.2);
      }
    });

    test('a refused commit counts nothing', async ({ store }) => {
      const held = await claimed(store, { uid: 1 });
      const message = await walk(store, held);
      await store.messages.release([held.lease]);
      const draft = composeDraft(message, { input: 0, output: 0 });
      await expect(store.messages.persist(held.lease, message, draft, 1)).rejects.toThrow();
      expect(await store.usage.stats(day)).toEqual([]);
    });
  });
}
