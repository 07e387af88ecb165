import { ImapFlow, type Logger } from 'imapflow';

import type { Failure } from '../../domain/failure.ts';
import type { MailboxSignal } from '../../ports.ts';
import { flowOptions, type ImapAccount } from './account.ts';
import { imapFailure } from './errors.ts';
import { Idler } from './idler.ts';

const logoutMs = 2_000;

type Listener = (signal: MailboxSignal) => void;

/**
 * One IMAP connection, from login to its end. Every command has a deadline, the first failure
 * that ends the connection answers everything after it, and nothing waits on a dead socket.
 */
export class ImapConnection {
  readonly account: ImapAccount;
  readonly #flow: ImapFlow;
  readonly #idler: Idler;
  readonly #commandMs: number;
  /** Settles the commands in work when the connection ends. */
  readonly #waiting = new Set<(failure: Failure) => void>();
  readonly #listeners = new Set<Listener>();
  #end: Failure | null = null;
  /** The server spoke of a change since the last look, and nobody listened. */
  #changed = false;
  #socketError: unknown;
  /** Why the last command resolved `false`, which imapflow tells its logger alone. */
  #reported: unknown;
  #byeCode: string | undefined;

  constructor(account: ImapAccount, commandMs: number) {
    this.account = account;
    this.#commandMs = commandMs;
    this.#flow = new ImapFlow(flowOptions(account, commandMs, this.#eavesdropper()));
    this.#idler = new Idler(this.#flow, () => this.#end !== null || this.#waiting.size > 0);
    // Without a listener an `error` would end the process. It says why, and `close` says that.
    this.#flow.on('error', (error) => {
      this.#socketError = error;
    });
    this.#flow.on('close', () => this.drop(this.#whyClosed()));
    this.#flow.on('exists', () => this.#notice());
  }

  /** Logs in. */
  async connect(signal: AbortSignal): Promise<void> {
    const cancel = () => this.drop(imapFailure(new Error('cancelled'), 'connecting', this.account));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      await this.command('connecting', async (flow) => {
        await flow.connect();
        return true;
      });
    } catch (error) {
      const failure = imapFailure(error, 'connecting', this.account);
      this.drop(failure);
      throw failure;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /**
   * Runs one command, which must not start another. `false` and `undefined` are imapflow's ways
   * of saying that it failed.
   * @throws Failure, and never later than the deadline
   */
  command<T>(what: string, send: (flow: ImapFlow) => Promise<T | false | undefined>): Promise<T> {
    if (this.#end) return Promise.reject(this.#end);
    this.#idler.stop();
    this.#reported = undefined;
    return new Promise<T>((resolve, reject) => {
      const late = new Error(`no answer within ${this.#commandMs} ms`);
      const deadline = setTimeout(
        () => this.drop(imapFailure(late, what, this.account)),
        this.#commandMs,
      );
      const settle = (act: () => void) => {
        clearTimeout(deadline);
        this.#waiting.delete(abandon);
        if (!this.#end && this.#waiting.size === 0) this.#idler.soon();
        act();
      };
      const abandon = (failure: Failure) => settle(() => reject(failure));
      this.#waiting.add(abandon);
      send(this.#flow).then(
        (result) =>
          result === false || result === undefined
            ? abandon(this.#failureOf(what, this.#reported))
            : settle(() => resolve(result)),
        (error: unknown) => abandon(this.#failureOf(what, error)),
      );
    });
  }

  /** How the folder is open: for reading alone, and which flags it keeps (all, where it says nothing). */
  get selected(): { readOnly: boolean; permanentFlags: Set<string> | undefined } {
    const { mailbox } = this.#flow;
    if (!mailbox) return { readOnly: true, permanentFlags: undefined };
    return { readOnly: mailbox.readOnly === true, permanentFlags: mailbox.permanentFlags };
  }

  /** What was announced up to now is about to be looked at. */
  looking(): void {
    this.#changed = false;
  }

  listen(listener: Listener): () => void {
    const tell: Listener = (signal) => {
      if (this.#listeners.has(tell)) listener(signal);
    };
    this.#listeners.add(tell);
    // What happened before is told too, though never from within the call.
    queueMicrotask(() => {
      if (this.#end) this.#tellDropped(tell, this.#end);
      else if (this.#changed) this.#notice();
    });
    return () => this.#listeners.delete(tell);
  }

  /** Ends the connection at once; the first failure stands. */
  drop(failure: Failure): void {
    if (this.#end) return;
    this.#stop(failure);
    this.#flow.close();
  }

  /** Hangs up; listeners hear nothing of it. */
  abandon(): void {
    this.#listeners.clear();
    this.drop(imapFailure(new Error('replaced by a new one'), 'connection', this.account));
  }

  /** Logs out, and hangs up if that takes too long; listeners hear nothing of it. */
  async close(): Promise<void> {
    this.#listeners.clear();
    if (this.#end) return;
    this.#stop(imapFailure(new Error('closed by us'), 'connection', this.account));
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, logoutMs);
    });
    await Promise.race([this.#flow.logout().catch(() => undefined), enough]);
    clearTimeout(timer);
    this.#flow.close();
  }

  #stop(failure: Failure): void {
    this.#end = failure;
    this.#idler.stop();
    for (const abandon of this.#waiting) abandon(failure);
    for (const tell of this.#listeners) this.#tellDropped(tell, failure);
  }

  #tellDropped(tell: Listener, failure: Failure): void {
    tell({ type: 'dropped', failure });
    this.#listeners.delete(tell);
  }

  #notice(): void {
    this.#changed = this.#listeners.size === 0;
    for (const tell of this.#listeners) tell({ type: 'arrived' });
  }

  #failureOf(what: string, error: unknown): Failure {
    const failure = imapFailure(error ?? new Error('refused'), what, this.account);
    // After a BYE the server may leave the socket open; imapflow then answers nothing any more.
    // A command that was answered before it tells more: servers refuse a login and say BYE at once.
    if (this.#flow.byeReason !== undefined) {
      this.drop(isAnswer(error) ? failure : this.#whyClosed());
    }
    return this.#end ?? failure;
  }

  #whyClosed(): Failure {
    const bye = { reason: this.#flow.byeReason, serverResponseCode: this.#byeCode };
    const error =
      bye.reason === undefined && this.#socketError !== undefined
        ? this.#socketError
        : Object.assign(new Error('the connection was closed'), bye);
    return imapFailure(error, 'connection', this.account);
  }

  /**
   * imapflow tells three things only to its logger: why a command resolved `false`, that it is
   * about to sleep out a pause the server asked for (inside the command, and for minutes), and
   * the response code of a BYE.
   */
  #eavesdropper(): Logger {
    const ignore = () => undefined;
    return {
      trace: ignore,
      debug: ({ src, msg }: { src?: string; msg?: string }) => {
        const code = src === 's' && /^\* BYE \[([A-Z]+)/i.exec(msg ?? '')?.[1];
        if (code) this.#byeCode = code.toUpperCase();
      },
      info: ignore,
      warn: ({ err, throttleDelay }: { err?: unknown; throttleDelay?: number }) => {
        this.#reported = err ?? this.#reported;
        if (throttleDelay) this.drop(imapFailure(err, 'throttled', this.account));
      },
      error: ignore,
      fatal: ignore,
    };
  }
}

/** A tagged NO or BAD, rather than a connection that was lost. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'responseStatus' in error;
}
