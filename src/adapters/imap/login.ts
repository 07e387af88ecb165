import { Failure } from '../../domain/failure.ts';
import type { ImapAccount } from './account.ts';
import { ImapConnection } from './connection.ts';
import { AccessTokens } from './oauth.ts';

/** The way into one account: every login is a connection of its own, and all share its tokens. */
export class AccountLogin {
  readonly #account: ImapAccount;
  readonly #commandMs: number;
  readonly #tokens: AccessTokens | null;

  constructor(account: ImapAccount, commandMs: number) {
    this.#account = account;
    this.#commandMs = commandMs;
    this.#tokens = AccessTokens.of(account, commandMs);
  }

  get account(): ImapAccount {
    return this.#account;
  }

  /** @param made is told of each connection before it logs in, so that it can be ended meanwhile */
  async connect(signal: AbortSignal, made: (connection: ImapConnection) => void): Promise<void> {
    if (this.#tokens) await this.#connectByToken(this.#tokens, signal, made);
    else await this.#connect(this.#account, signal, made);
  }

  /** Work on a connection of its own, which ends with the work or the signal. */
  async briefly<T>(
    signal: AbortSignal,
    work: (connection: ImapConnection) => Promise<T>,
  ): Promise<T> {
    let current: ImapConnection | undefined;
    const end = () => current?.drop(Failure.of(signal.reason));
    signal.addEventListener('abort', end);
    try {
      await this.connect(signal, (connection) => (current = connection));
      if (!current || signal.aborted) throw Failure.of(signal.reason);
      return await work(current);
    } finally {
      signal.removeEventListener('abort', end);
      await current?.close();
    }
  }

  /** A token that is refused may have been withdrawn before its time: one more login with a new one. */
  async #connectByToken(
    tokens: AccessTokens,
    signal: AbortSignal,
    made: (connection: ImapConnection) => void,
  ): Promise<void> {
    const accessToken = await tokens.token();
    try {
      await this.#connect({ ...this.#account, accessToken }, signal, made);
    } catch (error) {
      if (Failure.of(error).code !== 'imap.refused' || signal.aborted) throw error;
      const renewed = await tokens.token(accessToken);
      await this.#connect({ ...this.#account, accessToken: renewed }, signal, made);
    }
  }

  async #connect(
    account: ImapAccount,
    signal: AbortSignal,
    made: (connection: ImapConnection) => void,
  ): Promise<void> {
    const connection = new ImapConnection(account, this.#commandMs);
    made(connection);
    await connection.connect(signal);
  }
}
