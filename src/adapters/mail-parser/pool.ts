import { Failure } from '../../domain/failure.ts';
import type { Order } from './child.ts';
import { type Outcome, ParserProcess } from './process.ts';

interface Task {
  order: Order;
  resolve(outcome: Outcome): void;
  reject(reason: unknown): void;
}

interface PoolOptions {
  deadlineMs: number;
  memoryMb: number;
  processes: number;
  /** Keeps a process for the next mail: true where mail is the rule, false where it is the exception. */
  standby: boolean;
}

/**
 * Hands mails to processes, first come, first served. A pool of our own because tinypool 2.2 does
 * not recover well: after an aborted task it replaces processes only up to its minimum although
 * tasks wait, an abort of a task that it has set back throws in the listener, and after one
 * process that failed to start it replaces no other.
 */
export class ParserPool {
  readonly #options: PoolOptions;
  /** All that have not ended, those being killed too: the number never exceeds the limit. */
  readonly #processes = new Set<ParserProcess>();
  #idle: ParserProcess[] = [];
  #starting = 0;
  #waiting: Task[] = [];
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    if (options.standby) void this.#start();
  }

  async read(order: Order, signal: AbortSignal): Promise<Outcome> {
    signal.throwIfAborted();
    if (this.#closed) throw closed();
    const { promise, resolve, reject } = withResolvers<Outcome>();
    const task = { order, resolve, reject };
    const abandon = () => {
      this.#waiting = this.#waiting.filter((other) => other !== task);
      reject(signal.reason);
    };
    signal.addEventListener('abort', abandon, { once: true });
    this.#waiting.push(task);
    this.#dispatch();
    return promise.finally(() => signal.removeEventListener('abort', abandon));
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#waiting.splice(0)) task.reject(closed());
    for (const process of this.#processes) process.kill();
    await Promise.all([...this.#processes].map((process) => process.ended));
  }

  #dispatch(): void {
    for (;;) {
      const task = this.#waiting[0];
      // The one that worked last has the warmest caches.
      const process = this.#idle.at(-1);
      if (!task || !process) break;
      this.#waiting.shift();
      this.#idle.pop();
      void this.#work(process, task);
    }
    while (this.#waiting.length > this.#starting && this.#mayStart()) void this.#start();
  }

  #mayStart(): boolean {
    return !this.#closed && this.#processes.size < this.#options.processes;
  }

  async #start(): Promise<void> {
    const process = new ParserProcess(this.#options.memoryMb);
    this.#processes.add(process);
    void process.ended.then(() => this.#bury(process));
    this.#starting++;
    try {
      await process.started;
      this.#idle.push(process);
    } catch (failure) {
      // Costs one mail a try, so that a parser which cannot start does not loop.
      this.#waiting.shift()?.reject(failure);
    } finally {
      this.#starting--;
    }
    this.#dispatch();
  }

  async #work(process: ParserProcess, task: Task): Promise<void> {
    try {
      task.resolve(await process.read(task.order, this.#options.deadlineMs));
      const isWanted = this.#options.standby || this.#waiting.length > 0;
      if (!isWanted) process.kill();
      else if (process.isUsable) this.#idle.push(process);
    } catch (failure) {
      task.reject(failure);
    }
    this.#dispatch();
  }

  #bury(process: ParserProcess): void {
    this.#processes.delete(process);
    this.#idle = this.#idle.filter((other) => other !== process);
    this.#dispatch();
    // The next mail should not wait for a start. One that never worked may not be able to.
    const isMissed = this.#options.standby && process.worked && this.#processes.size === 0;
    if (isMissed && this.#mayStart()) void this.#start();
  }
}

function closed(): Failure {
  return new Failure('parser.unavailable', 'the mail parser was closed');
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((onFulfilled, onRejected) => {
    resolve = onFulfilled;
    reject = onRejected;
  });
  return { promise, resolve, reject };
}
