/** What the LLM has cost, and what came of it, by day. Days are UTC. */
import type { Category } from '../domain/category.ts';

/** One call of the LLM, whether or not its answer could be used. */
export interface LlmCall {
  /** `2026-01-31`. */
  day: string;
  step: 'classify' | 'draft' | 'summarize';
  model: string;
  inputTokens: number;
  outputTokens: number;
  /** USD. */
  cost: number;
  failed: boolean;
}

export interface DayStats {
  day: string;
  drafts: number;
  /** Made by a stand-in for the LLM. */
  fallbacks: number;
  /** Without a reply. */
  unanswered: number;
  byCategory: Partial<Record<Category, CategoryStats>>;
  /** From discovery to draft; null where none was made. Upper bounds of the histogram's buckets. */
  latencyMs: { p50: number; p90: number; p99: number } | null;
  /** All calls of the day, with those that failed and those for drafts made again. */
  llm: {
    calls: number;
    failed: number;
    inputTokens: number;
    outputTokens: number;
    costUsd: number;
  };
}

/** Of the drafts as they were made: what calls without a draft used is in `llm` alone. */
export interface CategoryStats {
  drafts: number;
  fallbacks: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: number;
}

export interface UsageStore {
  note(call: LlmCall): Promise<void>;
  /** Input and output tokens of a day. */
  tokensOf(day: string): Promise<number>;
  /** The days from `since` (`2026-01-31`) on that have any figures, the newest first. */
  stats(since: string): Promise<DayStats[]>;
  /**
   * How many messages were not at their end (`done`, `skipped`, `quarantined`, `gone`) when each hour
   * ended, from the hour of `since` (ISO 8601 UTC) to the present one, the oldest first; `at` is the
   * hour's beginning, ISO 8601 UTC.
   */
  backlog(since: string): Promise<{ at: string; n: number }[]>;
}
