/** What a commit writes to a message's row, whichever way the message goes. Pure. */
import { type Failure, isBlameless } from '../../domain/failure.ts';
import { type Message, route, type Stage, type Step } from '../../domain/message.ts';
import type { Lease, Settlement, StepCommit } from '../../ports.ts';

export interface Move {
  id: number;
  job: number;
  epoch: number;
  seq: number;
  from: Stage;
  to: Stage;
  /** ISO 8601 UTC. */
  at: string;
  ms: number;
  /** Which try of the step it was, from 1. */
  attempt: number;
  /** Failed tries of the step that is due after the move. */
  attempts: number;
  /** For the row: why the message waits or ended. */
  error: string | null;
  /** For the journey: what did not go as wished. */
  note: string | null;
  ended: Message['ended'];
  /** Epoch milliseconds; set while it waits. */
  notBefore: number | null;
  /** The job ends with this move. */
  finished: boolean;
  outbound: Message['outbound'];
  mail: Message['parsing'];
  results: Partial<Record<Exclude<Step, 'parsing' | 'persisting'>, unknown>>;
}

/** A move and the message as it stands after it. */
interface Moving {
  move: Move;
  after: Message;
}

/** The step is done: on to the one that is due next. */
export function stepMove(commit: StepCommit, at: string): Moving {
  const { lease, message, step, result, ms, note = null } = commit;
  const after: Message = { ...message, [step]: result, attempts: 0, seq: message.seq + 1 };
  const move = { ...moveOf(lease, message, at, ms), to: route(after), attempts: 0, note };
  return step === 'parsing'
    ? { move: { ...move, mail: result }, after }
    : { move: { ...move, results: { [step]: result } }, after };
}

/** The last step: the draft is stored with this very move, and perhaps queued for the REST API. */
export function finishMove(
  lease: Lease,
  message: Message,
  at: string,
  ms: number,
  deliver: boolean,
): Move {
  const base = { ...moveOf(lease, message, at, ms), attempts: 0 };
  if (!deliver) return { ...base, to: 'done', outbound: null, finished: true };
  return { ...base, to: 'queued', outbound: 'queued' };
}

/** The draft has arrived at the REST API. */
export function deliveredMove(lease: Lease, message: Message, at: string, ms: number): Move {
  const base = { ...moveOf(lease, message, at, ms), attempts: 0 };
  return { ...base, to: 'done', outbound: 'delivered', finished: true };
}

/** The message leaves its machine other than by its next step. */
export function settleMove(
  lease: Lease,
  message: Message,
  settlement: Settlement,
  now: number,
): Moving {
  const base = moveOf(lease, message, new Date(now).toISOString(), settlement.ms);
  const seq = message.seq + 1;
  if (settlement.kind === 'wait') {
    const attempts = message.attempts + (isBlameless(settlement.failure) ? 0 : 1);
    const notBefore = Math.round(now + settlement.afterMs);
    const reason = why(settlement.failure);
    return {
      move: { ...base, ...reason, to: 'waiting', attempts, notBefore },
      after: { ...message, seq, attempts },
    };
  }
  if (settlement.kind === 'quarantine') {
    const ended = 'quarantined';
    const attempts = message.attempts + 1;
    return {
      move: { ...base, ...why(settlement.failure), attempts, to: ended, ended, finished: true },
      after: { ...message, seq, attempts, ended },
    };
  }
  const { reason, mail } = settlement;
  const ended = 'skipped';
  return {
    move: { ...base, error: reason, note: reason, to: ended, ended, finished: true, mail },
    after: { ...message, seq, ended, parsing: mail ?? message.parsing },
  };
}

function why({ code, message }: Failure): Pick<Move, 'error' | 'note'> {
  const error = `${code}: ${message}`;
  return { error, note: error };
}

/** What every move of this message has in common; it stays where it is unless told otherwise. */
function moveOf(lease: Lease, message: Message, at: string, ms: number): Move {
  const stage = route(message);
  return {
    id: message.id,
    job: lease.job,
    epoch: lease.epoch,
    seq: message.seq,
    from: stage,
    to: stage,
    at,
    ms: Math.round(ms),
    attempt: message.attempts + 1,
    attempts: message.attempts,
    error: null,
    note: null,
    ended: null,
    notBefore: null,
    finished: false,
    outbound: message.outbound,
    mail: null,
    results: {},
  };
}
