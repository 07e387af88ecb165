/** Ended messages go back to work. */
import { type Message, route, type Step, steps } from '../../domain/message.ts';
import { type Moved, recordJourney } from './journey.ts';
import type { WorkRow } from './rows.ts';
import type { Query } from './write-queue.ts';

/** A message's row, and the message without the results that are to be made again. */
export interface PutBack {
  row: Pick<WorkRow, 'id' | 'key' | 'stage'>;
  message: Message;
}

/** The message with the results from `from` on taken away. */
export function takenBack(message: Message, from: Step): Message {
  const restored: Message = { ...message, ended: null };
  for (const step of steps.slice(steps.indexOf(from))) restored[step] = null;
  return restored;
}

/** Takes from the rows what is to be done again, and gives each a job that is due at once. */
export async function putBack(
  query: Query,
  items: PutBack[],
  { at, priority }: { at: string; priority: number },
): Promise<Moved[]> {
  const moved = items.map(({ row, message }): Moved => {
    return { id: row.id, key: row.key, from: row.stage, to: route(message), error: null };
  });
  await rewind(query, items, at);
  const jobs = moved.map(({ id, to }) => ({ id, kind: to === 'queued' ? 'deliver' : 'process' }));
  await query(
    `insert into job (kind, message, priority, not_before)
     select value ->> 'kind', value ->> 'id', ?, 0 from json_each(?)
     where true on conflict (kind, message) do update set not_before = excluded.not_before,
       priority = excluded.priority, lease_owner = null, lease_until = null`,
    [priority, JSON.stringify(jobs)],
  );
  await recordJourney(
    query,
    moved.map((move) => ({ ...move, at, ms: 0, attempt: 0 })),
  );
  return moved;
}

/** What had a draft gets a new revision of it. */
async function rewind(query: Query, items: PutBack[], at: string): Promise<void> {
  const kept = items.map(({ message }) => ({
    id: message.id,
    stage: route(message),
    ...Object.fromEntries(steps.map((step) => [step, Number(message[step] !== null)])),
  }));
  await query(
    `update message set stage = j.value ->> 'stage', ended = null, error = null, attempts = 0,
       not_before = null, seq = seq + 1, updated_at = ?,
       revision = revision + (persisting is not null),
       classifying = iif(j.value ->> 'classifying', classifying, null),
       enriching = iif(j.value ->> 'enriching', enriching, null),
       drafting = iif(j.value ->> 'drafting', drafting, null),
       summarizing = iif(j.value ->> 'summarizing', summarizing, null),
       outbound = iif(j.value ->> 'persisting', outbound, null),
       persisting = iif(j.value ->> 'persisting', persisting, null)
     from json_each(?) j where message.id = j.value ->> 'id' returning message.id`,
    [at, JSON.stringify(kept)],
  );
  const unread = items.flatMap(({ message }) => (message.parsing ? [] : [message.id]));
  if (unread.length === 0) return;
  await query(`delete from mail where message in (select value from json_each(?))`, [
    JSON.stringify(unread),
  ]);
}
