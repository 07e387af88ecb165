import type { DayStats } from '../../src/ports.ts';

const noCategory = { fallbacks: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };

/** The figures of a day; name what a test is about. `drafts` follows from the categories. */
export function aDay(day: string, changes: Partial<DayStats> = {}): DayStats {
  const byCategory = changes.byCategory ?? { Lead: { drafts: 2, ...noCategory } };
  return {
    day,
    drafts: Object.values(byCategory).reduce((sum, { drafts }) => sum + drafts, 0),
    fallbacks: 0,
    unanswered: 0,
    byCategory,
    latencyMs: { p50: 1_200, p90: 3_000, p99: 9_000 },
    llm: { calls: 4, failed: 0, inputTokens: 1_000, outputTokens: 500, costUsd: 0.02 },
    ...changes,
  };
}

/** Drafts of one category, without any cost. */
export function drafted(drafts: number) {
  return { drafts, ...noCategory };
}

/** UTC; 0 is today. */
export function dayAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
