import { durationText } from './figures.ts';
import { frameOf } from './frame.ts';
import { durationScale } from './scales.ts';
import {
  type Dot,
  inBothSizes,
  round,
  type Scene,
  type Scenes,
  type Size,
  type Stroke,
} from './scene.ts';

/** Milliseconds; a day without a figure breaks the lines, since nothing was as quick as zero. */
export interface SpreadDay {
  iso: string;
  text: string;
  took: { p50: number; p90: number; p99: number } | null;
}

/** Half and nine in ten as a band, 99 in 100 as a broken line above it. */
export function spreadChart(days: SpreadDay[]): Scenes {
  return inBothSizes((size) => drawSpread(days, size));
}

interface Point {
  x: number;
  p50: number;
  p90: number;
  p99: number;
}

function drawSpread(days: SpreadDay[], size: Size): Scene {
  const all = days.flatMap(({ took }) => (took ? [took.p50, took.p90, took.p99] : []));
  const scale = durationScale(all, size.ticks, (ms) => (ms === 0 ? '0' : durationText(ms)));
  const { plot, band, yOf, sceneOf } = frameOf(size, scale, days);
  const xOf = (day: number) => round(plot.left + (day + 0.5) * band);
  const runs = runsOf(
    days.map(
      ({ took }, day) =>
        took && { x: xOf(day), p50: yOf(took.p50), p90: yOf(took.p90), p99: yOf(took.p99) },
    ),
  );
  return sceneOf({
    days: days.map(({ iso }, day) => ({ iso, x: xOf(day) })),
    strokes: runs.flatMap(linesOf),
    dots: runs.flatMap((run) => (run.length === 1 || band >= 16 ? dotsOf(run) : [])),
  });
}

/** Days that follow each other without a gap. */
function runsOf(points: (Point | null)[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point) runs.at(-1)?.push(point);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

function linesOf(run: Point[]): Stroke[] {
  if (run.length < 2) {
    return run.map(({ x, p50, p90 }) => ({
      look: 'spread',
      d: `M${x - 5} ${p90}h10V${p50}h-10z`,
    }));
  }
  const back = run.toReversed().map(({ x, p50 }) => `L${x} ${p50}`);
  return [
    { look: 'spread', d: `${line(run.map(({ x, p90 }) => ({ x, y: p90 })))}${back.join('')}z` },
    { look: 'line half', d: line(run.map(({ x, p50 }) => ({ x, y: p50 }))) },
    { look: 'line worst', d: line(run.map(({ x, p99 }) => ({ x, y: p99 }))) },
  ];
}

function dotsOf(run: Point[]): Dot[] {
  return run.flatMap(({ x, p50, p99 }) => [
    { x, y: p50, look: 'half' },
    { x, y: p99, look: 'worst' },
  ]);
}

function line(points: { x: number; y: number }[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}
