import { dayLabels } from './days.ts';
import type { Scale } from './scales.ts';
import { axisLabels, plotOf, round, type Scene, type Size } from './scene.ts';

/** What a chart draws into its frame; the days are where their labels stand. */
type Marks = Pick<Scene, 'strokes' | 'dots'> & { days: { iso: string; x: number }[] };

/**
 * What every chart over time has: a plot with an axis of values, and a band a moment, side by side.
 * @param moments what is said of each to who points at it
 */
export function frameOf(size: Size, scale: Scale, moments: { text: string }[]) {
  const { width, height } = size;
  const plot = plotOf(
    size,
    scale.ticks.map(({ text }) => text),
  );
  const band = (plot.right - plot.left) / Math.max(1, moments.length);
  const yOf = (value: number) => round(plot.bottom - scale.share(value) * (plot.bottom - plot.top));
  const axis = scale.ticks.map(({ at, text }) => ({ y: yOf(at), text }));
  const hits = size.hover
    ? moments.map(({ text }, i) => ({ x: round(plot.left + i * band), width: round(band), text }))
    : [];

  const sceneOf = ({ days, strokes, dots }: Marks): Scene => ({
    width,
    height,
    plot,
    grid: axis.map(({ y }) => y),
    labels: [...axisLabels(plot, axis), ...dayLabels(days, plot, width)],
    strokes,
    dots,
    hits,
  });
  return { plot, band, yOf, sceneOf };
}
