/**
 * A chart as geometry: what the template `insights-chart` draws. Everything that looks (colour,
 * stroke, type) is a class of insights.css, since the page's policy forbids inline styles.
 */
import type { Category } from '../../domain/category.ts';

/** A path; `pattern` is the category whose hatching fills it, for who cannot tell the colours apart. */
export interface Stroke {
  d: string;
  look: string;
  pattern?: Category;
}

export interface Dot {
  x: number;
  y: number;
  look: string;
}

export interface Label {
  x: number;
  y: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
}

/** A strip of the plot that says its figures to who points at it. */
export interface Hit {
  x: number;
  width: number;
  text: string;
}

export interface Scene {
  width: number;
  height: number;
  /** The plot's own box. */
  plot: { left: number; right: number; top: number; bottom: number };
  /** Heights of the grid's lines, the ground line among them. */
  grid: number[];
  labels: Label[];
  strokes: Stroke[];
  dots: Dot[];
  hits: Hit[];
}

/** The same chart for two widths: text in an SVG shrinks with it, so a phone gets one of its own. */
export interface Scenes {
  wide: Scene;
  narrow: Scene;
}

export interface Size {
  width: number;
  height: number;
  /** Ticks that the height has room for. */
  ticks: number;
  /** Nobody hovers on a phone, and half of the page's weight is saved. */
  hover: boolean;
}

const sizes = {
  wide: { width: 640, height: 240, ticks: 5, hover: true },
  narrow: { width: 320, height: 200, ticks: 4, hover: false },
} satisfies Record<keyof Scenes, Size>;

/** Draws a chart once for each width. */
export function inBothSizes(draw: (size: Size) => Scene): Scenes {
  return { wide: draw(sizes.wide), narrow: draw(sizes.narrow) };
}

/** At 12 units, the size of a chart's type, rounded up: no font is as wide as that on average. */
const characterWidth = 7;

export function widthOf(text: string): number {
  return text.length * characterWidth;
}

/** Tenths are finer than any screen, and keep the page small. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The box that is left between the labels of the axes. */
export function plotOf(size: Size, tickLabels: string[]): Scene['plot'] {
  const widest = Math.max(0, ...tickLabels.map(widthOf));
  return { left: widest + 10, right: size.width - 4, top: 12, bottom: size.height - 26 };
}

/** Tick labels at the left of the grid's lines. */
export function axisLabels(plot: Scene['plot'], ticks: { y: number; text: string }[]): Label[] {
  return ticks.map(({ y, text }) => ({ x: plot.left - 8, y: y + 4, text, anchor: 'end' }));
}
