import type { FetchMessageObject, FetchQueryObject, ImapFlow, SearchObject } from 'imapflow';

import { Failure } from '../../domain/failure.ts';
import type { FetchedMail, MailIdentity, MailQuery, OpenedMailbox } from '../../ports.ts';
import type { ImapConnection } from './connection.ts';
import { imapFailure } from './errors.ts';
import { KnownSizes } from './known-sizes.ts';
import { fetchedMail, mailIdentity } from './rows.ts';
import { uidBatches, uidSet } from './uid-set.ts';

const flagsAtOnce = 2_000;
/** Header lines come with them. */
const identitiesAtOnce = 500;
/** Keeps one FETCH well inside its deadline on a slow line, while small mail goes a hundred at once. */
const fetchAtOnce = { count: 100, bytes: 4 * 1024 * 1024 };
const namesShown = 10;

/**
 * The one folder that a connection has selected. Read-only (EXAMINE, BODY.PEEK), so that no flag
 * changes, not even `\Recent`; only an account that has a mark opens it for writing.
 */
export class ImapFolder {
  readonly #connection: ImapConnection;
  readonly #path: string;
  /** What was learnt since the folder was opened. */
  readonly #sizes: KnownSizes;
  #uidValidity = 0;

  constructor(connection: ImapConnection, path: string) {
    this.#connection = connection;
    this.#path = path;
    this.#sizes = new KnownSizes((uids, due) =>
      this.#rows(uids, { uid: true, size: true }, (row) => row.size, due),
    );
  }

  /** Selects anew: only a SELECT or EXAMINE shows a UIDVALIDITY that changed meanwhile. */
  async open(): Promise<OpenedMailbox> {
    this.#connection.looking();
    this.#sizes.clear();
    const readOnly = this.#connection.account.mark === undefined;
    const { uidValidity, uidNext } = await this.#connection.command('EXAMINE', (flow) =>
      flow.mailboxOpen(this.#path, { readOnly }).catch(async (error: unknown) => {
        const failure = imapFailure(error, 'EXAMINE', this.#connection.account);
        // A server that is short of breath may list nothing either.
        const missing = failure.code === 'imap.dropped' && isMissing(error);
        throw missing ? await this.#noSuchFolder(flow) : error;
      }),
    );
    // RFC 3501 has servers send both; the types of imapflow take them at their word.
    if (!uidValidity) throw this.#failure('EXAMINE', 'the server gave no UIDVALIDITY');
    this.#uidValidity = Number(uidValidity);
    return { uidValidity: Number(uidValidity), uidNext: uidNext || (await this.#highest()) + 1 };
  }

  /** UIDs, ascending. */
  async search(query: MailQuery): Promise<number[]> {
    const uids = await this.#found(query);
    this.#sizes.noteFound(uids);
    return uids;
  }

  async #found(query: MailQuery): Promise<number[]> {
    if ('unseen' in query) return this.#search({ seen: false });
    if ('since' in query) {
      // Where the server knows WITHIN (RFC 5032), imapflow asks for an age: 0 would be refused.
      const future = query.since.getTime() > Date.now() - 1_000;
      return future ? [] : this.#search({ since: query.since });
    }
    this.#connection.looking();
    const from = Math.max(1, query.from);
    const uids = await this.#search({ uid: `${from}:*` });
    // `n:*` names the last message even where its UID is below n (RFC 3501, section 6.4.8).
    return uids.filter((uid) => uid >= from);
  }

  /** RFC822.SIZE by UID, without those that are gone. */
  async sizes(uids: readonly number[]): Promise<Map<number, number>> {
    await this.#sizes.learn(uids);
    return new Map(
      uids.flatMap((uid): [number, number][] => {
        const size = this.#sizes.get(uid);
        return size === undefined ? [] : [[uid, size]];
      }),
    );
  }

  /** At most `maxBytes` of each source, without those that are gone; ascending. */
  async fetch(uids: readonly number[], maxBytes: number): Promise<FetchedMail[]> {
    await this.#sizes.learn(uids);
    const sized = uids.filter((uid) => this.#sizes.get(uid) !== undefined);
    const isLong = (uid: number) => this.#sizeOf(uid) > maxBytes;
    // Only what must be cut is asked for in part: servers exist (hoodiecrow) that answer a partial
    // FETCH of several messages with empty ones after the first that is shorter than the part.
    const short = sized.filter((uid) => !isLong(uid));
    const whole = await this.#sources(short, maxBytes, true);
    const part = { start: 0, maxLength: Math.max(1, maxBytes) };
    const cut = await this.#sources(sized.filter(isLong), maxBytes, part);
    // Kept, they would be some bytes of every message that there ever was.
    this.#sizes.forget(uids);
    return [...whole, ...cut].toSorted((a, b) => a.uid - b.uid);
  }

  /** What a message can be known again by, without those that are gone; ascending. */
  async identify(uids: readonly number[]): Promise<MailIdentity[]> {
    const query = { uid: true, size: true, internalDate: true, headers: ['message-id'] };
    const identities: MailIdentity[] = [];
    for (const batch of uidBatches(uids, { count: identitiesAtOnce })) {
      const rows = await this.#rows(batch, query, mailIdentity);
      identities.push(...rows.values());
    }
    return identities;
  }

  /** Those with `\\Answered`; what is gone has no flags. */
  async answered(uids: readonly number[]): Promise<Set<number>> {
    const uidValidity = this.#uidValidity;
    const asked = new Set(uids);
    const answered = new Set<number>();
    for (const batch of uidBatches(uids, { count: flagsAtOnce })) {
      const rows = await this.#connection.command('UID FETCH', (flow) =>
        flow.fetchAll(uidSet(batch), { uid: true, flags: true }, { uid: true }),
      );
      for (const { uid, flags } of rows) {
        if (asked.has(uid) && flags?.has('\\Answered')) answered.add(uid);
      }
    }
    // Opened anew meanwhile, it may have dealt the numbers to other mail.
    if (this.#uidValidity === uidValidity) return answered;
    throw this.#failure('UID FETCH', 'the folder was numbered anew meanwhile');
  }

  /** Sets the account's mark; false when the server does not keep it for good, or refuses it. */
  async mark(uids: readonly number[]): Promise<boolean> {
    const flag = this.#keptAs(this.#connection.account.mark ?? '');
    if (!flag) return false;
    for (const batch of uidBatches(uids, { count: flagsAtOnce })) {
      if (!(await this.#store(uidSet(batch), flag))) return false;
    }
    return true;
  }

  /** The mark in the server's spelling; null where PERMANENTFLAGS leaves it out (RFC 3501, 7.1). */
  #keptAs(mark: string): string | null {
    const { readOnly, permanentFlags } = this.#connection.selected;
    if (readOnly) return null;
    if (!permanentFlags) return mark;
    const kept = [...permanentFlags].find((flag) => flag.toLowerCase() === mark.toLowerCase());
    return kept ?? (permanentFlags.has('\\*') ? mark : null);
  }

  async #store(set: string, flag: string): Promise<boolean> {
    try {
      return await this.#connection.command('UID STORE', (flow) =>
        flow.messageFlagsAdd(set, [flag], { uid: true, silent: true }),
      );
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'imap.dropped') throw error;
      // A refusal if the connection still answers; if it does not, this says so.
      await this.#noop();
      return false;
    }
  }

  async #sources(
    uids: readonly number[],
    maxBytes: number,
    source: true | { start: number; maxLength: number },
  ): Promise<FetchedMail[]> {
    const query = { uid: true, size: true, internalDate: true, source };
    const weigh = (uid: number) => Math.min(maxBytes, this.#sizeOf(uid));
    const mails: FetchedMail[] = [];
    for (const batch of uidBatches(uids, fetchAtOnce, weigh)) {
      const rows = await this.#rows(batch, query, (row) =>
        fetchedMail(row, maxBytes, source === true),
      );
      mails.push(...rows.values());
    }
    return mails;
  }

  #sizeOf(uid: number): number {
    return this.#sizes.get(uid) ?? 0;
  }

  /**
   * One FETCH. Servers also send rows that nobody asked for, rows twice, and rows without UID or
   * content; only what was asked for and `read` accepts is taken, in the order of the UIDs.
   * @param due what must be among it unless it is gone
   */
  async #rows<T>(
    uids: readonly number[],
    query: FetchQueryObject,
    read: (row: FetchMessageObject) => T | undefined,
    due = uids,
  ): Promise<Map<number, T>> {
    const set = uidSet(uids);
    const answer = await this.#connection.command('UID FETCH', (flow) =>
      flow.fetchAll(set, query, { uid: true }),
    );
    const rows = new Map<number, T>();
    for (const row of answer) {
      const value = read(row);
      if (value !== undefined) rows.set(row.uid, value);
    }
    await this.#proveGone(due.filter((uid) => !rows.has(uid)));
    return new Map(uids.flatMap((uid) => (rows.has(uid) ? [[uid, rows.get(uid) as T]] : [])));
  }

  /** A missing row means an expunged message only where a SEARCH agrees. */
  async #proveGone(missing: number[]): Promise<void> {
    if (missing.length === 0) return;
    // NOOP lets the server catch up with what other sessions expunged (RFC 2180, section 4).
    await this.#noop();
    const there = new Set(await this.#search({ uid: uidSet(missing) }));
    const short = missing.filter((uid) => there.has(uid));
    if (short.length === 0) return this.#sizes.forget(missing);
    throw this.#failure('UID FETCH', `short answer, without UID ${uidSet(short)}`);
  }

  #noop(): Promise<true> {
    return this.#connection.command('NOOP', async (flow) => {
      await flow.noop();
      return true;
    });
  }

  #search(query: SearchObject): Promise<number[]> {
    return this.#connection.command('UID SEARCH', (flow) => flow.search(query, { uid: true }));
  }

  async #highest(): Promise<number> {
    return (await this.#search({ uid: '*' })).at(-1) ?? 0;
  }

  async #noSuchFolder(flow: ImapFlow): Promise<Failure> {
    const folders = await flow.list({ listOnly: true }).catch(() => []);
    const names = folders.slice(0, namesShown).map(({ path }) => path);
    const more = folders.length > names.length ? ', …' : '';
    return this.#failure(
      'EXAMINE',
      `no folder "${this.#path}"; check IMAP_MAILBOX (there are: ${names.join(', ')}${more})`,
    );
  }

  #failure(what: string, reason: string): Failure {
    return imapFailure(new Error(reason), what, this.#connection.account);
  }
}

function isMissing(error: unknown): boolean {
  const { mailboxMissing, serverResponseCode } = error as {
    mailboxMissing?: boolean;
    serverResponseCode?: string;
  };
  return mailboxMissing === true || serverResponseCode === 'NONEXISTENT';
}
