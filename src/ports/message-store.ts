import type { NewDraft } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import type { Mail } from '../domain/mail.ts';
import type { Message, Stage, Step } from '../domain/message.ts';
import type { PersonName } from './drafts.ts';
import type { Background } from './models.ts';
import type {
  Claim,
  Delivery,
  ImportedMail,
  Lease,
  LedgerEntry,
  MailboxRow,
  MessageFilter,
  MessageRow,
  Page,
  RegenerateResult,
  Settlement,
  StepCommit,
  Transition,
  Unanswered,
  Unfetched,
  Unknown,
} from './ledger.ts';
import type { FetchedMail, MailIdentity, MailboxRef } from './mail.ts';

/** Rows, sources, jobs and journeys of messages. All methods are atomic. */
export interface MessageStore {
  // Intake: called by the mailbox machine's actors.
  mailbox(ref: MailboxRef): Promise<MailboxRow | null>;
  /**
   * First start, or a new UIDVALIDITY: sets the epoch and takes in `uids`. Of an older epoch, what
   * was never fetched goes on under a number of the new one, or is gone.
   * @param start `identities`: by which mail that is not fetched yet can be known again
   */
  startMailbox(
    ref: MailboxRef,
    start: Pick<MailboxRow, 'uidValidity' | 'startUid' | 'cursor' | 'left'> & {
      uids: number[];
      identities?: MailIdentity[];
    },
  ): Promise<MailboxRow>;
  /**
   * After a new UIDVALIDITY, before `startMailbox`: known messages among `mails` get their new
   * numbers; their keys stay. By the server's id, else by Message-ID, INTERNALDATE and size, else
   * (where a source is given) by content. What has its new number already is left alone.
   */
  remap(
    mailbox: number,
    uidValidity: number,
    mails: (MailIdentity & { source?: Buffer })[],
  ): Promise<Unknown>;
  /** A row a UID (known ones are left alone) and the cursor, in one transaction. Returns the new rows' number. */
  discover(mailbox: number, uids: number[], cursor: number): Promise<number>;
  /** The server's UIDs from `startUid` to the cursor: those without a row become gaps, and rows. */
  reconcile(mailbox: number, serverUids: number[]): Promise<number[]>;
  /** Those of the server's UIDs, in the epoch in force, that have no row; ascending. */
  missing(mailbox: number, uids: number[]): Promise<number[]>;
  /**
   * Takes in `uids` of what the first start left alone, and lowers `startUid` to just above the
   * newest that is left still, in one transaction. Where the folder has another UIDVALIDITY by now
   * nothing is done. Returns the new rows' number.
   */
  takeOlder(
    mailbox: number,
    older: Pick<MailboxRow, 'uidValidity' | 'startUid' | 'left'> & {
      uids: number[];
      identities?: MailIdentity[];
    },
  ): Promise<number>;
  /** Discovered messages without a source: those that failed least, of these the oldest, first. */
  unfetched(mailbox: number, limit: number): Promise<Unfetched[]>;
  /**
   * Sources in, jobs out, in one transaction; an exact duplicate becomes `skipped`.
   * @param uidValidity of the numbers that were asked for; what has another by now is left alone
   */
  storeSources(
    sources: (FetchedMail & { id: number })[],
    gone: number[],
    uidValidity?: number,
  ): Promise<void>;
  /** Counts a failed fetch on each; they then come later in `unfetched`. */
  countFetch(messages: number[]): Promise<void>;
  /** A message that cannot be fetched goes to quarantine; `retry` has it fetched again. */
  setAside(message: number, failure: Failure): Promise<void>;
  /** The UID of the newest message that could be fetched; null: none yet. */
  newestFetched(mailbox: number): Promise<number | null>;
  /** How many messages wait to be worked, or are in work. */
  backlog(): Promise<number>;
  /** Done messages that do not bear the mark in the mailbox yet, oldest first. */
  unmarked(mailbox: number, limit: number): Promise<{ id: number; uid: number }[]>;
  noteMarked(messages: number[]): Promise<void>;
  noteMailbox(ref: MailboxRef, state: string): Promise<void>;

