/** The writes of a mailbox machine: the folder, rows for UIDs, the cursor and gaps. */
import { messageKey } from '../../domain/message.ts';
import type { MailboxRef, MailboxRow, MailIdentity } from '../../ports.ts';
import { type Moved, recordJourney } from './journey.ts';
import { oneByOne, type Query, type WriteOp } from './write-queue.ts';

export interface MailboxRecord {
  id: number;
  account: string;
  mailbox: string;
  uid_validity: number;
  start_uid: number;
  cursor: number;
  state: string;
  left_behind: number;
  created_at: string;
  last_sync_at: string | null;
  reconciled_at: string | null;
}

export function toMailbox(row: MailboxRecord): MailboxRow {
  return {
    id: row.id,
    account: row.account,
    mailbox: row.mailbox,
    uidValidity: row.uid_validity,
    startUid: row.start_uid,
    cursor: row.cursor,
    state: row.state,
    left: row.left_behind,
    createdAt: row.created_at,
    lastSyncAt: row.last_sync_at,
    reconciledAt: row.reconciled_at,
  };
}

export interface StartItem {
  ref: MailboxRef;
  uidValidity: number;
  startUid: number;
  cursor: number;
  left: number;
  uids: number[];
  identities?: MailIdentity[];
  at: string;
}

export interface Started {
  row: MailboxRow;
  /** What an older epoch had not fetched, and the server no longer has. */
  moved: Moved[];
}

/** A call for the epoch that is known already widens the folder's range and never narrows it. */
export const startOp = oneByOne<StartItem, Started>(async (query, item) => {
  const { ref, at } = item;
  const [row] = await query<MailboxRecord>(
    `insert into mailbox (account, mailbox, uid_validity, start_uid, cursor, left_behind, created_at)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (account, mailbox) do update set
       uid_validity = excluded.uid_validity,
       start_uid = iif(uid_validity = excluded.uid_validity,
         min(start_uid, excluded.start_uid), excluded.start_uid),
       cursor = iif(uid_validity = excluded.uid_validity,
         max(cursor, excluded.cursor), excluded.cursor),
       left_behind = excluded.left_behind
     returning *`,
    [ref.account, ref.mailbox, item.uidValidity, item.startUid, item.cursor, item.left, at],
  );
  if (!row) throw new Error('an upsert returned no row');
  await carryOver(query, row, item.uids);
  const moved = await endEpochs(query, row, at);
  await insertRows(query, row, item.uids, at);
  await identify(query, row, item.identities ?? []);
  return { row: toMailbox(row), moved };
});

/**
 * What an older epoch had discovered but never fetched is known by its number alone. It goes on
 * under the numbers that nobody has claimed, in their order: which takes which makes no difference,
 * for nothing was read of either.
 */
async function carryOver(query: Query, mailbox: MailboxRecord, uids: number[]): Promise<void> {
  await query(
    `with free as (
       select value as uid, row_number() over (order by value) as place from json_each(?1)
       where not exists (select 1 from message
         where mailbox_id = ?2 and uid_validity = ?3 and uid = value)),
     waiting as (
       select id, row_number() over (order by uid_validity, uid) as place from message
       where mailbox_id = ?2 and stage = 'discovered' and uid_validity <> ?3 and size is null)
     update message set uid_validity = ?3, uid = free.uid, attempts = 0
     from waiting join free using (place) where message.id = waiting.id returning message.id`,
    [JSON.stringify(uids), mailbox.id, mailbox.uid_validity],
  );
  await query(
    `update gap set uid = message.uid from message where message.id = gap.message
       and gap.mailbox_id = ? and gap.uid <> message.uid returning message`,
    [mailbox.id],
  );
}

/** The rest of it is no longer there: the new epoch has no number for it. */
async function endEpochs(query: Query, mailbox: MailboxRecord, at: string): Promise<Moved[]> {
  const moved = await query<Moved>(
    `update message set stage = 'gone', ended = 'gone', seq = seq + 1, updated_at = ?,
       error = 'expunged before it could be fetched: the server renumbered the folder'
     where mailbox_id = ? and stage = 'discovered' and uid_validity <> ?
     returning id, key, 'discovered' as "from", stage as "to", error`,
    [at, mailbox.id, mailbox.uid_validity],
  );
  await recordJourney(
    query,
    moved.map((move) => ({ ...move, at, ms: 0, attempt: 0 })),
  );
  await query(`delete from gap where message in (select value from json_each(?))`, [
    JSON.stringify(moved.map(({ id }) => id)),
  ]);
  return moved;
}

