/**
 * What the core needs from the outside, and what it offers to it. Each port is implemented under
 * `adapters/` (or faked in tests), and each has one contract suite under `test/contracts/`.
 * Every method that can fail rejects with a `Failure`.
 */
import type { Category, Urgency } from './domain/category.ts';
import type { Draft, DraftStatus, DraftVersion, NewDraft } from './domain/draft.ts';
import type { Failure } from './domain/failure.ts';
import type { Mail } from './domain/mail.ts';
import type {
  Classification,
  CrmRecord,
  Message,
  Reply,
  Stage,
  Step,
  StepResults,
  Summary,
} from './domain/message.ts';

// ---------------------------------------------------------------------------------- mail in

/** One watched folder of one account. */
export interface MailboxRef {
  account: string;
  mailbox: string;
}

export interface OpenedMailbox {
  uidValidity: number;
  /** The UID that the next mail will get at least (RFC 3501, 2.3.1.1). */
  uidNext: number;
}

/** What a server tells of a message without handing it over: enough to know it again. */
export interface MailIdentity {
  uid: number;
  /** The server's own id (EMAILID of RFC 8474, X-GM-MSGID); null where it gives none. */
  mailId: string | null;
  /** The Message-ID header as `<…>`; null where there is none. */
  messageId: string | null;
  /** INTERNALDATE, ISO 8601 UTC. */
  receivedAt: string;
  /** RFC822.SIZE: the whole message, also where the source was cut. */
  size: number;
}

export interface FetchedMail extends MailIdentity {
  source: Buffer;
}

/** What `search` looks for; UIDs are ascending. */
export type MailQuery = { from: number } | { unseen: true } | { since: Date };

export type MailboxSignal = { type: 'arrived' } | { type: 'dropped'; failure: Failure };

/**
 * Mail folders to be read. Changes no flag but by `mark`, and only where the account asks for it.
 *
 * @example
 * await source.connect(ref);
 * const { uidNext } = await source.open(ref);
 * const uids = await source.search(ref, { from: 1 });
 */
export interface MailSource {
  /** Logs in; a second call for the same folder replaces the first connection. */
  connect(ref: MailboxRef, signal: AbortSignal): Promise<void>;
  /** Selects the folder (again), so that a new UIDVALIDITY is seen. */
  open(ref: MailboxRef): Promise<OpenedMailbox>;
  search(ref: MailboxRef, query: MailQuery): Promise<number[]>;
  /** RFC822.SIZE by UID; a UID that is gone is missing. */
  sizes(ref: MailboxRef, uids: number[]): Promise<Map<number, number>>;
  /** At most `maxBytes` of each source; a UID that is gone is missing. */
  fetch(ref: MailboxRef, uids: number[], maxBytes: number): Promise<FetchedMail[]>;
  /** What can be told without the source; a UID that is gone is missing. */
  identify(ref: MailboxRef, uids: number[]): Promise<MailIdentity[]>;
  /** Sets the account's mark; false when the server will not keep it, now or later. */
  mark(ref: MailboxRef, uids: number[]): Promise<boolean>;
  /** Push from the server, until the returned function is called. */
  listen(ref: MailboxRef, onSignal: (signal: MailboxSignal) => void): () => void;
  close(ref: MailboxRef): Promise<void>;
}

/** Turns a message's source into what can be read of it, under a limit of time and memory. */
export interface MailParser {
  parse(source: Buffer, signal: AbortSignal): Promise<Mail>;
  close(): Promise<void>;
}

// ---------------------------------------------------------------------------------- LLM, CRM

export interface LlmUsage {
  model: string;
  inputTokens: number;
  outputTokens: number;
}

export interface DraftRequest {
  mail: Mail;
  classification: Classification;
  crm: CrmRecord | null;
}

/**
 * A model that answers the three questions of the pipeline. `mail` is data: whatever it says, the
 * answer is of the declared shape.
 */
export interface Llm {
  /** Shown in the provenance: `openai` or `mock`. */
  readonly provider: string;
  classify(mail: Mail, signal: AbortSignal): Promise<Classification & LlmUsage>;
  /** The reply's body is unsigned; signing is the caller's. */
  draft(request: DraftRequest, signal: AbortSignal): Promise<Reply & LlmUsage>;
  summarize(mail: Mail, category: Category, signal: AbortSignal): Promise<Summary & LlmUsage>;
}

export interface Crm {
  /** By address, then by company domain; null when nobody knows the sender. */
  find(address: string, signal: AbortSignal): Promise<CrmRecord | null>;
}

// ---------------------------------------------------------------------------------- the ledger

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
}

/** A claimed delivery: the draft, and the message that ends when it has arrived. */
export interface Delivery extends Claim {
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
  /** Counts this message among its sender's drafts of the day; its place, from 1. Idempotent. */
  admit(message: number, sender: string, day: string): Promise<number>;