  // Work: called by the supervisor's and the email machine's actors.
  /** Voids every lease; for the one agent of a database, before it begins. */
  recover(): Promise<void>;
  claim(limit: number): Promise<{ claims: Claim[]; nextDueMs: number | null }>;
  /** Extends those of the leases that still hold. */
  renew(leases: Lease[]): Promise<void>;
  /** Gives unfinished work back, to be claimed at once. */
  release(leases: Lease[]): Promise<void>;
  source(message: number): Promise<Buffer | null>;
  /** A message with its results so far; null: there is none. */
  worked(message: number): Promise<Message | null>;
  /** What the parser read, once it has. */
  mail(message: number): Promise<Mail | null>;
  /** Rejects `store.fenced` when the lease or the row has moved on. */
  commitStep(commit: StepCommit): Promise<Message>;
  settle(lease: Lease, message: Message, settlement: Settlement): Promise<Message>;
  /** Draft, message and job in one transaction. */
  persist(
    lease: Lease,
    message: Message,
    draft: NewDraft,
    ms: number,
    /** Leaves the message `queued`, to be brought to the REST API of another process. */
    deliver?: boolean,
  ): Promise<Message>;
  /** The oldest queued message; null when there is none. */
  claimDelivery(): Promise<Delivery | null>;
  /** The REST API has the draft. */
  delivered(lease: Lease, message: Message, ms: number): Promise<void>;
  /** What is known beside a message that is in work. */
  background(message: Message): Promise<Background>;
  /** Counts this message among its sender's drafts of the day; its place, from 1. Idempotent. */
  admit(message: number, sender: string, day: string): Promise<number>;

  // Drafts that are made again, or are no longer needed.
  /**
   * Puts messages back to work, behind live mail, whose draft a stand-in for the LLM made since
   * `since` (ISO 8601 UTC) and no person has touched; the newest first, each once. An answer that the
   * LLM itself spoilt (`llm.refused`, `llm.unsafe`, `llm.invalid`) is no reason.
   * @returns how many were put back
   */
  redraft(since: string, limit: number): Promise<number>;
  /** Puts a draft's message back to work from its drafting, with a person's wish. */
  regenerate(
    draft: number,
    version: number,
    instruction: string | null,
    by: PersonName,
  ): Promise<RegenerateResult>;
  /**
   * Messages of a folder whose reply has not gone out and still may: their drafts are `drafted`,
   * `approved`, `failed`, or `sending` and not begun. The newest first.
   */
  unanswered(mailbox: number, limit: number): Promise<Unanswered[]>;
  /**
   * They were answered elsewhere: the drafts of which `unanswered` tells become `superseded`, and
   * what was asked to go out of them is cancelled; a sending that somebody holds by now is left alone.
   * @returns how many drafts were closed
   */
  supersede(messages: number[], why: string): Promise<number>;

  // Mail from files.
  /** Sources and jobs of mail that no server has, in one transaction; known content adds nothing. */
  takeIn(ref: MailboxRef, mails: ImportedMail[]): Promise<{ taken: number[]; known: number }>;

  // Reading and operating it.
  list(filter: MessageFilter): Promise<Page<MessageRow>>;
  get(id: number): Promise<(MessageRow & { journey: Transition[] }) | null>;
  ledger(): Promise<LedgerEntry[]>;
  counts(): Promise<Partial<Record<Stage, number>>>;
  /**
   * Puts an ended message back to work, from the failed step or an earlier one; null: no such message.
   * `edited`: a person has changed or decided on its draft, which would stay as it is. `sourceless`:
   * it would have to be read again, but its source is not kept any more; or its mail was purged.
   */
  retry(id: number, from?: Step): Promise<'retried' | 'not_ended' | 'edited' | 'sourceless' | null>;
  /** Closes a quarantined message as `skipped`; its source stays. null: no such message. */
  discard(id: number): Promise<'discarded' | 'not_quarantined' | null>;
}
