/** Mail in: folders that are read, and the parser. */
import type { Failure } from '../domain/failure.ts';
import type { Mail } from '../domain/mail.ts';

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
  /**
   * Which of the mails were answered elsewhere: `\\Answered` is set, or the account's Sent folder
   * (RFC 6154) has a mail that names them in In-Reply-To.
   */
  answered(ref: MailboxRef, mails: { uid: number; messageId: string | null }[]): Promise<number[]>;
  /** Sets the account's mark; false when the server will not keep it, now or later. */
  mark(ref: MailboxRef, uids: number[]): Promise<boolean>;
  /** Push from the server, until the returned function is called. */
  listen(ref: MailboxRef, onSignal: (signal: MailboxSignal) => void): () => void;
  close(ref: MailboxRef): Promise<void>;
}

/** Folders by their special use (RFC 6154). */
export type PlaceFor = 'drafts' | 'sent';

/** Puts letters of ours into an account's folders. */
export interface MailPlacer {
  /**
   * APPENDs a letter unless one with its Message-ID is in that folder already: it is looked up before
   * every try, for an APPEND whose answer was lost may have been obeyed.
   * @param source whole, with CRLF; @param messageId with its angle brackets
   * @returns the folder's name, and whether it was there before
   * Rejects `imap.rejected` (no such folder, over quota), `imap.refused`, `imap.throttled`,
   * `imap.dropped`.
   */
  place(
    letter: { account: string; into: PlaceFor; messageId: string; source: Buffer; date: Date },
    signal: AbortSignal,
  ): Promise<{ folder: string; found: boolean }>;
  /**
   * Whether a letter with that Message-ID is in the folder; also false where there is no such folder.
   * Rejects as `place` does.
   */
  holds(
    letter: { account: string; into: PlaceFor; messageId: string },
    signal: AbortSignal,
  ): Promise<boolean>;
}

/** Turns a message's source into what can be read of it, under a limit of time and memory. */
export interface MailParser {
  parse(source: Buffer, signal: AbortSignal): Promise<Mail>;
  /**
   * The HTML part as a whole page that is safe to show in a sandboxed frame: no script, no form, no
   * address that anything is loaded from; images of the mail itself as `data:`. null: it has none.
   */
  html(source: Buffer, signal: AbortSignal): Promise<string | null>;
  close(): Promise<void>;
}
