/** Drafts of a stand-in go back to work when the LLM is there again. */
import type { Message, Step, StepRun } from '../../domain/message.ts';
import type { Moved } from './journey.ts';
import { priorities } from './priorities.ts';
import { putBack, takenBack } from './put-back.ts';
import { selectWork, toMessage, type WorkRow } from './rows.ts';
import { oneByOne, type Query } from './write-queue.ts';

/** The LLM was there and spoilt its answer; it would do so again. */
const ownFaults: StepRun['cause'][] = ['llm.refused', 'llm.unsafe', 'llm.invalid'];

/** The first step whose answer the LLM may yet better; null where it gave all it has to give. */
export function redraftFrom(message: Message): Step | null {
  const asked = ['classifying', 'drafting', 'summarizing'] as const;
  const step = asked.find((step) => {
    const run = message[step]?.run;
    return run?.fallback && !ownFaults.includes(run.cause);
  });
  return step ?? null;
}

export interface RedraftItem {
  /** Drafts made before then are left, ISO 8601 UTC. */
  since: string;
  limit: number;
  /** Epoch milliseconds. */
  now: number;
}

/** A draft that falls back again is tried again after a minute, then twice as long each time. */
const pauses = { firstMs: 60_000, longestMs: 3_600_000, mostDoublings: 10 };

export const redraftOp = oneByOne<RedraftItem, Moved[]>(redraft);

async function redraft(query: Query, { since, limit, now }: RedraftItem): Promise<Moved[]> {
  const at = new Date(now).toISOString();
  // Those that were put back before, and wait or are in work, count among the limit.
  const [back] = await query<{ n: number }>(
    `select count(*) as n from job where kind = 'process' and priority = ${priorities.redraft}`,
  );
  const room = limit - (back?.n ?? 0);
  if (room <= 0) return [];
  // The condition in so many words, for the partial index on it. In its order, the newest first.
  const drafts = await query<{ id: number; key: string; from: Step }>(
    `select d.id, d.key, d.redraft_from as "from" from draft d cross join message m on m.key = d.key
     where d.redraft_from is not null and not d.touched
       and d.status in ('drafted', 'no_reply')
       and d.created_at >= ? and d.redraft_at <= ? and m.stage = 'done'
     order by d.created_at desc limit ?`,
    [since, now, room],
  );
  if (drafts.length === 0) return [];
  await query(
    `update draft set redrafts = redrafts + 1,
       redraft_at = ?2 + min(?3, ?4 * (1 << min(redrafts, ?5)))
     where id in (select value from json_each(?1)) returning id`,
    [
      JSON.stringify(drafts.map(({ id }) => id)),
      now,
      pauses.longestMs,
      pauses.firstMs,
      pauses.mostDoublings,
    ],
  );
  const rows = await query<WorkRow>(
    `${selectWork} where m.key in (select value from json_each(?))`,
    [JSON.stringify(drafts.map(({ key }) => key))],
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const items = drafts.flatMap(({ key, from }) => {
    const row = byKey.get(key);
    return row ? [{ row, message: takenBack(toMessage(row), from) }] : [];
  });
  return await putBack(query, items, { at, priority: priorities.redraft });
}
