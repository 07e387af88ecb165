import { describe, expect, test } from 'vitest';

import { KnownSizes } from '../../../src/adapters/imap/known-sizes.ts';

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** A folder where each message is ten times as large as its UID says. */
function asking(answer = (uids: readonly number[]) => uids) {
  const asked: { uids: readonly number[]; due: readonly number[] }[] = [];
  const sizes = new KnownSizes(async (uids, due) => {
    asked.push({ uids, due });
    return new Map(answer(uids).map((uid) => [uid, uid * 10]));
  });
  return { sizes, asked };
}

describe('sizes', () => {
  test('of what a SEARCH found behind what is wanted come with it', async () => {
    const { sizes, asked } = asking();
    sizes.noteFound([1, 2, 3, 4, 7]);
    await sizes.learn([2, 3]);
    await sizes.learn([4, 7]);
    expect(asked).toEqual([{ uids: [2, 3, 4, 7], due: [2, 3] }]);
    expect([1, 2, 3, 4, 7].map((uid) => sizes.get(uid))).toEqual([undefined, 20, 30, 40, 70]);
  });

  test('never take a command more for what nobody wants yet', async () => {
    const { sizes, asked } = asking();
    // Every UID a range of its own: some 150 of them fill a command line.
    const sparse = range(1, 3_000).map((n) => 10_000 + 2 * n);
    sizes.noteFound(sparse);
    await sizes.learn(sparse.slice(0, 10));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.uids.length).toBeGreaterThan(10);
    await sizes.learn(sparse.slice(0, 400));
    expect(asked.slice(1).every(({ due }) => due.length > 0)).toBe(true);
    expect(sparse.slice(0, 400).every((uid) => sizes.get(uid) === uid * 10)).toBe(true);
  });

  test('that cannot be had for one message can be had for those that are wanted', async () => {
    const { sizes, asked } = asking((uids) => {
      if (uids.includes(9)) throw new Error('NO');
      return uids;
    });
    sizes.noteFound([1, 2, 9]);
    await sizes.learn([1]);
    await sizes.learn([2]);
    expect(sizes.get(2)).toBe(20);
    expect(asked.map(({ uids }) => uids)).toEqual([[1, 2, 9], [1], [2]]);
    await expect(sizes.learn([9])).rejects.toThrow('NO');
  });

  test('are not those of the same numbers when the folder was opened anew', async () => {
    const { sizes } = asking();
    await sizes.learn([1]);
    sizes.clear();
    expect(sizes.get(1)).toBeUndefined();
  });
});
