/** The writes of those who carry what goes out: the claim, and the moves that follow it. */
import type { Draft, DraftStatus } from '../../domain/draft.ts';
import { Failure } from '../../domain/failure.ts';
import type { Mail } from '../../domain/mail.ts';
import type { Reply } from '../../domain/message.ts';
import type { OutgoingState } from '../../domain/outgoing.ts';
import type { Dispatch, Lease, OutgoingMove } from '../../ports.ts';
import { type DraftRow, fromRow, saveDrafts } from './draft-rows.ts';
import { holds } from './lease-writes.ts';
import { asChanged, type OutgoingRow, toOutgoing, underWay } from './outgoing-rows.ts';
import { oneByOne, type Query, type WriteOp } from './write-queue.ts';

/** How long a claim holds, in milliseconds, anew with each move: longer than any try may take. */
const leaseMs = 5 * 60_000;

export interface DispatchClaim {
  owner: string;
  /** Epoch milliseconds. */
  now: number;
}

export const claimDispatchOp = oneByOne<DispatchClaim, Dispatch | null>(claim);

/**
 * A fresh wish is due since 0, and so goes before all that was tried in vain: a few that hang whenever
 * they are tried would keep it waiting for ever. Those come in the order in which they became due.
 */
const order = 'order by priority, not_before, id limit 1';

/**
 * The first of a kind, in the order of the partial index on both, whose condition stands here in so
 * many words. While a message is being read anew, its mail is not there to be quoted: what answers it
 * waits for as long.
 */
const dueOf = (kind: 'save' | 'send') => `select * from (
  select id, priority, not_before from job
  where kind = '${kind}' and kind in ('save', 'send')
    and not_before <= ?3 and coalesce(lease_until, 0) <= ?3
    and exists (select 1 from mail where mail.message = job.message)
  ${order})`;

async function claim(query: Query, { owner, now }: DispatchClaim): Promise<Dispatch | null> {
  const [job] = await query<{ id: number; epoch: number; message: number; kind: string }>(
    `update job set lease_owner = ?1, lease_until = ?2, epoch = epoch + 1
     where id = (select id from (${dueOf('save')} union all ${dueOf('send')}) ${order})
     returning id, epoch, message, kind`,
    [owner, now + leaseMs, now],
  );
  if (!job) return null;
  const [row] = await query<OutgoingRow>(
    `select * from outgoing where message = ? and kind = ? and ${underWay}`,
    [job.message, job.kind],
  );
  if (!row) throw new Error(`job ${job.id} has nothing that goes out`);
  return await dispatchOf(query, { job: job.id, epoch: job.epoch }, row);
}

/** What its letter is made of. */
async function dispatchOf(query: Query, lease: Lease, row: OutgoingRow): Promise<Dispatch> {
  const [draft] = await query<DraftRow>(`select * from draft where id = ?`, [row.draft]);
  const [version] = await query<{ reply: string }>(
    `select reply from draft_version where draft = ? and version = ?`,
    [row.draft, row.version],
  );
  const [mail] = await query<{ body: string }>(`select body from mail where message = ?`, [
    row.message,
  ]);
  if (!draft || !version || !mail) throw new Error(`outgoing ${row.id} lacks a part of its letter`);
  return {
    lease,
    outgoing: toOutgoing(row),
    draft: fromRow(draft),
    // Both were written by this program, from a Reply and from a Mail.
    reply: JSON.parse(version.reply) as Reply,
    mail: JSON.parse(mail.body) as Mail,
  };
}

export interface DispatchMove {
  dispatch: Dispatch;
  move: OutgoingMove;
  /** Epoch milliseconds. */
  now: number;
}

/** Row, job and draft in one transaction; one whose lease or state is stale gets `store.fenced`. */
export const moveDispatchOp: WriteOp<DispatchMove, Dispatch> = async (query, items) => {
  const results: (Dispatch | Failure)[] = [];
  for (const item of items) results.push(await go(query, item));
  return results;
};

