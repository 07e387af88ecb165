import { countText } from './figures.ts';
import { frameOf } from './frame.ts';
import { linearScale } from './scales.ts';
import { inBothSizes, round, type Scene, type Scenes, type Size } from './scene.ts';

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
  const { plot, band, yOf, sceneOf } = frameOf(size, scale, points);
  // In steps: a count holds for its whole hour, and a slope would tell of hours that were not so.
  const top = points.map(({ value }) => `V${yOf(value)}h${round(band * 100) / 100}`).join('');
  return sceneOf({
    days: midnights(points, plot, band),
    strokes: [
      { look: 'area', d: `M${round(plot.left)} ${plot.bottom}${top}V${plot.bottom}z` },
      { look: 'line edge', d: `M${round(plot.left)} ${yOf(points[0]?.value ?? 0)}${top}` },
    ],
    dots: [],
  });
}

/** Where a day begins among the points; its label stands where the day does. */
function midnights(points: AreaPoint[], plot: Scene['plot'], band: number) {
  return points.flatMap(({ iso }, i) =>
    iso.slice(11, 13) === '00' ? [{ iso, x: round(plot.left + i * band) }] : [],
  );
}
