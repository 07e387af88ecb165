import type { ChartState } from './graph.ts';
import { type Arrow, type Box, liesIn } from './picture.ts';

/** States of one container that arrows connect, and those arrows. */
export interface Cluster {
  container: Box;
  boxes: Box[];
  arrows: Arrow[];
}

/** The outermost containers within a box whose border no arrow crosses. */
export function closedWithin(box: Box, arrows: Arrow[]): Box[] {
  return box.children
    .filter(({ children }) => children.length > 0)
    .flatMap((child) => (isClosed(child, arrows) ? [child] : closedWithin(child, arrows)));
}

function isClosed({ state }: Box, arrows: Arrow[]): boolean {
  return arrows.every((arrow) => startsIn(arrow, state) === liesIn(arrow.to[0]!, state));
}

/** Whether an arrow's line begins within a state; that of a container to one of its own does. */
function startsIn({ from, fromAny }: Arrow, state: ChartState): boolean {
  return liesIn(from, state) || (fromAny && from === state);
}

/**
 * What lies in a container, parted into what has nothing to do with each other, in the order of the
 * definition. Arrows within the container's finished parts are left out.
 */
export function clustersOf(container: Box, finished: ChartState[], arrows: Arrow[]): Cluster[] {
  const inner = arrows.filter(
    (arrow) =>
      startsIn(arrow, container.state) &&
      liesIn(arrow.to[0]!, container.state) &&
      !finished.some((part) => startsIn(arrow, part)),
  );
  const boxOf = (state: ChartState): Box =>
    container.children.find((box) => box.state === state || liesIn(state, box.state))!;
  const groups = new Map(container.children.map((box) => [box, new Set([box])]));
  for (const { from, to } of inner) {
    // Where it begins in the container's own sign, there is one of these in each cluster.
    if (from === container.state) continue;
    join(groups, boxOf(from), boxOf(to[0]!));
  }
  return [...new Set(groups.values())].map((group) => ({
    container,
    boxes: container.children.filter((box) => group.has(box)),
    arrows: inner.filter(({ to }) => group.has(boxOf(to[0]!))),
  }));
}

function join(groups: Map<Box, Set<Box>>, a: Box, b: Box): void {
  const joined = new Set([...(groups.get(a) ?? []), ...(groups.get(b) ?? [])]);
  for (const box of joined) groups.set(box, joined);
}
