import fc from 'fast-check';
import { expect, test } from 'vitest';

import { uidBatches, uidSet } from '../../../src/adapters/imap/uid-set.ts';

const anyUids = fc.array(fc.integer({ min: 1, max: 4_294_967_295 }), { maxLength: 400 });

function expand(set: string): number[] {
  return set.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split(':').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

test('writes neighbours as ranges', () => {
  expect(uidSet([1, 2, 3, 5, 8, 9])).toBe('1:3,5,8:9');
  expect(uidSet([7])).toBe('7');
  expect(uidSet([])).toBe('');
});

test('names every UID once, and no other', () => {
  fc.assert(
    fc.property(anyUids, (uids) => {
      const named = [...uidBatches(uids, { count: 50 })].flatMap((batch) => expand(uidSet(batch)));
      expect(named).toEqual([...new Set(uids)].toSorted((a, b) => a - b));
    }),
  );
});

test('keeps batches within the count and the command line short', () => {
  fc.assert(
    fc.property(anyUids, fc.integer({ min: 1, max: 300 }), (uids, count) => {
      for (const batch of uidBatches(uids, { count })) {
        expect(batch.length).toBeLessThanOrEqual(count);
        expect(uidSet(batch).length).toBeLessThan(950);
      }
    }),
  );
});

test('a hundred thousand neighbours make few commands', () => {
  const uids = Array.from({ length: 100_000 }, (_, i) => i + 1);
  expect([...uidBatches(uids, { count: 2_000 })]).toHaveLength(50);
});

test('bounds the bytes of a batch, with room for one that is heavier', () => {
  const sizes = [10, 10, 10, 500, 10];
  const weigh = (uid: number) => sizes[uid - 1] ?? 0;
  expect([...uidBatches([5, 4, 3, 2, 1], { count: 100, bytes: 20 }, weigh)]).toEqual([
    [1, 2],
    [3],
    [4],
    [5],
  ]);
});
