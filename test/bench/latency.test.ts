import { describe, expect, test } from 'vitest';
import { Announcements } from '../../bench/parts/announcements.ts';
import { percentile } from '../../bench/parts/percentile.ts';

describe('a percentile', () => {
  const values = Array.from({ length: 300 }, (_, i) => 300 - i);

  test('is a value that so many do not exceed', () => {
    expect(percentile(values, 0.5)).toBe(150);
    expect(percentile(values, 0.99)).toBe(297);
    expect(percentile(values, 1)).toBe(300);
    expect(percentile([7], 0.01)).toBe(7);
  });

  test('of nothing there is none', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});

describe('a message is announced', () => {
  const chunk = (text: string) => Buffer.from(text, 'latin1');

  test('by the first EXISTS that counts it, on whatever connection', () => {
    const seen = new Announcements();
    const [one, other] = [seen.reader(), seen.reader()];
    one(chunk('* OK ready\r\n* 2 EXISTS\r\n'), 10);
    other(chunk('* 1 EXISTS\r\n* 3 EXISTS\r\n'), 20);
    one(chunk('* 3 EXISTS\r\n* 1 RECENT\r\n'), 30);
    expect([1, 2, 3, 4].map((n) => seen.of(n))).toEqual([10, 10, 20, undefined]);
  });

  test('when the end of the line has come, wherever the chunks are cut', () => {
    const seen = new Announcements();
    const read = seen.reader();
    read(chunk('+ idling\r\n* 1'), 1);
    read(chunk('2 EXISTS\r'), 2);
    read(chunk('\n'), 3);
    expect([1, 12, 13].map((n) => seen.of(n))).toEqual([3, 3, undefined]);
  });

  test('not by what only looks like it', () => {
    const seen = new Announcements();
    seen.reader()(chunk('* 5 EXPUNGE\r\n a * 5 EXISTS\r\n* SEARCH 5\r\n* 5 EXISTS?\r\n'), 1);
    expect(seen.of(1)).toBeUndefined();
  });
});
