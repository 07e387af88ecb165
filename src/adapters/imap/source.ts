import { Failure } from '../../domain/failure.ts';
import type { MailboxRef, MailSource } from '../../ports.ts';
import type { ImapAccount } from './account.ts';
import type { ImapConnection } from './connection.ts';
import { ImapFolder } from './folder.ts';
import { AccountLogin } from './login.ts';
import { SentFolder } from './sent.ts';

export interface ImapSourceOptions {
  /** Deadline of each command, and of the whole login; it costs the connection. Default 30 s. */
  commandTimeoutMs?: number;
  /** Replies in Sent go unnoticed, for it cannot be read; told once, until it could be read again. */
  onSentSkipped?(account: string, failure: Failure): void;
}

interface Account {
  login: AccountLogin;
  sent: SentFolder;
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
  const { commandTimeoutMs = 30_000, onSentSkipped = () => undefined } = options;
  const watched = new Map<string, Watched>();
  const reached = new Map<string, Account>();

  function at(ref: MailboxRef): Watched {
    const found = watched.get(keyOf(ref));
    if (found) return found;
    throw new Failure('imap.dropped', `${ref.account}: ${ref.mailbox} is not connected`);
  }

  function accountOf(name: string): Account {
    const known = reached.get(name);
    if (known) return known;
    const account = accounts.find((one) => one.account === name);
    if (!account) throw new Failure('unexpected', `no IMAP account named ${name}`);
    const login = new AccountLogin(account, commandTimeoutMs);
    const sent = new SentFolder(login, { deadlineMs: commandTimeoutMs, onSkipped: onSentSkipped });
    reached.set(name, { login, sent });
    return { login, sent };
  }

  return {
    async connect(ref, signal) {
      const { login } = accountOf(ref.account);
      await login.connect(signal, (connection) => {
        // Replaced without LOGOUT: it is likely dead, and its slot at the server is wanted.
        watched.get(keyOf(ref))?.connection.abandon();
        watched.set(keyOf(ref), { connection, folder: new ImapFolder(connection, ref.mailbox) });
      });
    },
    // Async, so that a folder that is not connected rejects rather than throws.
    open: async (ref) => at(ref).folder.open(),
    search: async (ref, query) => at(ref).folder.search(query),
    sizes: async (ref, uids) => at(ref).folder.sizes(uids),
    fetch: async (ref, uids, maxBytes) => at(ref).folder.fetch(uids, maxBytes),
    identify: async (ref, uids) => at(ref).folder.identify(uids),
    async answered(ref, mails) {
      const flagged = await at(ref).folder.answered(mails.map(({ uid }) => uid));
      const others = mails.filter(({ uid }) => !flagged.has(uid));
      const ids = others.flatMap(({ messageId }) => messageId ?? []);
      // Closed meanwhile, nobody is left to end a look into Sent.
      at(ref);
      const replied = await accountOf(ref.account).sent.answers(ids);
      return mails.flatMap(({ uid, messageId }) =>
        flagged.has(uid) || (messageId !== null && replied.has(messageId)) ? [uid] : [],
      );
    },
    mark: async (ref, uids) => at(ref).folder.mark(uids),
    listen: (ref, onSignal) => at(ref).connection.listen(onSignal),
    async close(ref) {
      const found = watched.get(keyOf(ref));
      watched.delete(keyOf(ref));
      const isOfAccount = ({ connection }: Watched) => connection.account.account === ref.account;
      if (![...watched.values()].some(isOfAccount)) reached.get(ref.account)?.sent.close();
      await found?.connection.close();
    },
  };
}

function keyOf({ account, mailbox }: MailboxRef): string {
  return JSON.stringify([account, mailbox]);
}
