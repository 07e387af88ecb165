/** The rows of what goes out, and what all writes to them have in common. */
import { createHash } from 'node:crypto';
import type { Draft } from '../../domain/draft.ts';
import type { Outgoing, OutgoingKind, OutgoingState } from '../../domain/outgoing.ts';
import type { PersonName } from '../../ports.ts';
import type { Query } from './write-queue.ts';

export interface OutgoingRow {
  id: number;
  draft: number;
  /** The ledger row whose mail is answered: its job of the same kind carries lease and schedule. */
  message: number;
  kind: OutgoingKind;
  state: OutgoingState;
  version: number;
  message_id: string;
  attended: number;
  name: PersonName;
  attempts: number;
  not_before: string | null;
  folder: string | null;
  error: string | null;
  created_at: string;
  updated_at: string;
}

/** In these it has a job; in so many words, for the partial index on them. */
export const underWay = `state in ('queued', 'transmitting', 'copying')`;

/** What an update of a row sets, too, so that the change feed comes by it. */
export const asChanged = `seq = (select max(seq) + 1 from outgoing)`;

export function toOutgoing(row: OutgoingRow): Outgoing {
  return {
    id: row.id,
    draft: row.draft,
    kind: row.kind,
    state: row.state,
    version: row.version,
    messageId: row.message_id,
    attended: Boolean(row.attended),
    name: row.name,
    attempts: row.attempts,
    notBefore: row.not_before,
    folder: row.folder,
    error: row.error,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/**
 * The version in which a draft got the reply that it has now. Versions that changed only its status
 * or its category, such as `approved`, `sending` and `reopened`, do not count: the same text goes out
 * by the same number, however often somebody asks.
 */
export async function textVersion(query: Query, draft: number): Promise<number> {
  const [row] = await query<{ version: number | null }>(
    `select max(version) as version from (
       select version, reply, lag(reply, 1, '') over (order by version) as before
       from draft_version where draft = ?)
     where reply is not before`,
    [draft],
  );
  return row?.version ?? 1;
}

/** The one of a kind that is under way for a draft. */
export async function liveOutgoing(
  query: Query,
  draft: number,
  kind: OutgoingKind,
): Promise<OutgoingRow | null> {
  const [row] = await query<OutgoingRow>(
    `select * from outgoing where draft = ? and kind = ? and ${underWay}`,
    [draft, kind],
  );
  return row ?? null;
}

/**
 * The Message-ID of a text that goes out (RFC 5322, section 3.6.4): made of nothing but what it is,
 * so that it is looked up by the same one after a crash, and when it is asked for again. The words
 * count too: a database that was begun anew gives the same keys and versions once more, and a letter
 * of its predecessor that lies in the folder is not this one.
 * @param draft with the reply that goes out; @param version see `textVersion`
 * @param domain its right side
 */
export function letterId(
  kind: OutgoingKind,
  { key, reply }: Pick<Draft, 'key' | 'reply'>,
  version: number,
  domain: string,
): string {
  const text = [kind, key, version, reply?.subject, reply?.body];
  const hash = createHash('sha256').update(JSON.stringify(text));
  return `<${hash.digest('hex').slice(0, 32)}@${domain}>`;
}

/**
 * Whether somebody is at it now: what they put into a folder could not be taken back.
 * @param at ISO 8601 UTC
 */
export async function isHeld(query: Query, row: OutgoingRow, at: string): Promise<boolean> {
  const held = await query(`select 1 from job where kind = ? and message = ? and lease_until > ?`, [
    row.kind,
    row.message,
    Date.parse(at),
  ]);
  return held.length > 0;
}

/**
 * Cancels what was asked for of a draft, and is neither begun nor held.
 * @param at ISO 8601 UTC
 * @returns whether there was such a one
 */
export async function cancelIdle(
  query: Query,
  draft: number,
  kind: OutgoingKind,
  at: string,
): Promise<boolean> {
  const live = await liveOutgoing(query, draft, kind);
  if (live?.state !== 'queued' || (await isHeld(query, live, at))) return false;
  await cancel(query, live, at);
  return true;
}

/** Takes one back that was not begun. Whoever holds its job finds the lease gone. */
export async function cancel(query: Query, row: OutgoingRow, at: string): Promise<void> {
  await query(`delete from job where kind = ? and message = ?`, [row.kind, row.message]);
  await query(
    `update outgoing set state = 'cancelled', not_before = null, error = null, updated_at = ?,
       ${asChanged} where id = ? returning id`,
    [at, row.id],
  );
}