async function go(
  query: Query,
  { dispatch, move, now }: DispatchMove,
): Promise<Dispatch | Failure> {
  const { lease, outgoing } = dispatch;
  const at = new Date(now).toISOString();
  const after = { attempts: outgoing.attempts, ...standing(dispatch, move, now) };
  const [row] = await query<OutgoingRow>(
    `update outgoing set state = ?, attempts = ?, not_before = ?, folder = ?, error = ?,
       updated_at = ?, ${asChanged}
     where id = ? and state = ? and exists (select 1 from job where id = ? and epoch = ?
       and job.message = outgoing.message and job.kind = outgoing.kind and ${holds})
     returning *`,
    [
      after.state,
      after.attempts,
      after.notBefore === null ? null : new Date(after.notBefore).toISOString(),
      after.folder,
      after.error,
      at,
      outgoing.id,
      outgoing.state,
      lease.job,
      lease.epoch,
    ],
  );
  if (!row) {
    return new Failure('store.fenced', 'another worker holds this letter, or it has moved on');
  }
  await settleJob(query, lease, { ...after, until: now + leaseMs });
  const draft = await follow(query, row, at);
  return { ...dispatch, outgoing: toOutgoing(row), draft };
}

interface Standing {
  state: OutgoingState;
  /** Epoch milliseconds. */
  notBefore: number | null;
  folder: string | null;
  error: string | null;
  /** Absent: as many as before. */
  attempts?: number;
}

/** What a move makes of the row. */
function standing({ outgoing }: Dispatch, move: OutgoingMove, now: number): Standing {
  const still = { notBefore: null, folder: outgoing.folder, error: null };
  // Tries are counted of what is due, which is the copy from `copying` on.
  if (move.to === 'copying') {
    const notBefore = move.afterMs === undefined ? null : now + move.afterMs;
    return { ...still, state: move.to, attempts: 0, notBefore };
  }
  if (move.to === 'transmitting') return { ...still, state: move.to };
  if (move.to === 'done') {
    return { ...still, state: move.to, folder: move.folder, error: move.note ?? null };
  }
  const tried = { ...still, ...failedTry(outgoing.attempts, move.failure) };
  if (move.to !== 'waiting') return { ...tried, state: move.to };
  const state = outgoing.state === 'copying' ? 'copying' : 'queued';
  return { ...tried, state, notBefore: Math.round(now + move.afterMs) };
}

function failedTry(attempts: number, { code, message }: Failure) {
  return { attempts: attempts + 1, error: `${code}: ${message}` };
}

/** The job ends with what it is for, is given back until it is due, or is held on to. */
async function settleJob(
  query: Query,
  { job }: Lease,
  { state, notBefore, until }: Pick<Standing, 'state' | 'notBefore'> & { until: number },
): Promise<void> {
  if (notBefore !== null) {
    await query(
      `update job set not_before = ?, lease_owner = null, lease_until = null where id = ?
       returning id`,
      [notBefore, job],
    );
  } else if (state === 'transmitting' || state === 'copying') {
    await query(`update job set lease_until = ? where id = ? returning id`, [until, job]);
  } else {
    await query(`delete from job where id = ?`, [job]);
  }
}

/** What the outcome of a sending makes of its draft; `done` is for one that no copy is made of. */
const outcomes: Partial<Record<OutgoingState, { status: DraftStatus; change: string }>> = {
  copying: { status: 'sent', change: 'sent' },
  done: { status: 'sent', change: 'sent' },
  failed: { status: 'failed', change: 'sending failed' },
  unknown: { status: 'unknown', change: 'perhaps sent' },
};

/** The draft goes with its sending, once; a save leaves it alone. */
async function follow(query: Query, { draft: id, kind, state }: OutgoingRow, at: string) {
  const [row] = await query<DraftRow>(`select * from draft where id = ?`, [id]);
  if (!row) throw new Error(`draft ${id} vanished while it went out`);
  const draft = fromRow(row);
  const outcome = outcomes[state];
  if (kind === 'save' || !outcome || draft.status !== 'sending') return draft;
  const { status, change } = outcome;
  const moved: Draft = { ...draft, status, version: draft.version + 1, updatedAt: at };
  await saveDrafts(query, [{ draft: moved, by: 'agent', change }]);
  return moved;
}