export interface DiscoverItem {
  mailbox: number;
  uids: number[];
  cursor: number;
  at: string;
}

export const discoverOp = oneByOne<DiscoverItem, number>(async (query, item) => {
  const [row] = await query<MailboxRecord>(
    `update mailbox set cursor = max(cursor, ?), last_sync_at = ? where id = ? returning *`,
    [item.cursor, item.at, item.mailbox],
  );
  if (!row) throw new Error(`there is no mailbox ${item.mailbox}`);
  return (await insertRows(query, row, item.uids, item.at)).length;
});

export interface ReconcileItem {
  mailbox: number;
  /** UIDs of the server's that had no row when it was looked at. */
  missing: number[];
  at: string;
}

export const reconcileOp = oneByOne<ReconcileItem, number[]>(async (query, item) => {
  const [row] = await query<MailboxRecord>(
    `update mailbox set reconciled_at = ?, last_sync_at = ? where id = ? returning *`,
    [item.at, item.at, item.mailbox],
  );
  if (!row) throw new Error(`there is no mailbox ${item.mailbox}`);
  const proven = item.missing.filter((uid) => uid >= row.start_uid && uid <= row.cursor);
  const missing = await insertRows(query, row, proven, item.at);
  await query(
    `insert into gap (message, mailbox_id, uid, since)
     select value ->> 'id', ?, value ->> 'uid', ? from json_each(?)`,
    [row.id, item.at, JSON.stringify(missing)],
  );
  return missing.map(({ uid }) => uid).toSorted((a, b) => a - b);
});

/** A first start may bring a hundred thousand: in one statement they would take 90 MB for a moment. */
const rowsAtOnce = 2_000;

/** A row a UID; one that has a row already is left alone. */
export async function insertRows(query: Query, mailbox: MailboxRecord, uids: number[], at: string) {
  const rows: { id: number; uid: number }[] = [];
  for (let i = 0; i < uids.length; i += rowsAtOnce) {
    rows.push(...(await insertSome(query, mailbox, uids.slice(i, i + rowsAtOnce), at)));
  }
  return rows;
}

async function insertSome(query: Query, mailbox: MailboxRecord, uids: number[], at: string) {
  const { id, account, mailbox: folder, uid_validity } = mailbox;
  const keyed = uids.map((uid) => ({ uid, key: messageKey(account, folder, uid_validity, uid) }));
  return await query<{ id: number; uid: number }>(
    // A server that gives a UIDVALIDITY a second time may have a key made again: it gets a tail.
    `insert into message (key, mailbox_id, account, mailbox, uid_validity, uid, stage,
       created_at, updated_at)
     select iif(exists (select 1 from message where key = value ->> 'key'),
         value ->> 'key' || '/' || (select max(id) + 1 from message), value ->> 'key'),
       ?1, ?2, ?3, ?4, value ->> 'uid', 'discovered', ?5, ?5 from json_each(?6)
     where not exists (select 1 from message
       where mailbox_id = ?1 and uid_validity = ?4 and uid = value ->> 'uid')
     on conflict (mailbox_id, uid_validity, uid) do nothing returning id, uid`,
    [id, account, folder, uid_validity, at, JSON.stringify(keyed)],
  );
}

/** By which mail that still waits to be fetched can be known again. */
export async function identify(query: Query, mailbox: MailboxRecord, identities: MailIdentity[]) {
  if (identities.length === 0) return;
  // By a subquery a mail: as a join, every row of the folder would be held against every identity.
  await query(
    `update message set mail_id = j.value ->> 'mailId', message_id = j.value ->> 'messageId',
       received_at = j.value ->> 'receivedAt', size = j.value ->> 'size'
     from json_each(?) j where message.id = (select id from message m
         where m.mailbox_id = ? and m.uid_validity = ? and m.uid = j.value ->> 'uid')
       and +stage = 'discovered' returning message.id`,
    [JSON.stringify(identities), mailbox.id, mailbox.uid_validity],
  );
}

export const noteMailboxOp: WriteOp<MailboxRef & { state: string }, null> = async (
  query,
  items,
) => {
  // Of several changes in one group the last one holds.
  const last = new Map(items.map((item) => [JSON.stringify([item.account, item.mailbox]), item]));
  await query(
    `update mailbox set state = j.value ->> 'state' from json_each(?) j
     where mailbox.account = j.value ->> 'account' and mailbox.mailbox = j.value ->> 'mailbox'
     returning mailbox.id`,
    [JSON.stringify([...last.values()])],
  );
  return items.map(() => null);
};
