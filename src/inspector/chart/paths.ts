import { distance, type Point, round } from './drawing.ts';

export const headLength = 9;
const headWidth = 7;
const radius = 7;

/** A line with rounded corners, which ends where its head begins. */
export function linePath(points: Point[]): string {
  const line = withoutRepeats(points);
  const end = line.at(-1);
  if (!end) return '';
  line[line.length - 1] = toward(end, line.at(-2) ?? end, headLength - 1);
  return line.map((point, i) => step(line, point, i)).join('');
}

function step(line: Point[], point: Point, i: number): string {
  const before = line[i - 1];
  const after = line[i + 1];
  if (!before) return `M${at(point)}`;
  if (!after) return `L${at(point)}`;
  const reach = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
  return `L${at(toward(point, before, reach))}Q${at(point)} ${at(toward(point, after, reach))}`;
}

/** The head at the end of a line, as a triangle. */
export function headPath(points: Point[]): string {
  const line = withoutRepeats(points);
  const tip = line.at(-1);
  const before = line.at(-2);
  if (!tip || !before) return '';
  const base = toward(tip, before, headLength);
  const length = distance(tip, before);
  const side = {
    x: (-(tip.y - before.y) / length) * (headWidth / 2),
    y: ((tip.x - before.x) / length) * (headWidth / 2),
  };
  const left = { x: base.x + side.x, y: base.y + side.y };
  const right = { x: base.x - side.x, y: base.y - side.y };
  return `M${at(tip)}L${at(left)}L${at(right)}Z`;
}

function withoutRepeats(points: Point[]): Point[] {
  return points.filter((point, i) => i === 0 || distance(point, points[i - 1]!) > 0.01);
}

function toward(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  const part = Math.min(1, length / whole);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
