import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoff, defaultBackoff } from '../../src/domain/backoff.ts';

const attempts = fc.nat(2_000);
const random = fc.double({ min: 0, max: 1, noNaN: true });

it('doubles from a second to five minutes, half of it certain and half drawn', () => {
  expect([0, 1, 2, 8, 9, 50].map((attempt) => backoff(attempt, 1))).toEqual([
    1_000, 2_000, 4_000, 256_000, 300_000, 300_000,
  ]);
  expect([0, 1, 2, 9].map((attempt) => backoff(attempt, 0))).toEqual([500, 1_000, 2_000, 150_000]);
});

it('is a whole number within its bounds, however many tries there were', () => {
  fc.assert(
    fc.property(attempts, random, (attempt, drawn) => {
      const ms = backoff(attempt, drawn);
      expect(Number.isInteger(ms)).toBe(true);
      expect(ms).toBeGreaterThanOrEqual(defaultBackoff.minMs / 2);
      expect(ms).toBeLessThanOrEqual(defaultBackoff.maxMs);
    }),
  );
});

it('never shrinks with another try', () => {
  fc.assert(
    fc.property(attempts, random, (attempt, drawn) => {
      expect(backoff(attempt + 1, drawn)).toBeGreaterThanOrEqual(backoff(attempt, drawn));
    }),
  );
});

it('takes other bounds', () => {
  expect(backoff(0, 0.5, { minMs: 10, maxMs: 25 })).toBe(8);
  expect(backoff(9, 1, { minMs: 10, maxMs: 25 })).toBe(25);
});
