/** Bounds of a backoff, in milliseconds. */
export interface BackoffBounds {
  minMs: number;
  maxMs: number;
}

export const defaultBackoff: BackoffBounds = { minMs: 1_000, maxMs: 300_000 };

/**
 * Exponential backoff with "equal jitter": half of the doubled delay is certain, half is drawn, so
 * that many clients neither come back at once nor hammer.
 * @param attempt failed tries so far, from 0
 * @param random 0 to 1
 * @returns milliseconds, from `minMs / 2` to `maxMs`
 */
export function backoff(attempt: number, random: number, bounds = defaultBackoff): number {
  const ceiling = Math.min(bounds.maxMs, bounds.minMs * 2 ** attempt);
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
