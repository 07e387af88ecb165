import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** What one caller may do in a minute; 0: as much as they like. */
export interface Rates {
  /** Requests that change something. */
  changes: number;
  /** Searches; an export or a rehearsal counts as ten. */
  reads: number;
}

export const generous: Rates = { changes: 3_000, reads: 600 };

const windowSeconds = 60;
/** Deliveries of drafts are many and cheap: ten count as one change. */
const points = 10;

interface Cost {
  of: keyof Rates;
  points: number;
}

const costs: Readonly<Record<string, Cost>> = {
  'POST /drafts': { of: 'changes', points: 1 },
  'GET /drafts.csv': { of: 'reads', points: 10 * points },
  'POST /messages/:id/replay': { of: 'reads', points: 10 * points },
};

/** @param searches it has words to look for; null: it costs nothing */
export function costOf(route: string, searches: boolean): Cost | null {
  const known = Object.hasOwn(costs, route) ? costs[route] : undefined;
  if (known) return known;
  if (!/^(GET|HEAD|OPTIONS) /.test(route)) return { of: 'changes', points };
  return searches ? { of: 'reads', points } : null;
}

/** Counts by caller, in this process and in memory; every process has its own count. */
export class RateCounts {
  readonly #limiters: Partial<Record<keyof Rates, RateLimiterMemory>> = {};

  constructor(rates: Rates) {
    for (const of of ['changes', 'reads'] as const) {
      if (rates[of] === 0) continue;
      this.#limiters[of] = new RateLimiterMemory({
        keyPrefix: of,
        points: rates[of] * points,
        duration: windowSeconds,
      });
    }
  }

  /** @returns how long to wait, in milliseconds; 0: it may be done */
  async waitFor(key: string, cost: Cost): Promise<number> {
    try {
      await this.#limiters[cost.of]?.consume(key, cost.points);
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
      throw refusal;
    }
  }
}
