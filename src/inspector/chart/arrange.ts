import {
  type Drawing,
  drawingCost,
  joined,
  moved,
  nothing,
  type Shape,
  shapeCost,
} from './drawing.ts';
import { pack } from './pack.ts';

/** With more parts, which of several drawings each of them takes hardly matters. */
const mostChoices = 12;
const rounds = 2;

/**
 * One drawing of several parts, of each of which there are some to choose from: those are taken that
 * together come nearest to the wanted shape.
 */
export function arranged(parts: Drawing[][], shape: Shape): Drawing {
  let chosen = parts.map((drawings) => cheapest(drawings, shape));
  let cost = costOf(chosen, shape);
  for (let round = 0; round < rounds && parts.length <= mostChoices; round += 1) {
    for (const [i, drawings] of parts.entries()) {
      for (const drawing of drawings) {
        const next = chosen.with(i, drawing);
        const nextCost = costOf(next, shape);
        if (nextCost >= cost - 1) continue;
        chosen = next;
        cost = nextCost;
      }
    }
  }
  const { at, width, height } = pack(chosen, shape);
  const placed = chosen.map((drawing, i) => moved(drawing, at[i] ?? { x: 0, y: 0 }));
  return joined({ width, height }, placed);
}

/** The whole counts, and a little how good each part is by itself. */
function costOf(drawings: Drawing[], shape: Shape): number {
  const parts = drawings.reduce((sum, drawing) => sum + drawingCost(drawing, 1), 0);
  return shapeCost(pack(drawings, shape), shape) + 0.05 * parts;
}

export function cheapest(drawings: Drawing[], shape: Shape): Drawing {
  const costs = drawings.map((drawing) => drawingCost(drawing, shape));
  return drawings[costs.indexOf(Math.min(...costs))] ?? nothing;
}
