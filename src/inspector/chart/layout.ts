import type { ElkExtendedEdge, ElkNode } from 'elkjs';
import type { Contents } from './contents.ts';
import { type Direction, type ElkGraph, elkGraphOf } from './elk-graph.ts';
import type { ChartState } from './graph.ts';
import type { Arrow, Picture } from './picture.ts';
import type { LayoutThread } from './thread.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Area extends Point {
  width: number;
  height: number;
}

export interface PlacedState {
  state: ChartState;
  contents: Contents;
  area: Area;
}

export interface PlacedArrow {
  arrow: Arrow;
  /** From the source to each of its targets. */
  lines: Point[][];
  labels: Area;
}

/** A picture with a place for everything, in pixels at its natural size. */
export interface Drawing {
  width: number;
  height: number;
  states: PlacedState[];
  arrows: PlacedArrow[];
  /** Dots of initial states, and the signs from which a container's own transitions start. */
  dots: Area[];
  signs: Area[];
  /** From the dots to the initial states, from history states to where they lead at first. */
  plainLines: Point[][];
}

export async function layOut(
  picture: Picture,
  direction: Direction,
  thread: LayoutThread,
): Promise<Drawing> {
  const built = elkGraphOf(picture, direction);
  const placed = await thread.layout(built.graph);
  return drawingOf(built, placed);
}

function drawingOf({ boxes, arrows }: ElkGraph, placed: ElkNode): Drawing {
  const nodes = allNodes(placed).slice(1);
  const edges = allNodes(placed).flatMap((node) => node.edges ?? []);
  const lines = new Map<Arrow, PlacedArrow>();
  for (const edge of edges) {
    const known = arrows.get(edge.id);
    if (!known) continue;
    const { arrow } = known;
    const drawn = lines.get(arrow) ?? { arrow, lines: [], labels: noArea };
    drawn.lines.push(pointsOf(edge));
    const label = edge.labels?.[0];
    if (label) drawn.labels = areaOf(label);
    lines.set(arrow, drawn);
  }
  return {
    width: Math.ceil(placed.width ?? 0),
    height: Math.ceil(placed.height ?? 0),
    states: nodes.flatMap((node) => {
      const known = boxes.get(node.id);
      return known ? [{ ...known, state: known.box.state, area: areaOf(node) }] : [];
    }),
    arrows: [...lines.values()],
    dots: nodes.filter(({ id }) => id.startsWith('dot-')).map(areaOf),
    signs: nodes.filter(({ id }) => id.startsWith('any-')).map(areaOf),
    plainLines: edges.filter(({ id }) => !arrows.has(id)).map(pointsOf),
  };
}

const noArea: Area = { x: 0, y: 0, width: 0, height: 0 };

function allNodes(node: ElkNode): ElkNode[] {
  return [node, ...(node.children ?? []).flatMap(allNodes)];
}

function pointsOf({ sections = [] }: ElkExtendedEdge): Point[] {
  return sections.flatMap(({ startPoint, bendPoints = [], endPoint }) =>
    [startPoint, ...bendPoints, endPoint].map(({ x, y }) => ({ x: round(x), y: round(y) })),
  );
}

function areaOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Area>): Area {
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

const round = (value: number): number => Math.round(value * 100) / 100;
