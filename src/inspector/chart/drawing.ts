import type { Contents } from './contents.ts';
import type { ChartState } from './graph.ts';
import type { Size } from './measure.ts';
import type { Arrow } from './picture.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Area extends Point, Size {}

export interface PlacedState {
  state: ChartState;
  contents: Contents;
  area: Area;
}

export interface PlacedArrow {
  arrow: Arrow;
  line: Point[];
  /** The stack of its labels, and what is reserved behind it. */
  labels: Area;
}

/** A place for everything, in pixels at its natural size. */
export interface Drawing extends Size {
  /** Containers before what lies within. */
  states: PlacedState[];
  arrows: PlacedArrow[];
  /** Dots of initial states, and the signs from which a container's own transitions start. */
  dots: Area[];
  signs: Area[];
  /** From the dots to the initial states, from history states to where they lead at first. */
  starts: Point[][];
}

export const nothing: Drawing = {
  width: 0,
  height: 0,
  states: [],
  arrows: [],
  dots: [],
  signs: [],
  starts: [],
};

/** The same drawing elsewhere. */
export function moved(drawing: Drawing, by: Point): Drawing {
  const point = ({ x, y }: Point): Point => ({ x: round(x + by.x), y: round(y + by.y) });
  const area = (one: Area): Area => ({ ...one, ...point(one) });
  return {
    ...drawing,
    states: drawing.states.map((state) => ({ ...state, area: area(state.area) })),
    arrows: drawing.arrows.map(({ arrow, line, labels }) => ({
      arrow,
      line: line.map(point),
      labels: area(labels),
    })),
    dots: drawing.dots.map(area),
    signs: drawing.signs.map(area),
    starts: drawing.starts.map((line) => line.map(point)),
  };
}

/** One drawing of several. */
export function joined({ width, height }: Size, all: Drawing[]): Drawing {
  return {
    width,
    height,
    states: all.flatMap(({ states }) => states),
    arrows: all.flatMap(({ arrows }) => arrows),
    dots: all.flatMap(({ dots }) => dots),
    signs: all.flatMap(({ signs }) => signs),
    starts: all.flatMap(({ starts }) => starts),
  };
}

/** How wide something should be for its height. */
export type Shape = number;

/** Small is better, and better still in the wanted shape. */
export function shapeCost({ width, height }: Size, shape: Shape): number {
  const across = width / shape;
  return Math.max(across, height) + 0.25 * Math.min(across, height);
}

/** The same for a drawing, in which few crossings and short lines count as well. */
export function drawingCost(drawing: Drawing, shape: Shape): number {
  const { crossed, length } = tangleOf(drawing);
  return shapeCost(drawing, shape) * (1 + 0.015 * crossed) + 0.01 * length;
}

interface Tangle {
  crossed: number;
  length: number;
}

/** Each drawing is compared many times. */
const tangles = new WeakMap<Drawing, Tangle>();

function tangleOf(drawing: Drawing): Tangle {
  const known = tangles.get(drawing);
  if (known) return known;
  const tangle = { crossed: crossings(drawing), length: lineLength(drawing) };
  tangles.set(drawing, tangle);
  return tangle;
}

/** How often lines cross each other. */
export function crossings({ arrows, starts }: Drawing): number {
  const lines = [...arrows.map(({ line }) => line), ...starts].map(segments);
  let count = 0;
  for (const [i, line] of lines.entries()) {
    for (const other of lines.slice(i + 1)) {
      for (const a of line) count += other.filter((b) => cross(a, b)).length;
    }
  }
  return count;
}

function lineLength({ arrows }: Drawing): number {
  const lengths = arrows.flatMap(({ line }) => segments(line).map(([a, b]) => distance(a, b)));
  return lengths.reduce((sum, length) => sum + length, 0);
}

type Segment = readonly [Point, Point];

function segments(line: Point[]): Segment[] {
  return line.slice(1).map((to, i) => [line[i]!, to] as const);
}

function cross([a, b]: Segment, [c, d]: Segment): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** On which side of the line through a and b the point c lies. */
function side(a: Point, b: Point, c: Point): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
}

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
export const round = (value: number): number => Math.round(value * 100) / 100;
