import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaChart } from '../../src/views/charts/area.ts';
import { barChart } from '../../src/views/charts/bars.ts';
import { dayLabels, dayText, lastDays, weekdayText } from '../../src/views/charts/days.ts';
import { countText, durationText, usdText } from '../../src/views/charts/figures.ts';
import { durationScale, isWide, linearScale } from '../../src/views/charts/scales.ts';
import { type Scene, widthOf } from '../../src/views/charts/scene.ts';
import { spreadChart } from '../../src/views/charts/spread.ts';

const noon = Date.parse('2026-03-02T12:00:00Z');
const days = (n: number) => lastDays(n, noon).map((iso) => ({ iso, text: iso }));

/** No label is cut off, and none on one line touches another. */
function expectLegible({ labels, width, height }: Scene): void {
  const boxes = labels.map(({ x, y, text, anchor }) => {
    const long = widthOf(text);
    const left = anchor === 'start' ? x : anchor === 'end' ? x - long : x - long / 2;
    return { left, right: left + long, y };
  });
  for (const box of boxes) {
    expect(box.left).toBeGreaterThanOrEqual(-0.1);
    expect(box.right).toBeLessThanOrEqual(width + 0.1);
    expect(box.y).toBeLessThanOrEqual(height);
    const others = boxes.filter((other) => other !== box && Math.abs(other.y - box.y) < 10);
    for (const other of others) {
      expect(other.right <= box.left || other.left >= box.right).toBe(true);
    }
  }
}

function numbersOf(path: string): number[] {
  return (path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
}

describe('a linear scale', () => {
  it.each([
    [0, ['0', '1']],
    [3, ['0', '1', '2', '3']],
    [7, ['0', '2', '4', '6', '8']],
    [99, ['0', '20', '40', '60', '80', '100']],
    [1_234, ['0', '500', '1k', '1.5k']],
  ])('of counts up to %d has ticks that people would have chosen', (max, texts) => {
    expect(linearScale(max, 5, countText, 1).ticks.map(({ text }) => text)).toEqual(texts);
  });

  it('writes fractions as they are meant', () => {
    const texts = linearScale(0.0029, 5, String).ticks.map(({ text }) => text);
    expect(texts).toEqual(['0', '0.001', '0.002', '0.003']);
  });

  it('holds every value between the ground and the top', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (max) => {
        const scale = linearScale(max, 5, String);
        expect(scale.ticks.length).toBeLessThanOrEqual(7);
        expect(scale.ticks.at(-1)?.at).toBeGreaterThanOrEqual(max * (1 - 1e-6));
        expect(scale.share(max)).toBeGreaterThan(0.4);
      }),
    );
  });
});

