import { Failure } from '../../domain/failure.ts';
import type { MailboxRef, MailSource } from '../../ports.ts';
import type { ImapAccount } from './account.ts';
import { ImapConnection } from './connection.ts';
import { ImapFolder } from './folder.ts';
import { AccessTokens } from './oauth.ts';

export interface ImapSourceOptions {
  /** Deadline of each command, and of the whole login; it costs the connection. Default 30 s. */
  commandTimeoutMs?: number;
}

interface Watched {
  connection: ImapConnection;
  folder: ImapFolder;
}

/**
 * Mail over IMAP4rev1 (RFC 3501), a connection a watched folder. An account's secrets are read at
 * each `connect`, so a refreshed `accessToken` may be written into the given object.
 *
 * @example
 * const source = imapSource([{ account: 'sales', host: 'imap.example.com', port: 993, … }]);
 * await source.connect({ account: 'sales', mailbox: 'INBOX' }, signal);
 */
export function imapSource(accounts: ImapAccount[], options: ImapSourceOptions = {}): MailSource {
  const { commandTimeoutMs = 30_000 } = options;
  const watched = new Map<string, Watched>();
  const tokensOf = new Map<ImapAccount, AccessTokens>();

  function at(ref: MailboxRef): Watched {
    const found = watched.get(keyOf(ref));
    if (found) return found;
    throw new Failure('imap.dropped', `${ref.account}: ${ref.mailbox} is not connected`);
  }

  async function logIn(account: ImapAccount, ref: MailboxRef, signal: AbortSignal): Promise<void> {
    // Replaced without LOGOUT: it is likely dead, and its slot at the server is wanted.
    watched.get(keyOf(ref))?.connection.abandon();
    const connection = new ImapConnection(account, commandTimeoutMs);
    const folder = new ImapFolder(connection, ref.mailbox);
    watched.set(keyOf(ref), { connection, folder });
    await connection.connect(signal);
  }

  /** A token that is refused may have been withdrawn before its time: one more login with a new one. */
  async function logInByToken(
    tokens: AccessTokens,
    account: ImapAccount,
    ref: MailboxRef,
    signal: AbortSignal,
  ): Promise<void> {
    const accessToken = await tokens.token();
    try {
      await logIn({ ...account, accessToken }, ref, signal);
    } catch (error) {
      if (Failure.of(error).code !== 'imap.refused' || signal.aborted) throw error;
      const renewed = await tokens.token(accessToken);
      await logIn({ ...account, accessToken: renewed }, ref, signal);
    }
  }

  function tokensFor(account: ImapAccount): AccessTokens | null {
    if (!account.oauth) return null;
    const known = tokensOf.get(account);
    if (known) return known;
    const tokens = new AccessTokens(account, account.oauth, commandTimeoutMs);
    tokensOf.set(account, tokens);
    return tokens;
  }

  return {
    async connect(ref, signal) {
      const account = accounts.find(({ account: name }) => name === ref.account);
      if (!account) throw new Failure('unexpected', `no IMAP account named ${ref.account}`);
      const tokens = tokensFor(account);
      if (tokens) await logInByToken(tokens, account, ref, signal);
      else await logIn(account, ref, signal);
    },
    // Async, so that a folder that is not connected rejects rather than throws.
    open: async (ref) => at(ref).folder.open(),
    search: async (ref, query) => at(ref).folder.search(query),
    sizes: async (ref, uids) => at(ref).folder.sizes(uids),
    fetch: async (ref, uids, maxBytes) => at(ref).folder.fetch(uids, maxBytes),
    identify: async (ref, uids) => at(ref).folder.identify(uids),
    mark: async (ref, uids) => at(ref).folder.mark(uids),
    listen: (ref, onSignal) => at(ref).connection.listen(onSignal),
    async close(ref) {
      const found = watched.get(keyOf(ref));
      watched.delete(keyOf(ref));
      await found?.connection.close();
    },
  };
}

function keyOf({ account, mailbox }: MailboxRef): string {
  return JSON.stringify([account, mailbox]);
}
