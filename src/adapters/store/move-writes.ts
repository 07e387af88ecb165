/** The writes of an email machine: its moves, fenced by lease and seq, and what goes with them. */
import { Failure } from '../../domain/failure.ts';
import { correspondent, formatAddress, type Mail } from '../../domain/mail.ts';
import { type DraftItem, insertDrafts } from './draft-writes.ts';
import { recordJourney } from './journey.ts';
import { holds } from './lease-writes.ts';
import type { Move } from './moves.ts';
import { wellFormed } from './search.ts';
import type { DraftWrite } from './supersede-writes.ts';
import type { Query, WriteOp } from './write-queue.ts';

const fenced = (): Failure =>
  new Failure('store.fenced', 'another worker holds this message, or its row has moved on');

/** Moves what is still ours; a move whose lease or seq is stale gets `store.fenced`. */
export const moveOp: WriteOp<Move, null> = async (query, moves) => {
  const ours = await advance(query, moves);
  await follow(query, [...ours]);
  return moves.map((move) => (ours.has(move) ? null : fenced()));
};

export interface FinishItem extends Omit<DraftItem, 'at'> {
  move: Move;
}

/** Draft, ledger row, journey and job in one transaction. */
export const finishOp: WriteOp<FinishItem, DraftWrite> = async (query, items) => {
  const moves = await advance(
    query,
    items.map(({ move }) => move),
  );
  const ours = items.filter(({ move }) => moves.has(move));
  const written = await insertDrafts(
    query,
    ours.map(({ move, ...item }) => ({ ...item, at: move.at })),
  );
  const drafts = new Map(ours.map(({ move }, i) => [move, written[i]]));
  await query(
    `update message set persisting = j.value ->> 'draft', instruction = null
     from json_each(?) j where message.id = j.value ->> 'id' returning message.id`,
    [JSON.stringify(ours.map(({ move }) => ({ id: move.id, draft: drafts.get(move)?.draft.id })))],
  );
  await follow(query, [...moves]);
  return items.map(({ move }) => drafts.get(move) ?? fenced());
};

/**
 * Writes the rows of those moves whose lease holds and whose row stands where they left it, and
 * says which. Of two for one message, such as a late answer beside its fallback, the second goes
 * in a round of its own: in one set both would seem to have moved it.
 */
async function advance(query: Query, moves: Move[]): Promise<Set<Move>> {
  const moved = new Set<Move>();
  let left = moves;
  while (left.length > 0) {
    const round = new Map<number, Move>();
    for (const move of left) if (!round.has(move.id)) round.set(move.id, move);
    for (const { id } of await updateRows(query, [...round.values()])) {
      const move = round.get(id);
      if (move) moved.add(move);
    }
    left = left.filter((move) => round.get(move.id) !== move);
  }
  return moved;
}

async function updateRows(query: Query, moves: Move[]): Promise<{ id: number }[]> {
  return await query(
    `update message set
       stage = j.value ->> 'to', ended = j.value ->> 'ended', seq = message.seq + 1,
       attempts = j.value ->> 'attempts', error = j.value ->> 'error',
       not_before = j.value ->> 'notBefore', outbound = j.value ->> 'outbound', updated_at = j.value ->> 'at',
       message_id = coalesce(j.value ->> 'messageId', message_id),
       subject = coalesce(j.value ->> 'subject', subject),
       sender = coalesce(j.value ->> 'sender', sender),
       classifying = coalesce(j.value -> 'classifying', classifying),
       enriching = coalesce(j.value -> 'enriching', enriching),
       drafting = coalesce(j.value -> 'drafting', drafting),
       summarizing = coalesce(j.value -> 'summarizing', summarizing)
     from json_each(?) j
     where message.id = j.value ->> 'id' and message.seq = j.value ->> 'seq'
       and exists (select 1 from job where id = j.value ->> 'job'
         and message = j.value ->> 'id' and epoch = j.value ->> 'epoch' and ${holds})
     returning message.id`,
    [JSON.stringify(moves.map(columns))],
  );
}

/** What goes with moves that were made: the journey, the jobs and the mail that was parsed. */
async function follow(query: Query, moves: Move[]): Promise<void> {
  await recordJourney(
    query,
    moves.map((move) => ({ ...move, error: move.note })),
  );
  await settleJobs(query, moves);
  const mails = moves.flatMap(({ id, mail }) => (mail ? [{ id, mail }] : []));
  if (mails.length > 0) await storeMails(query, mails);
}

function columns({ results, mail, ...move }: Move) {
  const { id, seq, job, epoch, to, ended, attempts, error, notBefore, outbound, at } = move;
  const row = { id, seq, job, epoch, to, ended, attempts, error, notBefore, outbound, at };
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

/** A job ends with its message, goes on as a delivery, or is given back until it is due again. */
async function settleJobs(query: Query, moves: Move[]): Promise<void> {
  const finished = moves.filter((move) => move.finished).map((move) => move.job);
  if (finished.length > 0) {
    await query(`delete from job where id in (select value from json_each(?))`, [
      JSON.stringify(finished),
    ]);
  }
  const queued = moves.filter((move) => move.to === 'queued').map((move) => move.job);
  if (queued.length > 0) {
    await query(
      `update job set kind = 'deliver', lease_owner = null, lease_until = null
       where id in (select value from json_each(?)) returning id`,
      [JSON.stringify(queued)],
    );
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
