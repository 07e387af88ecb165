/** Replies on their way out: into the mailbox's Drafts folder, or to the sender by SMTP. */

import { backoff, type BackoffBounds } from './backoff.ts';
import type { Failure, FailureCode } from './failure.ts';

export const outgoingKinds = ['save', 'send'] as const;
export type OutgoingKind = (typeof outgoingKinds)[number];

/** Where one stands; each is committed before what it names is begun. */
export const outgoingStates = [
  'queued', // waits for its (next) try
  'transmitting', // the SMTP transaction may have begun; after a crash nobody knows how it ended
  'copying', // sent; its copy in Sent is due
  'done',
  'failed', // refused, or tried too often; a person may ask again
  'unknown', // the outcome of the SMTP transaction was lost; never tried again by itself
  'cancelled', // taken back before it was begun
] as const;
export type OutgoingState = (typeof outgoingStates)[number];

/** One wish of a person (or a program) that a version of a draft leaves the house. */
export interface Outgoing {
  id: number;
  draft: number;
  kind: OutgoingKind;
  state: OutgoingState;
  /** Of the draft: exactly this text goes out, whatever is edited later. */
  version: number;
  /** With its angle brackets; the same for every wish with the same kind, draft and version. */
  messageId: string;
  /** A person asked on a page; else a program did, and the letter says so (RFC 3834). */
  attended: boolean;
  /** Who asked. */
  name: string | null;
  /** Failed tries of what is due. */
  attempts: number;
  notBefore: string | null;
  /** The folder that it or its copy is in. */
  folder: string | null;
  /** Why it waits, failed or is unknown; of one that is done: what went less well. */
  error: string | null;
  createdAt: string;
  updatedAt: string;
}

/** How often what may pass is tried: with the pauses in between, for about an hour. */
export const maxTries = 20;
const pauses: BackoffBounds = { minMs: 5_000, maxMs: 300_000 };
/** A server that asks for more is asked again all the same. */
const maxWaitMs = 3_600_000;

/** What becomes of one whose try failed. */
export type TryOutcome =
  | { to: 'waiting'; afterMs: number }
  | { to: 'failed' }
  | { to: 'unknown' }
  /** Sent, but without its copy. */
  | { to: 'done' };

/**
 * The one place where a failed try becomes an outcome. Nothing that may have reached its recipient
 * is tried again: an error that does not say that the server has taken nothing counts as one that
 * it may have.
 * @param outgoing as it stood while it was tried; `attempts`: failed tries before this one
 * @param random 0 to 1, for the jitter
 */
export function outcomeOfTry(
  { kind, state, attempts }: Pick<Outgoing, 'kind' | 'state' | 'attempts'>,
  { code, retryAfterMs }: Failure,
  random: number,
): TryOutcome {
  const afterMs = Math.min(retryAfterMs ?? backoff(attempts, random, pauses), maxWaitMs);
  const mayPass = attempts + 1 < maxTries;
  const waiting: TryOutcome = { to: 'waiting', afterMs };
  if (state === 'copying') return mayPass && !isFinal(code) ? waiting : { to: 'done' };
  if (kind === 'send') {
    if (code === 'smtp.unavailable') return mayPass ? waiting : { to: 'failed' };
    return { to: code === 'smtp.rejected' || code === 'smtp.refused' ? 'failed' : 'unknown' };
  }
  return mayPass && passing.includes(code) ? waiting : { to: 'failed' };
}

/** What a mail server says of login and letter, it will say again; asked too often, it locks accounts. */
function isFinal(code: FailureCode): boolean {
  return code === 'imap.rejected' || code === 'imap.refused';
}

/** A folder looks different in a moment; what it says of login and letter, it will say again. */
const passing: FailureCode[] = ['imap.dropped', 'imap.throttled'];
