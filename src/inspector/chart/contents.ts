import type { ChartState } from './graph.ts';
import type { Label } from './labels.ts';
import { columns, lineType, nameType, shorten, type Size, textWidth } from './measure.ts';
import type { Arrow, Box } from './picture.ts';

/** A label within a box, placed from the box's top left corner. */
export interface PlacedLabel {
  label: Label;
  x: number;
  y: number;
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
/** The small arrow before a state's name. */
export const jumpLength = 18;
const gap = 6;
/** A jump whose label and target together are longer takes two rows. */
const mostColumns = 38;
const longestName = 44;
/** Room at the top right corner for how many actors are in the state. */
const countWidth = textWidth('×9999', lineType);
const titleHeight = 28;

export function contentsOf({ state, internals, jumps }: Box, targetName: Naming): Contents {
  const name = shorten(state.name, longestName);
  const pen = new Pen(margin + textWidth(name, nameType) + 14 + countWidth + margin);
  const runs = state.runs.map((src) => {
    const text = shorten(`runs ${src}`, longestName);
    return { text, ...pen.put(textWidth(text, lineType), lineType.line) };
  });
  const placed = internals.map((label) => placeLabel(pen, label));
  const ways = jumps.map((arrow) => placeJump(pen, arrow, targetName(arrow.to[0]!)));
  return { name, runs, internals: placed, jumps: ways, size: pen.size };
}

export type Naming = (state: ChartState) => string;

/** A target's name, or its whole key where another state bears the same name. */
export function namingOf(states: ChartState[]): Naming {
  return ({ key, name, parent }) => {
    if (parent === null) return shorten(name, longestName);
    const alike = states.filter((state) => state.parent !== null && state.name === name);
    return shorten(alike.length > 1 ? key : name, longestName);
  };
}

/** Writes one line below the other and remembers how much room that takes. */
class Pen {
  readonly #most: Size;

  constructor(width: number) {
    this.#most = { width, height: titleHeight };
  }

  get size(): Size {
    const { width, height } = this.#most;
    return { width: Math.ceil(width), height: height + (height > titleHeight ? 8 : 4) };
  }

  put(width: number, height: number, indent = 0): { x: number; y: number } {
    const at = { x: margin + indent, y: this.#most.height };
    this.#most.height += height;
    this.#most.width = Math.max(this.#most.width, at.x + width + margin);
    return at;
  }

  reach(x: number): void {
    this.#most.width = Math.max(this.#most.width, x + margin);
  }
}

function placeLabel(pen: Pen, label: Label): PlacedLabel {
  return { label, ...pen.put(label.size.width, label.size.height) };
}

function placeJump(pen: Pen, arrow: Arrow, target: string): PlacedJump {
  const labels = arrow.labels.map((label) => placeLabel(pen, label));
  const last = labels.at(-1)!;
  const beside = last.x + last.label.size.width + gap;
  const nameWidth = textWidth(target, lineType);
  const lastRow = last.label.rows.at(-1) ?? '';
  if (columns(lastRow) + columns(target) <= mostColumns) {
    pen.reach(beside + jumpLength + gap + nameWidth);
    const y = last.y + last.label.size.height - lineType.line / 2;
    return { arrow, labels, x: beside, y, target };
  }
  const at = pen.put(jumpLength + gap + nameWidth, lineType.line, gap);
  return { arrow, labels, x: at.x, y: at.y + lineType.line / 2, target };
}
