/** What is counted of each draft as it is made, by day: see `UsageStore.stats`. */
import type { Draft } from '../../domain/draft.ts';
import type { Query } from './write-queue.ts';

interface Made {
  draft: Draft;
  /** ISO 8601 UTC; null where its message is in another database. */
  discoveredAt: string | null;
}

export async function countDrafts(query: Query, made: Made[]): Promise<void> {
  if (made.length === 0) return;
  await query(
    `insert into draft_count (day, category, drafts, fallbacks, unanswered, input_tokens,
       output_tokens, cost_usd)
     select value ->> 'day', value ->> 'category', count(*), sum(value ->> 'fallback'),
       sum(value ->> 'unanswered'), sum(value ->> 'inputTokens'), sum(value ->> 'outputTokens'),
       sum(value ->> 'costUsd')
     from json_each(?) group by 1, 2
     on conflict (day, category) do update set drafts = drafts + excluded.drafts,
       fallbacks = fallbacks + excluded.fallbacks, unanswered = unanswered + excluded.unanswered,
       input_tokens = input_tokens + excluded.input_tokens,
       output_tokens = output_tokens + excluded.output_tokens,
       cost_usd = cost_usd + excluded.cost_usd`,
    [JSON.stringify(made.map(({ draft }) => figures(draft)))],
  );
  const times = made.flatMap(({ draft, discoveredAt }) =>
    discoveredAt === null ? [] : [{ day: dayOf(draft), upToMs: bucketOf(draft, discoveredAt) }],
  );
  if (times.length === 0) return;
  await query(
    `insert into latency_count (day, up_to_ms, n)
     select value ->> 'day', value ->> 'upToMs', count(*) from json_each(?) group by 1, 2
     on conflict (day, up_to_ms) do update set n = n + excluded.n`,
    [JSON.stringify(times)],
  );
}

function dayOf({ createdAt }: Draft): string {
  return createdAt.slice(0, 10);
}

function figures(draft: Draft) {
  const { fallback, steps, costUsd } = draft.provenance;
  const runs = Object.values(steps);
  return {
    day: dayOf(draft),
    category: draft.category,
    fallback: Number(fallback),
    unanswered: Number(draft.reply === null),
    inputTokens: runs.reduce((sum, run) => sum + run.inputTokens, 0),
    outputTokens: runs.reduce((sum, run) => sum + run.outputTokens, 0),
    costUsd,
  };
}

/** Buckets to each doubling: a figure that is read from them is at most a fifth too high. */
const bucketsPerOctave = 4;

/** The upper bound in milliseconds of the bucket that the time from discovery to draft falls into. */
function bucketOf({ createdAt }: Draft, discoveredAt: string): number {
  const ms = Math.max(1, Date.parse(createdAt) - Date.parse(discoveredAt));
  return Math.ceil(2 ** (Math.ceil(Math.log2(ms) * bucketsPerOctave) / bucketsPerOctave));
}
