import { type Point, type Shape, shapeCost } from './drawing.ts';
import type { Size } from './measure.ts';

/** Where each of several rectangles goes, and how much room they take together. */
export interface Packed extends Size {
  at: Point[];
}

const gap = 22;
const widthsTried = 16;

/** How much worse it may get in the order of the definition, which is the one that people expect. */
const preferred = 0.92;

/**
 * Puts rectangles close together in about the wanted shape. The first one is at the top left; each
 * of the others goes as high up as it can.
 */
export function pack(sizes: Size[], shape: Shape): Packed {
  const widest = Math.max(...sizes.map(({ width }) => width));
  const all = sizes.reduce((sum, { width }) => sum + width + gap, -gap);
  let best: Packed | null = null;
  let least = Infinity;
  for (const [rank, order] of orders(sizes).entries()) {
    for (let i = 0; i <= widthsTried; i += 1) {
      const within = widest + ((all - widest) * i) / widthsTried;
      const next = packedInto(within, sizes, order);
      const cost = shapeCost(next, shape) * (rank === 0 ? preferred : 1);
      if (cost >= least) continue;
      best = next;
      least = cost;
    }
  }
  return best ?? { at: [], width: 0, height: 0 };
}

/** As they come, or the tall ones first. */
function orders(sizes: Size[]): number[][] {
  const [first, ...others] = sizes.keys();
  if (first === undefined) return [];
  const byHeight = [...others].toSorted((a, b) => sizes[b]!.height - sizes[a]!.height);
  return [
    [first, ...others],
    [first, ...byHeight],
  ];
}

function packedInto(within: number, sizes: Size[], order: number[]): Packed {
  const skyline = new Skyline(within);
  const at: Point[] = [];
  for (const i of order) at[i] = skyline.put(sizes[i]!);
  return {
    at,
    width: Math.max(...at.map(({ x }, i) => x + sizes[i]!.width)),
    height: Math.max(...at.map(({ y }, i) => y + sizes[i]!.height)),
  };
}

/** The lower edge of what is placed already, from left to right. */
class Skyline {
  #steps: { x: number; y: number }[] = [{ x: 0, y: 0 }];
  readonly #within: number;

  constructor(within: number) {
    this.#within = within;
  }

  put({ width, height }: Size): Point {
    const places = this.#steps
      .map(({ x }) => ({ x, y: this.#below(x, x + width) }))
      .filter(({ x }) => x === 0 || x + width <= this.#within + 0.01);
    const place = places.reduce((best, next) => (next.y < best.y ? next : best));
    this.#raise(place.x, place.x + width + gap, place.y + height + gap);
    return place;
  }

  #below(from: number, to: number): number {
    const touched = this.#steps.filter(({ x }, i) => {
      const end = this.#steps[i + 1]?.x ?? Infinity;
      return x < to && end > from;
    });
    return Math.max(...touched.map(({ y }) => y));
  }

  #raise(from: number, to: number, y: number): void {
    const after = this.#steps.findLast(({ x }) => x <= to);
    const kept = this.#steps.filter(({ x }) => x < from || x > to);
    const next = [...kept, { x: from, y }, { x: to, y: after?.y ?? 0 }];
    this.#steps = next.toSorted((a, b) => a.x - b.x);
  }
}
