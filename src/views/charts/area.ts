import { dayLabels } from './days.ts';
import { countText } from './figures.ts';
import { linearScale } from './scales.ts';
import {
  axisLabels,
  inBothSizes,
  plotOf,
  round,
  type Scene,
  type Scenes,
  type Size,
} from './scene.ts';

/** Side by side in time, the oldest first. */
export interface AreaPoint {
  /** The beginning, ISO 8601 UTC. */
  iso: string;
  value: number;
  text: string;
}

/** Counts over time, filled down to the ground. */
export function areaChart(points: AreaPoint[]): Scenes {
  return inBothSizes((size) => drawArea(points, size));
}

function drawArea(points: AreaPoint[], size: Size): Scene {
  const scale = linearScale(
    Math.max(0, ...points.map(({ value }) => value)),
    size.ticks,
    countText,
    1,
  );
  const plot = plotOf(
    size,
    scale.ticks.map(({ text }) => text),
  );
  const band = (plot.right - plot.left) / Math.max(1, points.length);
  const yOf = (value: number) => round(plot.bottom - scale.share(value) * (plot.bottom - plot.top));
  // In steps: a count holds for its whole hour, and a slope would tell of hours that were not so.
  const top = points.map(({ value }) => `V${yOf(value)}h${round(band * 100) / 100}`).join('');
  const axis = scale.ticks.map(({ at, text }) => ({ y: yOf(at), text }));
  return {
    width: size.width,
    height: size.height,
    plot,
    grid: axis.map(({ y }) => y),
    labels: [
      ...axisLabels(plot, axis),
      ...dayLabels(midnights(points, plot, band), plot, size.width),
    ],
    strokes: [
      { look: 'area', d: `M${round(plot.left)} ${plot.bottom}${top}V${plot.bottom}z` },
      { look: 'line edge', d: `M${round(plot.left)} ${yOf(points[0]?.value ?? 0)}${top}` },
    ],
    dots: [],
    hits: size.hover
      ? points.map(({ text }, i) => ({
          x: round(plot.left + i * band),
          width: round(band),
          text,
        }))
      : [],
  };
}

/** Where a day begins among the points; its label stands where the day does. */
function midnights(points: AreaPoint[], plot: Scene['plot'], band: number) {
  return points.flatMap(({ iso }, i) =>
    iso.slice(11, 13) === '00' ? [{ iso, x: round(plot.left + i * band) }] : [],
  );
}
