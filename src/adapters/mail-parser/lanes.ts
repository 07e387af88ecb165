import { Failure } from '../../domain/failure.ts';
import type { Answer } from './child.ts';
import { ParserPool } from './pool.ts';

interface LaneOptions {
  deadlineMs: number;
  /** Ordinary mail takes milliseconds. */
  patienceMs: number;
  memoryMb: number;
  processes: number;
}

/**
 * Two pools, so that no queue of mails which each take the whole deadline stands before an ordinary
 * one: what is not read within the patience starts again in the slow lane, where only its like
 * waits for it. The slow lane has no process while nothing is slow.
 */
export class ParserLanes {
  readonly #quick: ParserPool;
  readonly #slow: ParserPool | null;

  constructor({ deadlineMs, patienceMs, ...limits }: LaneOptions) {
    const isPatient = patienceMs >= deadlineMs;
    const quickMs = Math.min(patienceMs, deadlineMs);
    this.#quick = new ParserPool({ ...limits, deadlineMs: quickMs, standby: true });
    this.#slow = isPatient ? null : new ParserPool({ ...limits, deadlineMs, standby: false });
  }

  async parse(source: Buffer, signal: AbortSignal): Promise<Answer> {
    try {
      return await this.#quick.parse(source, signal);
    } catch (error) {
      const isSlow = error instanceof Failure && error.code === 'mail.timeout';
      if (!this.#slow || !isSlow) throw error;
      return await this.#slow.parse(source, signal);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#quick.close(), this.#slow?.close()]);
  }
}
