/** Takes from messages all that their sender wrote, and all that was made of it. */
import type { Stage } from '../../domain/message.ts';
import type { Purged } from '../../ports.ts';
import { type Moved, recordJourney } from './journey.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface PurgeItem {
  messages: number[];
  drafts: number[];
  /** ISO 8601 UTC. */
  at: string;
}

export const purgedReason = 'purged: the mail of this sender was removed';

/**
 * What stays is the tombstone: the key, the numbers, the stage, and by what the same mail is known
 * again, so that it is neither taken in nor answered anew: its hash, size and time of receipt, which
 * tell nothing to who does not have the mail. Without its job and with another `seq`, no late result
 * of a worker comes back.
 */
export const purgeOp = oneByOne<PurgeItem, { purged: Purged; moved: Moved[] }>(
  async (query, { messages, drafts, at }) => {
    const asked = JSON.stringify(messages);
    const rows = await query<{ id: number; key: string; stage: Stage }>(
      `select id, key, stage from message where id in (select value from json_each(?))`,
      [asked],
    );
    const known = JSON.stringify(
      await query<{ id: number }>(
        `select id from draft where id in (select value from json_each(?))
           or key in (select key from message where id in (select value from json_each(?)))`,
        [JSON.stringify(drafts), asked],
      ).then((found) => found.map(({ id }) => id)),
    );
    const removed = await removeDrafts(query, known, asked);
    const kept = await removeMails(query, asked);
    const moved = await bury(query, rows, at);
    return { purged: { messages: rows.length, ...kept, ...removed }, moved };
  },
);

async function removeDrafts(query: Query, drafts: string, messages: string) {
  const these = `in (select value from json_each(?))`;
  await query(
    `delete from webhook_attempt where webhook in (
       select id from webhook where message ${these} or draft ${these})`,
    [messages, drafts],
  );
  const webhooks = await count(
    query,
    `delete from webhook where message ${these} or draft ${these} returning id`,
    [messages, drafts],
  );
  const outgoing = await count(query, `delete from outgoing where draft ${these} returning id`, [
    drafts,
  ]);
  const versions = await count(
    query,
    `delete from draft_version where draft ${these} returning id`,
    [drafts],
  );
  await query(`delete from draft_search where rowid ${these}`, [drafts]);
  const removed = await count(query, `delete from draft where id ${these} returning id`, [drafts]);
  return { drafts: removed, versions, outgoing, webhooks };
}

async function removeMails(query: Query, messages: string) {
  const these = `message in (select value from json_each(?))`;
  await query(`delete from job where ${these}`, [messages]);
  await query(`delete from gap where ${these}`, [messages]);
  await query(`delete from sender_day where ${these}`, [messages]);
  await query(`delete from message_search where rowid in (select value from json_each(?))`, [
    messages,
  ]);
  return {
    sources: await count(query, `delete from source where ${these} returning message`, [messages]),
    mails: await count(query, `delete from mail where ${these} returning message`, [messages]),
  };
}

async function bury(
  query: Query,
  rows: { id: number; key: string; stage: Stage }[],
  at: string,
): Promise<Moved[]> {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const these = `in (select value from json_each(?))`;
  await query(
    `insert into purged (message, at) select value, ? from json_each(?) where true
     on conflict (message) do nothing`,
    [at, ids],
  );
  // What a failure said may have quoted the mail.
  await query(
    `update journey set error = null where message ${these} and error is not null
    returning id`,
    [ids],
  );
  await query(
    `update message set stage = 'skipped', ended = 'skipped', seq = seq + 1, attempts = 0,
       not_before = null, error = ?, message_id = null, subject = null, sender = null,
       instruction = null, classifying = null, enriching = null, drafting = null,
       summarizing = null, persisting = null, outbound = null, updated_at = ?
     where id ${these} returning id`,
    [purgedReason, at, ids],
  );
  const moved = rows
    .filter(({ stage }) => stage !== 'skipped')
    .map(({ id, key, stage }): Moved => {
      return { id, key, from: stage, to: 'skipped', error: purgedReason };
    });
  await recordJourney(
    query,
    moved.map((move) => ({ ...move, at, ms: 0, attempt: 0 })),
  );
  return moved;
}

async function count(query: Query, sql: string, parameters: unknown[]): Promise<number> {
  return (await query(sql, parameters)).length;
}
