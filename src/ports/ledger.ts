/** The rows of the ledger, and what moves them. */
import type { NewDraft } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import type { Mail } from '../domain/mail.ts';
import type { Message, Stage, Step, StepResults } from '../domain/message.ts';
import type { MailboxRef } from './mail.ts';

/** A folder's place in the ledger. */
export interface MailboxRow extends MailboxRef {
  id: number;
  uidValidity: number;
  /** From this UID on the ledger proves completeness. */
  startUid: number;
  /** Every UID up to here that the server had has a row. */
  cursor: number;
  /** The state of the mailbox's machine. */
  state: string;
  /** When the folder was first opened; a new UIDVALIDITY looks back no further. */
  createdAt: string;
  lastSyncAt: string | null;
  reconciledAt: string | null;
  /** Older messages that the backfill left alone. */
  left: number;
}

/** A claimed job: the right to work one message until the lease ends. */
export interface Lease {
  job: number;
  /** Raised by every claim; a write that names an older one is refused. */
  epoch: number;
}

export interface Claim {
  lease: Lease;
  message: Message;
  /** Its draft is made again, behind live mail. */
  redraft: boolean;
}

/** A claimed delivery: the draft, and the message that ends when it has arrived. */
export interface Delivery extends Omit<Claim, 'redraft'> {
  draft: NewDraft;
}

/** The result of one step, with the lease and the `seq` it was worked under. */
export type StepCommit = {
  [S in Exclude<Step, 'persisting'>]: {
    lease: Lease;
    message: Message;
    step: S;
    result: StepResults[S];
    /** Milliseconds that the step took. */
    ms: number;
    /** Set where the step did not go as wished: a fallback, a CRM that was away. */
    note?: string;
  };
}[Exclude<Step, 'persisting'>];

/** How a message leaves the machine other than by its next step. */
export type Settlement =
  | { kind: 'wait'; afterMs: number; failure: Failure; ms: number }
  | { kind: 'quarantine'; failure: Failure; ms: number }
  | { kind: 'skip'; reason: string; mail: Mail | null; ms: number };

export interface Transition {
  at: string;
  from: Stage;
  to: Stage;
  ms: number;
  attempt: number;
  error: string | null;
}

/** A ledger row as it is shown. */
export interface MessageRow {
  id: number;
  key: string;
  stage: Stage;
  account: string;
  mailbox: string;
  uidValidity: number;
  uid: number;
  messageId: string | null;
  subject: string | null;
  sender: string | null;
  attempts: number;
  notBefore: string | null;
  /** Why it waits, was skipped or was quarantined. */
  error: string | null;
  updatedAt: string;
}

export interface Page<T> {
  items: T[];
  /** The cursor of the next page; null at the end. */
  next: string | null;
}

export interface MessageFilter {
  stage?: Stage;
  account?: string;
  q?: string;
  limit: number;
  cursor?: number;
}

export interface LedgerEntry extends MailboxRef {
  /** The row's, for `/mailboxes/:id`. */
  id: number;
  uidValidity: number;
  startUid: number;
  cursor: number;
  state: string;
  lastSyncAt: string | null;
  reconciledAt: string | null;
  /** Older messages that the backfill left alone. */
  left: number;
  counts: Partial<Record<Stage, number>>;
  /** UIDs that the server had and the ledger lacked, until they were taken in. */
  gaps: { uid: number; since: string }[];
}

/** A discovered message that is still to be fetched. */
export interface Unfetched {
  id: number;
  uid: number;
  /** Fetches of it, alone or among others, that failed. */
  attempts: number;
}

/** UIDs that `remap` could not give to a known message. */
export interface Unknown {
  uids: number[];
  /** Those of them that may still be known: some message looks alike, and only content will tell. */
  alike: number[];
}

export type RegenerateResult =
  | { kind: 'queued'; message: number }
  | { kind: 'missing' }
  | { kind: 'stale'; version: number }
  /** Such as a draft that was sent, or one whose message is in another process's database. */
  | { kind: 'refused'; reason: string };

/** A message whose draft still awaits a person. */
export interface Unanswered {
  id: number;
  uid: number;
  messageId: string | null;
  /** ISO 8601 UTC. */
  receivedAt: string;
}

export interface ImportedMail {
  source: Buffer;
  /** ISO 8601 UTC: when it was delivered, as far as the file tells. */
  receivedAt: string;
  /** Bytes of the whole mail, also where `source` was cut. */
  size: number;
}
