import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets requests through at a steady rate, with a burst before it (the generic cell rate algorithm:
 * a token bucket that is only two times). What waits goes in the order in which it came.
 */
export class RateLimit {
  readonly #intervalMs: number;
  readonly #burstMs: number;
  /** When the bucket will be full again; ms on the monotonic clock. */
  #full = 0;
  #pausedUntil = 0;

  /** @param burst how many may go at once after a time without any */
  constructor(perSecond: number, burst: number) {
    this.#intervalMs = 1_000 / perSecond;
    this.#burstMs = (burst - 1) * this.#intervalMs;
  }

  /** Nothing goes for so long: the other side said so. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + ms);
  }

  /** How long a request that came now would wait, ms. */
  get waitMs(): number {
    const now = performance.now();
    return Math.max(0, this.#pausedUntil - now, this.#full - this.#burstMs - now);
  }

  /** Resolves when the request may go. Rejects with the signal's reason. */
  async take(signal: AbortSignal): Promise<void> {
    const wait = this.waitMs;
    this.#full = Math.max(this.#full, performance.now() + wait) + this.#intervalMs;
    if (wait > 0) await sleep(wait, undefined, { signal, ref: false });
    // Paused while it waited.
    while (this.#pausedUntil > performance.now()) {
      await sleep(this.#pausedUntil - performance.now(), undefined, { signal, ref: false });
    }
    signal.throwIfAborted();
  }
}
