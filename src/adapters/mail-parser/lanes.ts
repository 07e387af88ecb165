import { Failure } from '../../domain/failure.ts';
import type { Order } from './child.ts';
import { ParserPool } from './pool.ts';
import type { Outcome } from './process.ts';

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

  async read(order: Order, signal: AbortSignal): Promise<Outcome> {
    try {
      const outcome = await this.#quick.read(order, signal);
      if (!this.#slow || outcome.cutShort?.code !== 'mail.timeout') return outcome;
      return await this.#slow.read(order, signal).catch((error: unknown) => {
        // All but its attachments was read before.
        if (error instanceof Failure && !signal.aborted) return outcome;
        throw error;
      });
    } catch (error) {
      const isSlow = error instanceof Failure && error.code === 'mail.timeout';
      if (!this.#slow || !isSlow || signal.aborted) throw error;
      return await this.#slow.read(order, signal);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#quick.close(), this.#slow?.close()]);
  }
}
