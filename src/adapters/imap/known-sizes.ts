import { uidBatches } from './uid-set.ts';

const atOnce = 2_000;

/**
 * One FETCH of sizes.
 * @param due what must be in the answer unless it is gone
 */
export type AskForSizes = (
  uids: readonly number[],
  due: readonly number[],
) => Promise<Map<number, number>>;

/**
 * The sizes of a folder's messages, which never change. Over a long line a question costs a round
 * trip and hardly more for many messages than for one: with what is asked for come the sizes of what
 * a SEARCH found beyond it, which will likely be asked for next.
 */
export class KnownSizes {
  readonly #ask: AskForSizes;
  readonly #sizes = new Map<number, number>();
  #found: readonly number[] = [];

  constructor(ask: AskForSizes) {
    this.#ask = ask;
  }

  /** When the folder is opened anew: its numbers may be of other mail. */
  clear(): void {
    this.#sizes.clear();
    this.#found = [];
  }

  /** UIDs of a SEARCH, ascending. */
  noteFound(uids: readonly number[]): void {
    this.#found = uids;
  }

  /** What is gone has none any more. */
  forget(uids: readonly number[]): void {
    for (const uid of uids) this.#sizes.delete(uid);
  }

  get(uid: number): number | undefined {
    return this.#sizes.get(uid);
  }

  /** Asks the server for those that are not known; what is gone stays unknown. */
  async learn(uids: readonly number[]): Promise<void> {
    const unknown = uids.filter((uid) => !this.#sizes.has(uid));
    if (unknown.length === 0) return;
    const next = this.#next(unknown);
    try {
      await this.#fetch(unknown, next);
    } catch (error) {
      if (next.length === 0) throw error;
      // What nobody wants yet must not be to blame for what is wanted now.
      this.#found = [];
      await this.#fetch(unknown, []);
    }
  }

  /** In as many commands as it takes for `wanted`; of `next` as much as these still have room for. */
  async #fetch(wanted: readonly number[], next: readonly number[]): Promise<void> {
    const isWanted = new Set(wanted);
    for (const batch of uidBatches([...wanted, ...next], { count: atOnce })) {
      const due = batch.filter((uid) => isWanted.has(uid));
      if (due.length === 0) return;
      for (const [uid, size] of await this.#ask(batch, due)) this.#sizes.set(uid, size);
    }
  }

  /** Behind all that is wanted, so that it never goes first. */
  #next(wanted: readonly number[]): number[] {
    const last = wanted.reduce((a, b) => Math.max(a, b), 0);
    return this.#found.filter((uid) => uid > last && !this.#sizes.has(uid)).slice(0, atOnce);
  }
}
