import { QueryFailedError } from 'typeorm';
import { Failure } from '../../domain/failure.ts';
import { storeCommits } from '../../ports/signals.ts';

/** Runs one statement and gives its rows. */
export type Query = <Row = unknown>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

/**
 * A write in sets: what has gathered for it runs as one, for a statement a row costs five times
 * as much as a statement a set. Its results stand in the order of the items; a `Failure` among
 * them rejects that caller alone.
 */
export type WriteOp<Item, Result> = (query: Query, items: Item[]) => Promise<(Result | Failure)[]>;

/** Runs a write that has no set form: such as one call a batch of UIDs, not one a message. */
export function oneByOne<Item, Result>(
  run: (query: Query, item: Item) => Promise<Result>,
): WriteOp<Item, Result> {
  return async (query, items) => {
    const results: Result[] = [];
    for (const item of items) results.push(await run(query, item));
    return results;
  };
}

interface Pending {
  op: WriteOp<unknown, unknown>;
  item: unknown;
  /** `performance.now()`. */
  since: number;
  resolve(result: unknown): void;
  reject(error: Failure): void;
}

/** More than this in one transaction and a reader of the log waits too long for its page. */
const maxGroup = 256;

/**
 * The one writer of a SQLite database, with group commit: everything that gathered while the
 * last transaction ran goes into the next `BEGIN IMMEDIATE`, and each caller is answered after
 * its COMMIT. TypeORM's SQLite driver has one connection for all, so that two transactions of
 * its own would swallow each other's work.
 */
export class WriteQueue {
  readonly #query: Query;
  #pending: Pending[] = [];
  #working: Promise<void> | null = null;
  #closed = false;

  /** @param query runs a statement on a connection that nobody else writes by */
  constructor(query: Query) {
    this.#query = query;
  }

  write<Item, Result>(op: WriteOp<Item, Result>, item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new Failure('store.unavailable', 'the database is closed'));
        return;
      }
      // The queue only ever gives an op its own items back.
      this.#pending.push({ op, item, since: performance.now(), resolve, reject } as Pending);
      this.#working ??= this.#drain();
    });
  }

  /** Resolves when all that was written before is committed or refused. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Refuses further writes; resolves when those before are through. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.idle();
  }

  async #drain(): Promise<void> {
    // A turn of the event loop, so that callers who were woken together are committed together.
    await new Promise(setImmediate);
    while (this.#pending.length > 0) {
      const group = this.#pending.splice(0, maxGroup);
      await this.#commit(group);
    }
    // In the same turn as the last look at the queue: a write of the turn between would be left.
    this.#working = null;
  }

  async #commit(group: Pending[]): Promise<void> {
    try {
      const results = await this.#transaction(group);
      for (const [i, { resolve, reject }] of group.entries()) {
        const result = results[i];
        if (result instanceof Failure) reject(result);
        else resolve(result);
      }
    } catch (error) {
      const failure = storageFailure(error);
      if (failure.code !== 'store.unavailable' && group.length > 1) {
        // One of them broke a constraint: the others must not pay for it.
        for (const single of group) await this.#commit([single]);
        return;
      }
      for (const { reject } of group) reject(failure);
    }
  }

  async #transaction(group: Pending[]): Promise<unknown[]> {
    const sets = new Map<Pending['op'], number[]>();
    for (const [i, { op }] of group.entries()) {
      const places = sets.get(op);
      if (places) places.push(i);
      else sets.set(op, [i]);
    }

    const results = Array<unknown>(group.length);
    const began = performance.now();
    await this.#query('begin immediate');
    try {
      for (const [op, places] of sets) {
        const answers = await op(
          this.#query,
          places.map((i) => group[i]?.item),
        );
        for (const [n, i] of places.entries()) results[i] = answers[n];
      }
      await this.#query('commit');
    } catch (error) {
      // After a failed COMMIT or on a full disk SQLite may have rolled back by itself.
      await this.#query('rollback').catch(() => undefined);
      throw error;
    }
    const waitedMs = began - (group[0]?.since ?? began);
    storeCommits.tell({ size: group.length, waitedMs, ms: performance.now() - began });
    return results;
  }
}

const unavailable = /SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|NOMEM|PROTOCOL)/;

/** Storage that is locked, full or read-only is a state to wait out; the rest is a defect. */
export function storageFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  // TypeORM's error carries the statement's parameters, which hold mail: only the driver's goes on.
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  const code = unavailable.exec(String(cause))?.[0];
  if (code) return new Failure('store.unavailable', `the database answers ${code}`, { cause });
  return Failure.of(cause);
}