  // Reading and operating it.
  list(filter: MessageFilter): Promise<Page<MessageRow>>;
  get(id: number): Promise<(MessageRow & { journey: Transition[] }) | null>;
  ledger(): Promise<LedgerEntry[]>;
  counts(): Promise<Partial<Record<Stage, number>>>;
  /** Puts an ended message back to work, from the failed step or an earlier one; null: no such message. */
  retry(id: number, from?: Step): Promise<'retried' | 'not_ended' | null>;
  /** Closes a quarantined message as `skipped`; its source stays. null: no such message. */
  discard(id: number): Promise<'discarded' | 'not_quarantined' | null>;
}

// ---------------------------------------------------------------------------------- drafts

export interface DraftFilter {
  category?: Category;
  status?: DraftStatus;
  urgency?: Urgency;
  account?: string;
  q?: string;
  limit: number;
  /** Rows before this id. */
  cursor?: number;
}

export interface DraftEdit {
  reply?: { subject?: string; body?: string };
  category?: Category;
  urgency?: Urgency;
}

export type EditResult =
  | { kind: 'edited'; draft: Draft }
  | { kind: 'missing' }
  | { kind: 'stale'; version: number }
  /** Such as a reply edited on a draft that has none, or one that was sent. */
  | { kind: 'refused'; reason: string };

export type PutResult =
  | { kind: 'created' | 'revised' | 'unchanged'; draft: Draft }
  /** A higher revision of a draft that a person has touched. */
  | { kind: 'conflict'; reason: string };

export interface DraftStore {
  list(filter: DraftFilter): Promise<Page<Draft>>;
  get(id: number): Promise<Draft | null>;
  byMessage(message: number): Promise<Draft | null>;
  versions(id: number): Promise<DraftVersion[] | null>;
  /** Idempotent on `key`, see `POST /drafts`. */
  put(draft: NewDraft): Promise<PutResult>;
  edit(id: number, version: number, edit: DraftEdit): Promise<EditResult>;
}

/** Where the agent role's drafts go when the API is another process with a database of its own. */
export interface DraftSink {
  /** `kept` when a person has changed what is there. Rejects `api.unavailable` or `api.rejected`. */
  deliver(draft: NewDraft, signal: AbortSignal): Promise<'stored' | 'kept'>;
}

// ---------------------------------------------------------------------------------- offered

export type DomainEvent =
  | { type: 'draft.created'; draft: Draft }
  | { type: 'draft.updated'; draft: Draft }
  | {
      type: 'message.transitioned';
      id: number;
      key: string;
      from: Stage;
      to: Stage;
      error: string | null;
    }
  | { type: 'mailbox.changed'; account: string; mailbox: string; state: string };

/** In-process publish and subscribe; events are published after their commit. */
export interface EventBus {
  publish(event: DomainEvent): void;
  subscribe(listener: (event: DomainEvent) => void): () => void;
}

export interface ActorInfo {
  /** `sessionId`, unique in the process. */
  id: string;
  parent: string | null;
  /** The machine's id, or the name of the actor's logic. */
  machine: string;
  /** The state value as text, such as `connected.watching`; for a promise its status. */
  state: string;
  since: string;
  /** What it works on: a message's id or a folder. */
  subject?: string;
}

/**
 * Orders to the machines of this process. They are idempotent, and a pause holds until it is ended
 * or the process is: it is not stored.
 */
export interface MachineControl {
  /** What the supervisor does: `waiting`, `pausing`, `paused`, `stalled`, `draining`. */
  supervisor(): string;
  /** Claims nothing more; what is in work goes on to its end, and so does intake. */
  pause(): void;
  resume(): void;
  /** What a folder's machine does, such as `watching`; null: it is not watched by this process. */
  mailbox(ref: MailboxRef): string | null;
  /** `retry` ends a wait for the mail server at once, `pause` disconnects until `resume`. */
  tellMailbox(ref: MailboxRef, order: 'retry' | 'pause' | 'resume'): void;
}

/** What the HTTP side may ask of the running machines. */
export interface SystemControl {
  /** null: they run in another process. */
  readonly machines: MachineControl | null;
  /** There is work in the table. */
  wake(): void;
  actors(): ActorInfo[];
  /** The state of the LLM gate: `absent`, `closed`, `open` or `halfOpen`. */
  llm(): string;
  /** Whether mail can flow now, and if not, why; reasons are for a person. */
  readiness(): Promise<{ ready: boolean; reasons: string[] }>;
}

/** The inspector's feed in the wire format of `@statelyai/inspect`, redacted. */
export interface InspectionFeed {
  /** Sends the whole current tree first, then every event as one JSON text; until the returned call. */
  subscribe(send: (json: string) => void): () => void;
}
