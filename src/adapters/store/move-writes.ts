/** The writes of an email machine: its moves, fenced by lease and seq, and what goes with them. */
import type { NewDraft } from '../../domain/draft.ts';
import { Failure } from '../../domain/failure.ts';
import { correspondent, formatAddress, type Mail } from '../../domain/mail.ts';
import { type DraftWrite, insertDrafts } from './draft-writes.ts';
import { recordJourney } from './journey.ts';
import { holds } from './lease-writes.ts';
import type { Move } from './moves.ts';
import { wellFormed } from './search.ts';
import type { Query, WriteOp } from './write-queue.ts';

const fenced = (): Failure =>
  new Failure('store.fenced', 'another worker holds this message, or its row has moved on');

/** Moves what is still ours; a move whose lease or seq is stale gets `store.fenced`. */
export const moveOp: WriteOp<Move, null> = async (query, moves) => {
  const ours = await held(query, moves);
  await apply(query, [...ours]);
  return moves.map((move) => (ours.has(move) ? null : fenced()));
};

export interface FinishItem {
  move: Move;
  draft: NewDraft;
}

/** Draft, ledger row, journey and job in one transaction. */
export const finishOp: WriteOp<FinishItem, DraftWrite> = async (query, items) => {
  const moves = await held(
    query,
    items.map(({ move }) => move),
  );
  const ours = items.filter(({ move }) => moves.has(move));
  const written = await insertDrafts(
    query,
    ours.map(({ move, draft }) => ({ draft, at: move.at })),
  );
  const drafts = new Map(ours.map(({ move }, i) => [move, written[i]]));
  await apply(
    query,
    ours.map(({ move }) => ({ ...move, draft: drafts.get(move)?.draft.id ?? null })),
  );
  return items.map(({ move }) => drafts.get(move) ?? fenced());
};

/**
 * The moves whose lease holds and whose row stands where they left it. Of several for one message,
 * such as a late answer beside its fallback, the first: they would all move the same seq.
 */
async function held(query: Query, moves: Move[]): Promise<Set<Move>> {
  const places = await query<{ place: number }>(
    `select j.key as place from json_each(?) j
       cross join job on job.id = j.value ->> 'job' and job.epoch = j.value ->> 'epoch'
         and job.message = j.value ->> 'id' and ${holds}
       cross join message m on m.id = j.value ->> 'id' and m.seq = j.value ->> 'seq'`,
    [JSON.stringify(moves.map(({ id, job, epoch, seq }) => ({ id, job, epoch, seq })))],
  );
  const first = new Map<number, Move>();
  for (const { place } of places.toSorted((a, b) => a.place - b.place)) {
    const move = moves[place];
    if (move && !first.has(move.id)) first.set(move.id, move);
  }
  return new Set(first.values());
}

async function apply(query: Query, moves: Move[]): Promise<void> {
  if (moves.length === 0) return;
  await query(
    `update message set
       stage = j.value ->> 'to', ended = j.value ->> 'ended', seq = message.seq + 1,
       attempts = j.value ->> 'attempts', error = j.value ->> 'error',
       not_before = j.value ->> 'notBefore', updated_at = j.value ->> 'at',
       message_id = coalesce(j.value ->> 'messageId', message_id),
       subject = coalesce(j.value ->> 'subject', subject),
       sender = coalesce(j.value ->> 'sender', sender),
       classifying = coalesce(j.value -> 'classifying', classifying),
       enriching = coalesce(j.value -> 'enriching', enriching),
       drafting = coalesce(j.value -> 'drafting', drafting),
       summarizing = coalesce(j.value -> 'summarizing', summarizing),
       persisting = coalesce(j.value ->> 'draft', persisting)
     from json_each(?) j where message.id = j.value ->> 'id' returning message.id`,
    [JSON.stringify(moves.map(columns))],
  );
  await recordJourney(
    query,
    moves.map((move) => ({ ...move, error: move.note })),
  );
  await settleJobs(query, moves);
  const mails = moves.flatMap(({ id, mail }) => (mail ? [{ id, mail }] : []));
  if (mails.length > 0) await storeMails(query, mails);
}

function columns({ id, to, ended, attempts, error, notBefore, at, draft, results, mail }: Move) {
  const row = { id, to, ended, attempts, error, notBefore, at, draft };
  return { ...row, ...results, ...(mail && headlines(mail)) };
}

/** The columns that a parsed mail brings to its ledger row. */
function headlines(mail: Mail) {
  const sender = correspondent(mail);
  return {
    messageId: mail.messageId && wellFormed(mail.messageId),
    subject: wellFormed(mail.subject),
    sender: sender ? wellFormed(formatAddress(sender)) : '',
  };
}

/** A job ends with its message, or is given back until it is due again. */
async function settleJobs(query: Query, moves: Move[]): Promise<void> {
  const finished = moves.filter((move) => move.finished).map((move) => move.job);
  if (finished.length > 0) {
    await query(`delete from job where id in (select value from json_each(?))`, [
      JSON.stringify(finished),
    ]);
  }
  const waiting = moves.filter((move) => move.notBefore !== null);
  if (waiting.length > 0) {
    await query(
      `update job set not_before = j.value ->> 'notBefore', lease_owner = null, lease_until = null
       from json_each(?) j where job.id = j.value ->> 'job' returning job.id`,
      [JSON.stringify(waiting.map(({ job, notBefore }) => ({ job, notBefore })))],
    );
  }
}

async function storeMails(query: Query, mails: { id: number; mail: Mail }[]): Promise<void> {
  await query(
    `insert into mail (message, body) select value ->> 'id', value -> 'mail' from json_each(?)
     where true on conflict (message) do update set body = excluded.body`,
    [JSON.stringify(mails)],
  );
  const words = mails.map(({ id, mail }) => ({ id, ...headlines(mail) }));
  await query(`delete from message_search where rowid in (select value from json_each(?))`, [
    JSON.stringify(words.map(({ id }) => id)),
  ]);
  await query(
    `insert into message_search (rowid, subject, sender)
     select value ->> 'id', value ->> 'subject', value ->> 'sender' from json_each(?)`,
    [JSON.stringify(words)],
  );
}
