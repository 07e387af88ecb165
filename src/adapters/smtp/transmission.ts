import { Readable } from 'node:stream';

import SMTPConnection from 'nodemailer/lib/smtp-connection';

import { Failure } from '../../domain/failure.ts';
import { type Envelope, needsSmtpUtf8 } from './envelope.ts';
import { smtpFailure } from './errors.ts';
import type { SmtpServer } from './server.ts';

/** The server took the letter: it has this long to answer QUIT. */
const quitMs = 1_000;

/**
 * One letter on a connection of its own: an idle one that the server is about to close is how
 * letters get lost half-way.
 */
export class Transmission {
  readonly #server: SmtpServer;
  readonly #connection: SMTPConnection;
  /** The server asked for the letter, and its first bytes may be on their way. */
  #begun = false;

  constructor(server: SmtpServer) {
    this.#server = server;
    this.#connection = new SMTPConnection(server.options);
  }

  /**
   * Resolves when the server has taken the letter.
   * @throws Failure, as soon as the signal says so
   */
  async run(envelope: Envelope, source: Buffer, signal: AbortSignal): Promise<void> {
    const end = this.#ended(signal);
    try {
      signal.throwIfAborted();
      await Promise.race([this.#transact(envelope, source), end.promise]);
    } catch (error) {
      this.#connection.close();
      throw smtpFailure(error, this.#server, this.#begun);
    } finally {
      end.forget();
    }
    this.#quit();
  }

  async #transact(envelope: Envelope, source: Buffer): Promise<void> {
    const connection = this.#connection;
    // The last reply to a handshake is the one to EHLO; only at this moment it is at hand.
    const greeting = await called<string>((done) =>
      connection.connect((error) => done(error, connection.lastServerResponse || '')),
    );
    if (needsSmtpUtf8(envelope) && !/^250[ -]SMTPUTF8\b/im.test(greeting)) {
      throw new Failure(
        'smtp.rejected',
        `${this.#server.name}: it takes no address beyond ASCII (SMTPUTF8, RFC 6531)`,
      );
    }
    const { user, pass } = this.#server;
    // Without an offer of AUTH, the server says itself whether it minds.
    if (user !== '' && connection.allowsAuth) {
      await called((done) => connection.login({ credentials: { user, pass } }, done));
    }
    await called((done) =>
      connection.send({ ...envelope, size: source.length }, this.#letter(source), done),
    );
  }

  /** nodemailer begins to read it when the server has answered DATA, though not only with 354. */
  #letter(source: Buffer): Readable {
    const begin = () => {
      const answer = this.#connection.lastServerResponse || '';
      // What a server says next that has not asked for the letter is no answer to the letter.
      if (!answer.startsWith('354')) return false;
      this.#begun = true;
      return true;
    };
    return new Readable({
      read() {
        if (!begin()) {
          this.destroy(new Error('the server answered DATA without asking for the letter'));
          return;
        }
        this.push(source);
        this.push(null);
      },
    });
  }

  /** Rejects when the connection is lost or the signal ends it. */
  #ended(signal: AbortSignal): { promise: Promise<never>; forget: () => void } {
    let abort = () => {};
    const promise = new Promise<never>((_, reject) => {
      abort = () => reject(signal.reason as Error);
      signal.addEventListener('abort', abort, { once: true });
      // It stays: without a listener an `error` would end the process.
      this.#connection.on('error', reject);
      // A turn later, for what a command was answered with tells more.
      this.#connection.once('end', () =>
        setImmediate(reject, new Error('the connection was closed')),
      );
    });
    promise.catch(() => undefined);
    return { promise, forget: () => signal.removeEventListener('abort', abort) };
  }

  /** Nobody waits for it: the letter is taken. */
  #quit(): void {
    const connection = this.#connection;
    const enough = setTimeout(() => connection.close(), quitMs);
    connection.once('end', () => clearTimeout(enough));
    connection.quit();
  }
}

/** A promise of what a callback is called with. */
function called<T>(
  act: (done: (error: Error | null | undefined, result?: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    act((error, result) => (error ? reject(error) : resolve(result as T)));
  });
}
