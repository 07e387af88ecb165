import { backoff } from '../../domain/backoff.ts';
import { Failure } from '../../domain/failure.ts';
import type { ImapConnection } from './connection.ts';
import type { AccountLogin } from './login.ts';
import { answeredBy, replyHeaders } from './reply-headers.ts';
import { folderFor } from './special-use.ts';

/** Mails of the Sent folder that one look reads at most: the newest. */
const maxMails = 500;
/** Keeps each FETCH well inside its deadline on a slow line. */
const fetchedAtOnce = 100;
/** Message-IDs that are remembered; of the oldest mails nobody awaits a draft any more. */
const maxRemembered = 20_000;
const minute = 60_000;

export interface SentOptions {
  /** A whole look, from login to logout. */
  deadlineMs: number;
  /** Sent mail cannot be read; told once, until it could be read again. */
  onSkipped(account: string, failure: Failure): void;
}

/** A range of numbers for FETCH: of UIDs, or of places in the folder. */
interface Range {
  uid: boolean;
  first: number;
  last: number;
}

/**
 * The replies in an account's Sent folder. Only what came since the last look is read, of that no
 * more than a few header lines, and nothing of it is changed. It has a connection of its own for each
 * look, for the others stay in their folders; whatever goes wrong on it costs this part alone.
 */
export class SentFolder {
  readonly #login: AccountLogin;
  readonly #options: SentOptions;
  /** What the mails read so far answer: a draft may come later than the reply that makes it needless. */
  readonly #answered = new Set<string>();
  #path: string | null = null;
  #read: { uidValidity: bigint; uidNext: number } | null = null;
  #looking: Promise<void> | null = null;
  #stop: AbortController | null = null;
  #failures = 0;
  /** By the monotonic clock. */
  #restsUntil = 0;

  constructor(login: AccountLogin, options: SentOptions) {
    this.#login = login;
    this.#options = options;
  }

  /** Those of the Message-IDs that a sent mail answers, as far as is known. Never rejects. */
  async answers(messageIds: string[]): Promise<Set<string>> {
    const isKnown = (id: string) => this.#answered.has(id);
    if (!messageIds.every(isKnown) && performance.now() >= this.#restsUntil) {
      // Folders of one account share a look.
      const look = this.#looking ?? this.#look();
      this.#looking = look;
      await look;
      if (this.#looking === look) this.#looking = null;
    }
    return new Set(messageIds.filter(isKnown));
  }

  /** Breaks off a look that is under way. */
  close(): void {
    const stop = this.#stop;
    this.#stop = null;
    this.#looking = null;
    stop?.abort(new Failure('imap.dropped', 'closed by us'));
  }

  async #look(): Promise<void> {
    const { deadlineMs } = this.#options;
    const { account } = this.#login.account;
    const stop = new AbortController();
    this.#stop = stop;
    const late = setTimeout(() => {
      const reason = `${account}: the Sent folder was not read within ${deadlineMs} ms`;
      stop.abort(new Failure('imap.dropped', reason));
    }, deadlineMs);
    try {
      await this.#login.briefly(stop.signal, (connection) => this.#readOn(connection));
      this.#failures = 0;
    } catch (error) {
      const isClosed = this.#stop !== stop;
      if (!isClosed) this.#noteFailure(Failure.of(stop.signal.reason ?? error));
    } finally {
      clearTimeout(late);
    }
  }

  #noteFailure(failure: Failure): void {
    // The folder may have another name by now.
    this.#path = null;
    this.#restsUntil = performance.now() + restAfter(failure, this.#failures);
    this.#failures += 1;
    if (this.#failures === 1) this.#options.onSkipped(this.#login.account.account, failure);
  }

  async #readOn(connection: ImapConnection): Promise<void> {
    this.#path ??= await folderFor('\\Sent', connection);
    const path = this.#path;
    // It may be made when the first reply is sent, so that it is looked for again.
    if (path === null) return;
    const { uidValidity, uidNext, exists } = await connection.command('EXAMINE', (flow) =>
      flow.mailboxOpen(path, { readOnly: true }),
    );
    const read = this.#read?.uidValidity === uidValidity ? this.#read : null;
    const range: Range =
      read && uidNext
        ? { uid: true, first: Math.max(read.uidNext, uidNext - maxMails), last: uidNext - 1 }
        : { uid: false, first: Math.max(1, exists - maxMails + 1), last: exists };
    for (const part of newestFirst(range)) await this.#readPart(connection, part);
    this.#read = uidNext ? { uidValidity, uidNext } : null;
  }

  async #readPart(connection: ImapConnection, { uid, first, last }: Range): Promise<void> {
    const rows = await connection.command(uid ? 'UID FETCH' : 'FETCH', (flow) =>
      flow.fetchAll(`${first}:${last}`, { uid: true, headers: replyHeaders }, { uid }),
    );
    for (const { headers } of rows) {
      // Rows without them were not asked for.
      if (Buffer.isBuffer(headers)) this.#remember(answeredBy(headers.toString('latin1')));
    }
  }

  #remember(ids: string[]): void {
    for (const id of ids) {
      this.#answered.delete(id);
      this.#answered.add(id);
    }
    for (const oldest of this.#answered) {
      if (this.#answered.size <= maxRemembered) return;
      this.#answered.delete(oldest);
    }
  }
}

/** From its end: should mail vanish meanwhile, what moves up is read twice rather than missed. */
function newestFirst({ uid, first, last }: Range): Range[] {
  const parts: Range[] = [];
  for (let end = last; end >= first; end -= fetchedAtOnce) {
    parts.push({ uid, first: Math.max(first, end - fetchedAtOnce + 1), last: end });
  }
  return parts;
}

function restAfter({ code, retryAfterMs }: Failure, failures: number): number {
  // A login that is refused again and again locks accounts.
  if (code === 'imap.refused') return 30 * minute;
  if (code === 'imap.throttled') return retryAfterMs ?? minute + backoff(failures, Math.random());
  return backoff(failures, Math.random());
}
