/** The writes round a lease: who holds which job, and for how long. */
import { route } from '../../domain/message.ts';
import type { Claim, Lease } from '../../ports.ts';
import { type Moved, recordJourney } from './journey.ts';
import { priorities } from './priorities.ts';
import { selectWork, toMessage, type WorkRow } from './rows.ts';
import { oneByOne, type Query, type WriteOp } from './write-queue.ts';

/** How long a claim holds unless it is renewed, in milliseconds. */
export const leaseMs = 30_000;

export interface ClaimItem {
  /** For a person who reads the table. */
  owner: string;
  limit: number;
  /** Epoch milliseconds. */
  now: number;
}

export interface ClaimResult {
  claims: Claim[];
  nextDueMs: number | null;
  /** Messages whose waiting ended with their claim. */
  moved: Moved[];
}

export const claimOp = oneByOne<ClaimItem, ClaimResult>(claim);

async function claim(query: Query, { owner, limit, now }: ClaimItem): Promise<ClaimResult> {
  const jobs = await query<{ id: number; epoch: number; message: number; priority: number }>(
    `update job set lease_owner = ?, lease_until = ?, epoch = epoch + 1
     where id in (
       select id from job where kind = 'process' and not_before <= ? and coalesce(lease_until, 0) <= ?
       order by priority, id limit ?)
     returning id, epoch, message, priority`,
    [owner, now + leaseMs, now, now, limit],
  );
  // An update returns its rows in no promised order.
  jobs.sort((a, b) => a.priority - b.priority || a.id - b.id);
  const nextDueMs = jobs.length < limit ? await nextDue(query, now) : 0;
  if (jobs.length === 0) return { claims: [], nextDueMs, moved: [] };

  const rows = await query<WorkRow>(
    `${selectWork} where m.id in (select value from json_each(?))`,
    [JSON.stringify(jobs.map((job) => job.message))],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const claims = jobs.flatMap(({ id, epoch, message, priority }): Claim[] => {
    const row = byId.get(message);
    if (!row) return [];
    const redraft = priority === priorities.redraft;
    return [{ lease: { job: id, epoch }, message: toMessage(row), redraft }];
  });
  const waited = claims.filter(({ message }) => byId.get(message.id)?.stage === 'waiting');
  return { claims, nextDueMs, moved: await endWaiting(query, waited, now) };
}

/** Milliseconds until a job is due that is not now, or a lease ends; null when there is none. */
async function nextDue(query: Query, now: number): Promise<number | null> {
  const [row] = await query<{ due: number | null }>(
    `select min(due) as due from (
       select min(not_before) as due from job
         where kind = 'process' and lease_until is null and not_before > ?
       union all select min(lease_until) from job where kind = 'process' and lease_until > ?)`,
    [now, now],
  );
  return row?.due ? row.due - now : null;
}

/** What is in work again stands where `route` says, not in `waiting`. */
async function endWaiting(query: Query, claims: Claim[], now: number): Promise<Moved[]> {
  if (claims.length === 0) return [];
  const at = new Date(now).toISOString();
  const moved = claims.map(({ message }): Moved => {
    return { id: message.id, key: message.key, from: 'waiting', to: route(message), error: null };
  });
  await query(
    `update message set stage = j.value ->> 'to', not_before = null, error = null, updated_at = ?
     from json_each(?) j where message.id = j.value ->> 'id' returning message.id`,
    [at, JSON.stringify(moved)],
  );
  await recordJourney(
    query,
    moved.map((move) => ({ ...move, at, ms: 0, attempt: 0 })),
  );
  return moved;
}

/** A lease that was given back or voided no longer holds, though its epoch is still the last. */
export const holds = 'lease_until is not null';

export const renewOp: WriteOp<{ leases: Lease[]; until: number }, null> = async (query, items) => {
  for (const { leases, until } of items) {
    await query(
      `update job set lease_until = ? from json_each(?) j
       where job.id = j.value ->> 'job' and job.epoch = j.value ->> 'epoch' and ${holds}
       returning job.id`,
      [until, JSON.stringify(leases)],
    );
  }
  return items.map(() => null);
};

export const releaseOp: WriteOp<Lease[], null> = async (query, items) => {
  await query(
    `update job set lease_owner = null, lease_until = null from json_each(?) j
     where job.id = j.value ->> 'job' and job.epoch = j.value ->> 'epoch' returning job.id`,
    [JSON.stringify(items.flat())],
  );
  return items.map(() => null);
};

export const recoverOp: WriteOp<null, null> = async (query, items) => {
  await query(`update job set lease_owner = null, lease_until = null where ${holds} returning id`);
  return items.map(() => null);
};
