/** What leaves the house, and who carries it. */
import type { Draft } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import type { Letter } from '../domain/letter.ts';
import type { Mail } from '../domain/mail.ts';
import type { Reply } from '../domain/message.ts';
import type { Outgoing, OutgoingKind, OutgoingState } from '../domain/outgoing.ts';
import type { PersonName } from './drafts.ts';
import type { Lease, Page } from './ledger.ts';

/** Someone wants a draft to go out. */
export interface OutgoingWish {
  draft: number;
  /** Of the draft, as they saw it. */
  version: number;
  kind: OutgoingKind;
  attended: boolean;
  by: PersonName;
  /** The right side of its Message-ID (RFC 5322, section 3.6.4). */
  domain: string;
}

export type WishResult =
  /** `again`: the same wish was under way already. */
  | { kind: 'queued' | 'again'; outgoing: Outgoing; draft: Draft }
  | { kind: 'missing' }
  | { kind: 'stale'; version: number }
  /** Such as a draft that is not approved yet, or whose message is in another process's database. */
  | { kind: 'refused'; reason: string };

/** A claimed one, with all that its letter is made of. */
export interface Dispatch {
  lease: Lease;
  outgoing: Outgoing;
  draft: Draft;
  /** As it stands in the version that is to go out. */
  reply: Reply;
  /** What it answers. */
  mail: Mail;
}

/** How one goes on. The draft's status moves in the same transaction. */
export type OutgoingMove =
  /** Before the first byte of an SMTP transaction. */
  | { to: 'transmitting' }
  /** The server took it: the draft is `sent`. With `afterMs` it is given back until its copy is due. */
  | { to: 'copying'; afterMs?: number }
  /** `note`: what went less well, such as a copy in Sent that could not be made. */
  | { to: 'done'; folder: string | null; note?: string }
  /** Back to what is due, not before then; counts as a failed try. */
  | { to: 'waiting'; afterMs: number; failure: Failure }
  /** A failed `send` makes its draft `failed`; a failed `save` leaves the draft alone. */
  | { to: 'failed'; failure: Failure }
  /** The draft is `unknown`. */
  | { to: 'unknown'; failure: Failure };

export interface OutgoingFilter {
  state?: OutgoingState;
  limit: number;
  /** Rows before this id. */
  cursor?: number;
}

export interface OutgoingStore {
  /**
   * Intent, Message-ID, job and (of a `send`) the draft's `sending` in one transaction. A `save`
   * that waits is cancelled by a `send`, as by all else that decides against its text: `reject`, an
   * edit of the reply, `supersede`. One that is held is being put in its place, and left alone.
   */
  queue(wish: OutgoingWish): Promise<WishResult>;
  /** Of a draft, the newest first. */
  ofDraft(draft: number): Promise<Outgoing[]>;
  list(filter: OutgoingFilter): Promise<Page<Outgoing>>;
  /**
   * What has been due the longest, fresh wishes before those that were tried in vain; null: none is
   * due. Held for five minutes, longer than any try may take.
   */
  claim(): Promise<Dispatch | null>;
  /** Rejects `store.fenced` when the lease has moved on. */
  move(dispatch: Dispatch, move: OutgoingMove): Promise<Dispatch>;
}

/** Carries letters to their recipients. */
export interface Mailer {
  /**
   * Resolves when the server has taken the letter. Rejects `smtp.unavailable` where it certainly has
   * not, and `smtp.unknown` where its answer to the letter's end was lost.
   * @param source of the letter, whole
   */
  send(envelope: { from: string; to: string }, source: Buffer, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Writes a letter as RFC 5322, with CRLF; the same letter gives the same octets. */
export type WriteLetter = (letter: Letter) => Promise<Buffer>;
