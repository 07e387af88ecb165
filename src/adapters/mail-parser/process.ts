import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../domain/failure.ts';
import type { Mail } from '../../domain/mail.ts';
import { parserMoments } from '../../ports/signals.ts';
import type { Answer, FromChild, Order } from './child.ts';

/** From source the child needs tsx, from `dist` it is plain JavaScript. */
const fromSource = import.meta.url.endsWith('.ts');
const entry = new URL(fromSource ? './child.ts' : './child.js', import.meta.url);

/** What a process made of a mail; `cutShort` says why the text of its attachments is missing. */
export type Outcome = Answer & { cutShort?: Failure };

interface Pending {
  /** What is known so far; null: nothing. */
  body: Mail | null;
  resolve(outcome: Outcome): void;
  reject(failure: Failure): void;
}

/** One child process that parses one mail at a time. */
export class ParserProcess {
  /** Rejects `parser.unavailable` when the process ends before it can take mail. */
  readonly started: Promise<void>;
  readonly ended: Promise<void>;
  /** True once it was given a mail. */
  worked = false;

  readonly #child: ChildProcess;
  readonly #memoryMb: number;
  #pending: Pending | null = null;

  constructor(memoryMb: number) {
    this.#memoryMb = memoryMb;
    this.#child = spawn(memoryMb);
    parserMoments.tell('started');
    this.ended = new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.once('error', () => {
        // Without a pid nothing was started, and nothing will exit.
        if (this.#child.pid === undefined) resolve();
      });
    });
    void this.ended.then(() => parserMoments.tell('ended'));
    this.started = new Promise((resolve, reject) => {
      const complaint = lastWords(this.#child);
      this.#child.once('message', () => resolve());
      void this.ended.then(() =>
        reject(
          new Failure('parser.unavailable', `the parser process did not start ${complaint()}`),
        ),
      );
    });
    this.#child.on('message', (message: FromChild) => {
      if (message === 'ready') return;
      if (!('body' in message)) this.#settle()?.resolve(message);
      else if (this.#pending) this.#pending.body = message.body;
    });
    this.#child.on('exit', (code, signal) => {
      this.#giveUp(new Failure('parser.crashed', this.#epitaph(code, signal)));
    });
    this.#child.on('error', () => this.kill());
  }

  /** False once it is at its end. */
  get isUsable(): boolean {
    return !this.#child.killed && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /**
   * Rejects `mail.timeout` or `parser.crashed`, or resolves `cutShort` by them where only the
   * attachments are to blame; the process is then at its end.
   */
  async read(order: Order, deadlineMs: number): Promise<Outcome> {
    this.worked = true;
    parserMoments.tell('began');
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise<Outcome>((resolve, reject) => {
      const pending: Pending = { body: null, resolve, reject };
      this.#pending = pending;
      // After a turn of the event loop: where we were late ourselves, the answer lies in the pipe.
      timer = setTimeout(() => setImmediate(() => this.#expire(pending, deadlineMs)), deadlineMs);
    });
    this.#child.send(order, (error) => error && this.kill());
    return answer.finally(() => {
      clearTimeout(timer);
      parserMoments.tell('finished');
    });
  }

  /** A process that is busy with a mail hears no other signal. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #expire(pending: Pending, deadlineMs: number): void {
    if (this.#pending !== pending) return;
    this.#giveUp(new Failure('mail.timeout', `parsing took longer than ${deadlineMs} ms`));
    this.kill();
  }

  #giveUp(cutShort: Failure): void {
    const pending = this.#settle();
    if (pending) parserMoments.tell('lost');
    if (pending?.body) pending.resolve({ mail: pending.body, cutShort });
    else pending?.reject(cutShort);
  }

  #settle(): Pending | null {
    const pending = this.#pending;
    this.#pending = null;
    return pending;
  }

  #epitaph(code: number | null, signal: NodeJS.Signals | null): string {
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    return `the parser process ${how}; its memory is limited to ${this.#memoryMb} MB`;
  }
}

function spawn(memoryMb: number): ChildProcess {
  return fork(fileURLToPath(entry), [String(memoryMb)], {
    // tsx is found from here, wherever the parent was started.
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    // Buffers live outside of V8's heap; the watchdog limits the sum.
    execArgv: [
      `--max-old-space-size=${Math.floor(memoryMb / 2)}`,
      ...(fromSource ? ['--import', 'tsx'] : []),
    ],
    // Whoever takes over the parser finds no password in its environment.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/** What the process wrote to stderr before its first message; later it may quote a mail. */
function lastWords(child: ChildProcess): () => string {
  let words = '';
  const listen = (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000));
  child.stderr?.on('data', listen);
  child.once('message', () => {
    child.stderr?.off('data', listen);
    child.stderr?.resume();
  });
  return () => words.trim();
}
