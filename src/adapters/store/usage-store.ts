import type { Category } from '../../domain/category.ts';
import type { CategoryStats, DayStats, LlmCall, UsageStore } from '../../ports.ts';
import { backlogRead } from './backlog-read.ts';
import type { StoreContext } from './message-store.ts';
import type { WriteOp } from './write-queue.ts';

const noteOp: WriteOp<LlmCall, null> = async (query, calls) => {
  await query(
    `insert into llm_use (day, step, model, calls, failed, input_tokens, output_tokens, cost_usd)
     select value ->> 'day', value ->> 'step', value ->> 'model', count(*),
       sum(value ->> 'failed'), sum(value ->> 'inputTokens'), sum(value ->> 'outputTokens'),
       sum(value ->> 'cost')
     from json_each(?) group by 1, 2, 3
     on conflict (day, step, model) do update set calls = calls + excluded.calls,
       failed = failed + excluded.failed, input_tokens = input_tokens + excluded.input_tokens,
       output_tokens = output_tokens + excluded.output_tokens,
       cost_usd = cost_usd + excluded.cost_usd`,
    [JSON.stringify(calls)],
  );
  return calls.map(() => null);
};

interface Bucket {
  upToMs: number;
  n: number;
}

const noCalls: DayStats['llm'] = {
  calls: 0,
  failed: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
};

/** Figures by day on SQLite: counted as things happen, and a few rows a day to read. */
export function usageStore({
  writes,
  reader,
  now,
}: Pick<StoreContext, 'writes' | 'reader' | 'now'>): UsageStore {
  async function drafts(since: string) {
    return await reader.query<
      ({ day: string; category: Category; unanswered: number } & CategoryStats)[]
    >(
      `select day, category, drafts, fallbacks, unanswered, input_tokens as inputTokens,
         output_tokens as outputTokens, cost_usd as costUsd
       from draft_count where day >= ?`,
      [since],
    );
  }

  async function latencies(since: string) {
    return await reader.query<({ day: string } & Bucket)[]>(
      `select day, up_to_ms as upToMs, n from latency_count where day >= ? order by day, up_to_ms`,
      [since],
    );
  }

  async function calls(since: string) {
    return await reader.query<({ day: string } & DayStats['llm'])[]>(
      `select day, sum(calls) as calls, sum(failed) as failed, sum(input_tokens) as inputTokens,
         sum(output_tokens) as outputTokens, sum(cost_usd) as costUsd
       from llm_use where day >= ? group by day`,
      [since],
    );
  }

  return {
    backlog: backlogRead({ reader, now }),

    async note(call) {
      await writes.write(noteOp, call);
    },

    async tokensOf(day) {
      const [row] = await reader.query<{ tokens: number | null }[]>(
        `select sum(input_tokens + output_tokens) as tokens from llm_use where day = ?`,
        [day],
      );
      return row?.tokens ?? 0;
    },

    async stats(since) {
      const [made, took, asked] = await Promise.all([
        drafts(since),
        latencies(since),
        calls(since),
      ]);
      const days = new Set([...made, ...took, ...asked].map(({ day }) => day));
      return [...days]
        .toSorted()
        .toReversed()
        .map((day): DayStats => {
          const ofDay = made.filter((row) => row.day === day);
          const { day: _day, ...llm } = asked.find((row) => row.day === day) ?? { day, ...noCalls };
          return {
            day,
            drafts: sum(ofDay.map((row) => row.drafts)),
            fallbacks: sum(ofDay.map((row) => row.fallbacks)),
            unanswered: sum(ofDay.map((row) => row.unanswered)),
            byCategory: Object.fromEntries(
              ofDay.map(({ day: _day, category, unanswered: _unanswered, ...figures }) => [
                category,
                figures,
              ]),
            ),
            latencyMs: percentiles(took.filter((row) => row.day === day)),
            llm,
          };
        });
    },
  };
}

/** @param buckets the fastest first */
function percentiles(buckets: Bucket[]): DayStats['latencyMs'] {
  const n = sum(buckets.map((bucket) => bucket.n));
  if (n === 0) return null;
  const at = (share: number) => {
    let below = 0;
    const bucket = buckets.find((one) => (below += one.n) >= share * n);
    return bucket?.upToMs ?? 0;
  };
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
