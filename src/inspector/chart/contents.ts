import type { ChartState } from './graph.ts';
import { type Label, stackOf, tops } from './labels.ts';
import { columns, lineType, nameType, shorten, type Size, textWidth } from './measure.ts';
import type { Arrow, Box } from './picture.ts';

/** A label in the drawing, by its top left corner; within a box, from the box's. */
export interface PlacedLabel {
  label: Label;
  x: number;
  y: number;
  /** Of its background; labels of one stack are equally wide. */
  width: number;
}

/** A way to a state that is named in the box: its labels, a small arrow, and the state's name. */
export interface PlacedJump {
  arrow: Arrow;
  labels: PlacedLabel[];
  /** Where the small arrow begins, and on which height. */
  x: number;
  y: number;
  target: string;
}

/** What stands in a state's box, and how much room that takes. */
export interface Contents {
  name: string;
  runs: { text: string; x: number; y: number }[];
  internals: PlacedLabel[];
  jumps: PlacedJump[];
  size: Size;
}

export const margin = 10;
/** The bar with the name. */
export const titleHeight = 26;
export const historySize = 26;
/** The small arrow before a state's name. */
export const jumpLength = 18;
const gap = 6;
/** A jump whose label and target together are longer takes two rows. */
const mostColumns = 36;
const longestName = 44;
/** Room at the top right corner for how many actors are in the state. */
const countWidth = textWidth('×9999', lineType);

export function contentsOf({ state, internals, jumps }: Box, nameOf: Naming): Contents {
  const name = shorten(state.name, longestName);
  const head = margin + textWidth(name, nameType) + 14 + countWidth + margin;
  const pen = new Pen(head, state.children.length > 0 ? titleHeight + 6 : titleHeight + 2);
  const runs = state.runs.map((src) => {
    const text = shorten(`runs ${src}`, longestName);
    return { text, ...pen.put(textWidth(text, lineType), lineType.line) };
  });
  const placed = internals.flatMap((label) => placeStack(pen, [label]));
  const ways = jumps.map((arrow) => placeJump(pen, arrow, nameOf(arrow)));
  return { name, runs, internals: placed, jumps: ways, size: pen.size };
}

/** Where the states within a container begin, and how small it may be. */
export function insideOf({ size }: Contents): { top: number; side: number; least: Size } {
  const side = 14;
  const top = size.height + 6;
  return { top, side, least: { width: size.width, height: top + side } };
}

export type Naming = (arrow: Arrow) => string;

/** A target's name; its whole key where it might be taken for another state of the same name. */
export function namingOf(states: ChartState[]): Naming {
  const count = new Map<string, number>();
  for (const { name } of states) count.set(name, (count.get(name) ?? 0) + 1);
  return ({ from, to }) => {
    const names = to.map(({ key, name, parent }) => {
      const isNear = parent === from.parent || parent === null;
      return isNear || count.get(name) === 1 ? name : key;
    });
    return shorten(names.join(', '), longestName);
  };
}

/** Writes one line below the other and remembers how much room that takes. */
class Pen {
  readonly #first: number;
  readonly #most: Size;

  constructor(width: number, top: number) {
    this.#first = top;
    this.#most = { width, height: top };
  }

  get size(): Size {
    const { width, height } = this.#most;
    return { width: Math.ceil(width), height: height + (height > this.#first ? 7 : 4) };
  }

  put(width: number, height: number, indent = 0): { x: number; y: number } {
    const at = { x: margin + indent, y: this.#most.height };
    this.#most.height += height;
    this.reach(at.x + width);
    return at;
  }

  reach(x: number): void {
    this.#most.width = Math.max(this.#most.width, x + margin);
  }
}

const below = 2;

function placeStack(pen: Pen, labels: Label[], isFull = false): PlacedLabel[] {
  const stack = stackOf(labels);
  const at = pen.put(stack.fullWidth, stack.size.height + below);
  const width = isFull ? stack.fullWidth : stack.size.width;
  const ys = tops(stack);
  return labels.map((label, i) => ({ label, x: at.x, y: at.y + (ys[i] ?? 0), width }));
}

function placeJump(pen: Pen, arrow: Arrow, target: string): PlacedJump {
  const { labels } = arrow;
  const { size, fullWidth } = stackOf(labels);
  const named = jumpLength + gap + textWidth(target, lineType);
  // With the room for a countdown, so that there is no gap before the small arrow.
  const placed = placeStack(pen, labels, true);
  const longest = Math.max(...labels.flatMap(({ rows }) => rows.map(columns)));
  if (longest + columns(target) <= mostColumns) {
    const x = margin + fullWidth + gap;
    pen.reach(x + named);
    return { arrow, labels: placed, x, y: (placed[0]?.y ?? 0) + size.height / 2, target };
  }
  const at = pen.put(named, lineType.line + below, gap);
  return { arrow, labels: placed, x: at.x, y: at.y + lineType.line / 2, target };
}
