import { describe, expect, test } from 'vitest';
import type { Trial } from '../../bench/growth.ts';
import { drawGrowth } from '../../bench/growth-chart.ts';
import { type Growth, pointOf } from '../../bench/growth-point.ts';
import { compositionOf, mixture } from '../../bench/parts/mixture.ts';
import { axisTo, count } from '../../bench/parts/svg.ts';
import { trendOf } from '../../bench/parts/trend.ts';

const trial = (changed: Partial<Trial> = {}): Trial => ({
  messages: 1_000,
  mailboxes: 1,
  rate: 200,
  cpuMsPerMessage: 3,
  ownCores: 0.7,
  coresBusy: 0.8,
  peakResident: 200e6,
  database: 5e6,
  waits: [10, 20, 30],
  ...changed,
});

describe('a trend', () => {
  test('of a straight line is its slope, without an error', () => {
    const points = [1, 2, 3, 4].map((x) => ({ x, y: 7 + 2.5 * x }));
    expect(trendOf(points)).toEqual({ slope: 2.5, standardError: 0 });
  });

  test('of scattered points has the error that statistics gives it', () => {
    const points = [0, 1, 2, 3].map((x) => ({ x, y: x % 2 === 0 ? 0 : 1 }));
    const { slope, standardError } = trendOf(points);
    expect(slope).toBeCloseTo(0.2);
    // Squared residuals of 0.8 over 2 degrees of freedom and a spread of x of 5.
    expect(standardError).toBeCloseTo(Math.sqrt(0.8 / 2 / 5));
  });

  test('needs three points apart', () => {
    const point = { x: 1, y: 1 };
    expect(() => trendOf([point, { x: 2, y: 2 }])).toThrow(RangeError);
    expect(() => trendOf([point, point, point])).toThrow(RangeError);
  });
});

describe('a mixture', () => {
  const make = mixture({ size: 10, mail: (i) => `real ${i}` });
  const mails = Array.from({ length: 400 }, (_, i) => make(i));

  test('tells the corpus in its order, and every fifth mail comes twice', () => {
    const { real, skipped, machineMade } = compositionOf(mails.length);
    expect({ real, skipped, machineMade }).toEqual({ real: 60, skipped: 140, machineMade: 200 });
    const told = [...new Set(mails)].filter((mail) => mail.startsWith('real '));
    expect(told).toEqual(Array.from({ length: real }, (_, i) => `real ${i}`));
    expect(mails.length - new Set(mails).size).toBe(mails.length / 5);
  });

  test('is the same in every run', () => {
    expect(make(123)).toBe(make(123));
  });
});

describe('a point of the growth', () => {
  test('has medians of its rounds, and the arrivals of all of them', () => {
    const trials = [trial(), trial({ rate: 260, waits: [90] }), trial({ rate: 210, waits: [] })];
    expect(pointOf(trials)).toMatchObject({
      rounds: 3,
      messagesPerSecond: { median: 210, least: 200, most: 260 },
      peakRssMb: { median: 200 },
      draftReadableMs: { p50: 20, p99: 90, arrivals: 4 },
    });
  });

  test.each([
    [{ ownCores: 0.6, coresBusy: 0.99 }, 'all cores'],
    [{ ownCores: 1.02, coresBusy: 0.7 }, 'main thread'],
    [{ ownCores: 0.3, coresBusy: 0.4 }, 'waiting'],
  ])('at %j is limited by %s', (load, limit) => {
    expect(pointOf([trial(load)]).limit).toContain(limit);
  });
});

test.each([
  [0.7, [0, 0.2, 0.4, 0.6, 0.8]],
  [4, [0, 1, 2, 3, 4]],
  [187, [0, 50, 100, 150, 200]],
  [300, [0, 100, 200, 300]],
  [1_001, [0, 500, 1_000, 1_500]],
])('an axis to %d has round ticks that reach it', (highest, ticks) => {
  const axis = axisTo(highest);
  expect(axis.ticks.map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
  expect(axis.end).toBeGreaterThanOrEqual(highest);
});

test('numbers are written for people', () => {
  expect([0, 7.25, 12.4, 100_000].map(count)).toEqual(['0', '7.3', '12', '100,000']);
});

describe('the drawing', () => {
  const growth: Growth = {
    machine: {
      cores: 2,
      cpu: 'A <fast> & "good" one',
      memoryGb: 8,
      node: 'v20',
      kernel: 'Linux',
      load: 0,
      othersBusy: 0,
    },
    quick: false,
    mail: 'real and short',
    notes: [],
    points: [
      trial({ rate: 111 }),
      trial({ messages: 10_000, rate: 222 }),
      trial({ messages: 100_000, rate: 333, peakResident: 400e6 }),
      trial({ messages: 10_000, mailboxes: 64, rate: 444 }),
    ].map((one) => pointOf([one])),
  };
  const svg = drawGrowth(growth);

  test('says every size in its column, and no size twice', () => {
    const words = /<desc[^>]*>(.*?)<\/desc>/.exec(svg)?.[1];
    expect(words).toContain('More messages, in one mailbox. 1,000 messages: 111');
    expect(words).toContain('More mailboxes, 10,000 messages in all. 1 mailboxes: 222');
    expect(words?.match(/ a second/g)).toHaveLength(5);
  });

  test('keeps every dot above the floor and below the top of its panel', () => {
    const heights = [...svg.matchAll(/<circle [^>]*cy="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect(heights).toHaveLength(5 * 4);
    const height = Number(/viewBox="0 0 \d+ (\d+)"/.exec(svg)?.[1]);
    expect(heights.filter((y) => y < 60 || y > height - 60)).toEqual([]);
    // The more, the higher.
    expect(heights[0]).toBeGreaterThan(heights[1] ?? 0);
  });

  test('names the machine as text, whatever it is called', () => {
    expect(svg).toContain('2 × A &lt;fast&gt; &amp; &quot;good&quot; one, Node v20');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('follows the scheme of the reader by itself', () => {
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
  });
});
