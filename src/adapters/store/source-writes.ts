/** The write of fetched sources: jobs out, duplicates and expunged mail closed. */
import type { FetchedMail } from '../../ports.ts';
import { type Moved, recordJourney } from './journey.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface SourcesItem {
  sources: (Omit<FetchedMail, 'source'> & {
    id: number;
    /** gzip of the source. */
    body: Buffer;
    sha256: string;
    truncated: boolean;
  })[];
  gone: number[];
  /** Epoch milliseconds. */
  now: number;
}

/** A move out of `discovered`, and how long the message stood there. */
interface FetchMove extends Moved {
  ms: number;
}

export const sourcesOp = oneByOne<SourcesItem, Moved[]>(async (query, item) => {
  const { sources, gone, now } = item;
  const at = new Date(now).toISOString();
  const batch = JSON.stringify(sources.map(({ body: _body, ...row }) => row));
  await query(
    `update message set fetched = 1, received_at = j.value ->> 'receivedAt',
       size = j.value ->> 'size', sha256 = j.value ->> 'sha256',
       truncated = j.value ->> 'truncated'
     from json_each(?) j where message.id = j.value ->> 'id' and stage = 'discovered'
     returning message.id`,
    [batch],
  );
  const moves = await query<FetchMove>(
    `update message set seq = seq + 1, updated_at = ?2,
       ended = case when not fetched then 'gone' when original is not null then 'skipped' end,
       stage = case when not fetched then 'gone' when original is not null then 'skipped'
         else 'parsing' end,
       error = case when not fetched then 'expunged before it could be fetched'
         when original is not null then 'exact duplicate of ' || original end
     from (select m.id as candidate, (${firstOfItsContent}) as original
           from message m where m.id in (select value from json_each(?1)))
     where id = candidate and stage = 'discovered'
     returning id, key, 'discovered' as "from", stage as "to", error,
       cast(round((julianday(?2) - julianday(created_at)) * 86400000) as integer) as ms`,
    [JSON.stringify([...sources.map((source) => source.id), ...gone]), at],
  );
  await recordFetches(query, moves, at);

  const due = new Set(moves.filter((move) => move.to === 'parsing').map((move) => move.id));
  const kept = sources.filter((source) => due.has(source.id));
  for (const { id, body } of kept) {
    await query(`insert or replace into source (message, body) values (?, ?)`, [id, body]);
  }
  await query(
    `insert into job (kind, message, not_before) select 'process', value, ? from json_each(?)`,
    [now, JSON.stringify(kept.map((source) => source.id))],
  );
  return moves;
});

/**
 * The key of the message with the same content in the same account that was there first: taken
 * up earlier, or in this batch with a lower id.
 */
const firstOfItsContent = `select d.key from message d
  where d.account = m.account and d.sha256 = m.sha256 and d.size = m.size and d.id <> m.id
    and (d.id < m.id
      or (d.stage <> 'discovered' and d.id not in (select value from json_each(?1))))
  order by d.id limit 1`;

async function recordFetches(query: Query, moves: FetchMove[], at: string): Promise<void> {
  await recordJourney(
    query,
    moves.map((move) => ({ ...move, at, attempt: 0 })),
  );
  await query(`delete from gap where message in (select value from json_each(?))`, [
    JSON.stringify(moves.map(({ id }) => id)),
  ]);
}