describe('a scale of durations', () => {
  it('is linear where they are alike, in the units of clocks', () => {
    const scale = durationScale([900, 4_000], 4, durationText);
    expect(scale.ticks.map(({ text }) => text)).toEqual(['0 ms', '1 s', '2 s', '3 s', '4 s']);
    expect(scale.share(2_000)).toBeCloseTo(0.5);
  });

  it('is logarithmic where the slow would flatten the quick', () => {
    const values = [300, 600_000];
    const scale = durationScale(values, 4, durationText);
    expect(isWide(values)).toBe(true);
    expect(scale.share(300)).toBeGreaterThan(0);
    expect(scale.share(3_000)).toBeGreaterThan(0.25);
    expect(scale.ticks.at(-1)?.text).toBe('10 min');
    expect(scale.ticks.length).toBeGreaterThan(2);
  });

  it('keeps any range on the plot', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e11 }), { minLength: 1 }), (values) => {
        const scale = durationScale(values, 4, durationText);
        for (const value of values) {
          expect(scale.share(value)).toBeGreaterThanOrEqual(0);
          expect(scale.share(value)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('figures', () => {
  it('are short and never say less than is true', () => {
    expect([0, 999, 1_250, 30_000, 999_900].map(countText)).toEqual([
      '0',
      '999',
      '1.3k',
      '30k',
      '1M',
    ]);
    expect([0, 0.0004, 0.123, 12, 12_345].map(usdText)).toEqual([
      '$0',
      '$0.0004',
      '$0.12',
      '$12.00',
      '$12,345',
    ]);
    expect([448.2, 1_200, 2_100, 23_400, 90_000, 7_200_000].map(durationText)).toEqual([
      '449 ms',
      '1.2 s',
      '2.1 s',
      '24 s',
      '1.5 min',
      '2 h',
    ]);
  });

  it('carry into the next unit instead of 60 of the smaller one', () => {
    expect(durationText(59_400)).toBe('1 min');
    expect(durationText(999.5)).toBe('1 s');
    expect(durationText(23.5 * 3_600_000)).toBe('1 d');
    expect(durationText(0)).toBe('0 ms');
  });
});

describe('days', () => {
  it('are those of UTC up to today, across months', () => {
    expect(lastDays(4, noon)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(dayText('2026-03-02')).toBe('2 Mar');
    expect(weekdayText('2026-03-02')).toBe('Mon 2 Mar');
  });

  it.each([1, 2, 7, 30, 90, 366])('of %d have labels that neither clip nor overlap', (n) => {
    const plot = { left: 40, right: 316, top: 12, bottom: 174 };
    const band = (plot.right - plot.left) / n;
    const labels = dayLabels(
      days(n).map(({ iso }, i) => ({ iso, x: plot.left + (i + 0.5) * band })),
      plot,
      320,
    );
    expectLegible({
      width: 320,
      height: 200,
      plot,
      grid: [],
      labels,
      strokes: [],
      dots: [],
      hits: [],
    });
    expect(labels.at(-1)?.text).toBe('2 Mar');
  });
});

describe('bars', () => {
  it('stand one upon another, and a day without any has none', () => {
    const { wide } = barChart({
      days: days(3),
      layers: [
        { look: 'bar', pattern: 'Lead', values: [1, 0, 2] },
        { look: 'bar', pattern: 'Spam', values: [1, 0, 2] },
      ],
      write: countText,
      step: 1,
    });
    const [lead, spam] = wide.strokes;
    expect(lead?.pattern).toBe('Lead');
    expect(lead?.d.match(/M/g)).toHaveLength(2);
    const top = (path = '') => numbersOf(path.split('z')[1] ?? '')[1] ?? 0;
    // The second begins where the first ends, and the tallest bar reaches the top of the plot.
    expect(top(spam?.d)).toBeCloseTo(wide.plot.top);
    expect(top(lead?.d)).toBeCloseTo((wide.plot.top + wide.plot.bottom) / 2);
    expect(spam?.d).toContain(`V${top(lead?.d)}`);
  });

  it.each([7, 30, 90])('of %d days are legible in both widths, and say their figures once', (n) => {
    const chart = barChart({
      days: days(n),
      layers: [{ look: 'bar', values: days(n).map((_, i) => i * 1_000) }],
      write: countText,
    });
    expectLegible(chart.wide);
    expectLegible(chart.narrow);
    expect(chart.wide.hits).toHaveLength(n);
    expect(chart.narrow.hits).toHaveLength(0);
  });
});

describe('a spread', () => {
  const took = { p50: 1_000, p90: 2_000, p99: 4_000 };

  it('breaks where a day has no figure, and shows a day between two such', () => {
    const chart = spreadChart(
      days(7).map((day, i) => ({ ...day, took: i === 2 || i === 4 ? null : took })),
    );
    const halves = chart.wide.strokes.filter(({ look }) => look === 'line half');
    expect(halves).toHaveLength(2);
    expect(chart.wide.dots.filter(({ look }) => look === 'half')).toHaveLength(5);
    expectLegible(chart.wide);
    expectLegible(chart.narrow);
  });

  it('puts the slower higher', () => {
    const { wide } = spreadChart(days(2).map((day) => ({ ...day, took })));
    const [half, worst] = wide.dots;
    expect(half?.look).toBe('half');
    expect(worst?.y).toBeLessThan(half?.y ?? 0);
  });
});

describe('an area', () => {
  it('stays on its plot, and names the midnights', () => {
    const points = Array.from({ length: 96 }, (_, hour) => ({
      iso: new Date(Date.parse('2026-02-27T00:00:00Z') + hour * 3_600_000).toISOString(),
      value: hour % 24,
      text: String(hour),
    }));
    const { wide, narrow } = areaChart(points);
    const texts = wide.labels.map(({ text }) => text);
    for (const day of ['27 Feb', '28 Feb', '1 Mar', '2 Mar']) expect(texts).toContain(day);
    expectLegible(wide);
    expectLegible(narrow);
    const heights = numbersOf((wide.strokes[1]?.d ?? '').replaceAll(/h[\d.]+/g, '')).slice(1);
    for (const y of heights) {
      expect(y).toBeGreaterThanOrEqual(wide.plot.top);
      expect(y).toBeLessThanOrEqual(wide.plot.bottom);
    }
  });
});
