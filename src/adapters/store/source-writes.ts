/** The write of fetched sources: jobs out, duplicates and expunged mail closed. */
import type { Failure } from '../../domain/failure.ts';
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
  /** Of the numbers that were asked for; null: whatever they are. */
  uidValidity: number | null;
  /** Epoch milliseconds. */
  now: number;
  /** Of their jobs. */
  priority: number;
}

/** A move out of `discovered`, and how long the message stood there. */
interface FetchMove extends Moved {
  ms: number;
}

export const sourcesOp = oneByOne<SourcesItem, Moved[]>(storeSources);

export async function storeSources(query: Query, item: SourcesItem): Promise<Moved[]> {
  const { now, priority } = item;
  const { sources, gone } = await stillNumbered(query, item);
  const at = new Date(now).toISOString();
  const batch = JSON.stringify(sources.map(({ body: _body, ...row }) => row));
  // `+stage`, here and below: by its index every mail of the batch would be compared with every
  // discovered row, instead of being looked up by its id.
  await query(
    `update message set fetched = 1, attempts = 0, mail_id = j.value ->> 'mailId',
       message_id = j.value ->> 'messageId', received_at = j.value ->> 'receivedAt',
       size = j.value ->> 'size', sha256 = j.value ->> 'sha256',
       truncated = j.value ->> 'truncated'
     from json_each(?) j where message.id = j.value ->> 'id' and +stage = 'discovered'
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
     where id = candidate and +stage = 'discovered'
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
  // Due at once, and by no clock: one that is put back would hold all new mail up for as long.
  await query(
    `insert into job (kind, message, priority, not_before)
     select 'process', value, ?, 0 from json_each(?)`,
    [priority, JSON.stringify(kept.map((source) => source.id))],
  );
  return moves;
}

/** Without what has got another number since it was asked for: that answer is of another mail. */
async function stillNumbered(query: Query, { sources, gone, uidValidity }: SourcesItem) {
  if (uidValidity === null) return { sources, gone };
  const ids = [...sources.map(({ id }) => id), ...gone];
  const rows = await query<{ id: number }>(
    `select id from message
     where id in (select value from json_each(?)) and uid_validity = ?`,
    [JSON.stringify(ids), uidValidity],
  );
  const current = new Set(rows.map(({ id }) => id));
  return {
    sources: sources.filter(({ id }) => current.has(id)),
    gone: gone.filter((id) => current.has(id)),
  };
}

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

/** Counts a failed fetch on each message. */
export const countFetchOp = oneByOne<number[], null>(async (query, ids) => {
  await query(
    `update message set attempts = attempts + 1
     where id in (select value from json_each(?)) and +stage = 'discovered' returning id`,
    [JSON.stringify(ids)],
  );
  return null;
});

export interface SetAsideItem {
  id: number;
  failure: Failure;
  at: string;
}

/** To quarantine, without a source. */
export const setAsideOp = oneByOne<SetAsideItem, Moved[]>(async (query, { id, failure, at }) => {
  const moves = await query<FetchMove & { attempt: number }>(
    `update message set stage = 'quarantined', ended = 'quarantined', seq = seq + 1,
       attempts = attempts + 1, updated_at = ?2, error = ?3
     where id = ?1 and stage = 'discovered'
     returning id, key, 'discovered' as "from", stage as "to", error, attempts as attempt,
       cast(round((julianday(?2) - julianday(created_at)) * 86400000) as integer) as ms`,
    [id, at, `${failure.code}: ${failure.message}`],
  );
  await recordJourney(
    query,
    moves.map((move) => ({ ...move, at })),
  );
  await query(`delete from gap where message in (select value from json_each(?))`, [
    JSON.stringify(moves.map(({ id }) => id)),
  ]);
  return moves;
});

/** What was set aside without a source can only be fetched again, from whatever step it is asked. */
export const refetchOp = oneByOne<{ id: number; at: string }, Moved | null>(
  async (query, { id, at }) => {
    const [moved] = await query<Moved>(
      `update message set stage = m.stage, ended = nullif(m.stage, 'discovered'), seq = seq + 1,
         attempts = 0, updated_at = ?2, error = m.error
       from (select iif(message.uid_validity = mailbox.uid_validity, 'discovered', 'gone') as stage,
           iif(message.uid_validity = mailbox.uid_validity, null,
             'the server renumbered the folder before it could be fetched') as error
         from message join mailbox on mailbox.id = mailbox_id where message.id = ?1) m
       where id = ?1 and message.stage = 'quarantined' and not fetched
       returning id, key, 'quarantined' as "from", message.stage as "to", message.error`,
      [id, at],
    );
    if (moved) await recordJourney(query, [{ ...moved, at, ms: 0, attempt: 0 }]);
    return moved ?? null;
  },
);

/** The messages bear their mark in the mailbox. */
export const noteMarkedOp = oneByOne<number[], null>(async (query, ids) => {
  await query(
    `update message set marked = 1 where id in (select value from json_each(?)) returning id`,
    [JSON.stringify(ids)],
  );
  return null;
});
