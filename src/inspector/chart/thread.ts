import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { ElkNode } from 'elkjs';

/** A longer layout is given up: no machine that a person can read takes a tenth of it. */
const deadlineMs = 20_000;

/**
 * What runs in the thread. Plain JavaScript in a text, for a thread of its own cannot load
 * TypeScript; it only carries graphs to elkjs and back.
 */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const ELK = require(workerData);
  const elk = new ELK();
  parentPort.on('message', (graph) => {
    elk.layout(graph).then(
      (placed) => parentPort.postMessage({ placed }),
      (error) => parentPort.postMessage({ failed: String((error && error.message) || error) }),
    );
  });
`;

type Answer = { placed: ElkNode } | { failed: string };

interface Job {
  graph: ElkNode;
  resolve(placed: ElkNode): void;
  reject(error: Error): void;
}

/**
 * Lays graphs out in a thread, one after the other. The thread lives as long as somebody uses it,
 * and with it goes the memory that the layout took.
 */
export class LayoutThread {
  readonly #waiting: Job[] = [];
  #users = 0;
  #worker: Worker | null = null;
  #busy = false;

  /** Keeps the thread for as long as `work` takes; several at once share it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#users += 1;
    try {
      return await work();
    } finally {
      this.#users -= 1;
      if (this.#users === 0) this.#end();
    }
  }

  /**
   * Only within `during`.
   *
   * @throws Error when the layout fails or takes longer than 20 s.
   */
  layout(graph: ElkNode): Promise<ElkNode> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ graph, resolve, reject });
      if (!this.#busy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      try {
        this.#worker ??= start();
        job.resolve(await answer(this.#worker, job.graph));
      } catch (error) {
        // Whatever state it is in: the next graph gets another.
        this.#end();
        job.reject(new Error(`chart layout: ${messageOf(error)}`, { cause: error }));
      }
    }
    this.#busy = false;
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }
}

function start(): Worker {
  const workerData = createRequire(import.meta.url).resolve('elkjs');
  // Without the loaders of the process, which the thread neither needs nor waits for.
  const worker = new Worker(program, { eval: true, workerData, execArgv: [] });
  // One that comes when nobody waits for an answer must not end the process.
  worker.on('error', () => undefined);
  return worker;
}

function answer(worker: Worker, graph: ElkNode): Promise<ElkNode> {
  return new Promise<ElkNode>((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(deadline);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (got: Answer) =>
      settle(() => ('placed' in got ? resolve(got.placed) : reject(new Error(got.failed))));
    const onError = (error: unknown) => settle(() => reject(new Error(messageOf(error))));
    const onExit = (code: number) =>
      settle(() => reject(new Error(`its thread ended with code ${code}`)));
    const late = new Error(`took longer than ${deadlineMs / 1000} s`);
    const deadline = setTimeout(() => settle(() => reject(late)), deadlineMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    worker.postMessage(graph);
  });
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
