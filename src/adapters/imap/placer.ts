import { Failure } from '../../domain/failure.ts';
import type { MailPlacer } from '../../ports.ts';
import type { ImapAccount } from './account.ts';
import { AccountLogin } from './login.ts';
import type { ImapConnection } from './connection.ts';
import { isPlaced, placeOn } from './place.ts';

export interface ImapPlacerOptions {
  /** Deadline of each command. Default 30 s. */
  commandTimeoutMs?: number;
  /** Of the whole, from login to logout. Default 100 s. */
  deadlineMs?: number;
}

/**
 * Puts letters into an account's folders by APPEND, each on a short connection of its own: the
 * watched folders' connections stay where they are.
 *
 * @example
 * const placer = imapPlacer([{ account: 'sales', host: 'imap.example.com', port: 993, … }]);
 * await placer.place({ account: 'sales', into: 'drafts', messageId, source, date }, signal);
 */
export function imapPlacer(accounts: ImapAccount[], options: ImapPlacerOptions = {}): MailPlacer {
  const { commandTimeoutMs = 30_000, deadlineMs = 100_000 } = options;
  const logins = new Map(
    accounts.map((account) => [account.account, new AccountLogin(account, commandTimeoutMs)]),
  );

  async function briefly<T>(
    account: string,
    signal: AbortSignal,
    use: (connection: ImapConnection) => Promise<T>,
  ): Promise<T> {
    const login = logins.get(account);
    // Such as mail that was imported from files.
    if (!login) throw new Failure('imap.rejected', `no mailbox is set up for "${account}"`);
    const ended = new AbortController();
    const end = (why: string) => () =>
      ended.abort(new Failure('imap.dropped', `${account}: placing a letter: ${why}`));
    const cancel = end('cancelled');
    const late = setTimeout(end(`not done within ${deadlineMs} ms`), deadlineMs);
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      ended.signal.throwIfAborted();
      return await login.briefly(ended.signal, use);
    } finally {
      clearTimeout(late);
      signal.removeEventListener('abort', cancel);
    }
  }

  return {
    place: ({ account, ...letter }, signal) =>
      briefly(account, signal, (connection) => placeOn(connection, letter)),
    holds: ({ account, ...letter }, signal) =>
      briefly(account, signal, (connection) => isPlaced(connection, letter)),
  };
}
