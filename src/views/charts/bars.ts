import type { Category } from '../../domain/category.ts';
import { frameOf } from './frame.ts';
import { linearScale } from './scales.ts';
import { inBothSizes, round, type Scene, type Scenes, type Size } from './scene.ts';

export interface Bars {
  /** The days, the oldest first, and what is said of each to who points at it. */
  days: { iso: string; text: string }[];
  /** From the ground up: a value a day. */
  layers: { look: string; pattern?: Category; values: number[] }[];
  /** How a value is written at the axis. */
  write: (value: number) => string;
  /** The least difference between two ticks: 1 for things that are counted. */
  step?: number;
}

/** Bars by day, one upon another. */
export function barChart(bars: Bars): Scenes {
  return inBothSizes((size) => drawBars(bars, size));
}

function drawBars({ days, layers, write, step }: Bars, size: Size): Scene {
  const totals = days.map((_, day) => sum(layers.map(({ values }) => values[day] ?? 0)));
  const scale = linearScale(Math.max(0, ...totals), size.ticks, write, step);
  const { plot, band, yOf, sceneOf } = frameOf(size, scale, days);
  const width = Math.min(38, Math.max(1, band * 0.72));
  const middle = (day: number) => plot.left + (day + 0.5) * band;

  const ground = days.map(() => 0);
  const strokes = layers.map(({ values, ...layer }) => {
    const boxes = values.map((value, day) => {
      if (value <= 0) return '';
      const below = ground[day] ?? 0;
      ground[day] = below + value;
      return box(middle(day) - width / 2, yOf(below + value), width, yOf(below));
    });
    return { ...layer, d: boxes.join('') };
  });
  return sceneOf({
    days: days.map(({ iso }, day) => ({ iso, x: round(middle(day)) })),
    strokes: strokes.filter(({ d }) => d !== ''),
    dots: [],
  });
}

function box(x: number, top: number, width: number, bottom: number): string {
  return `M${round(x)} ${top}h${round(width)}V${bottom}h${-round(width)}z`;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
