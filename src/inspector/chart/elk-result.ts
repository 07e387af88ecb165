import type { ElkExtendedEdge, ElkNode } from 'elkjs';
import type { Cluster } from './clusters.ts';
import type { Contents } from './contents.ts';
import { type Area, type Drawing, joined, moved, nothing, type Point, round } from './drawing.ts';
import type { ChartState } from './graph.ts';
import type { Box } from './picture.ts';

/** What ELK has placed, with the finished containers in their places. */
export function drawingOf(
  { boxes, arrows }: Cluster,
  placed: ElkNode,
  contents: Map<ChartState, Contents>,
  finished: Map<ChartState, Drawing>,
): Drawing {
  const nodes = allNodes(placed);
  const areas = new Map(nodes.map((node) => [node.id, areaOf(node)]));
  const edges = new Map(nodes.flatMap((node) => node.edges ?? []).map((edge) => [edge.id, edge]));
  const named = (head: string) => [...areas].filter(([id]) => id.startsWith(head));

  const place = ({ state, children }: Box): Drawing[] => {
    const area = areas.get(`state:${state.key}`) ?? noArea;
    const whole = finished.get(state);
    if (whole) return [moved(whole, area)];
    const own = { state, contents: contents.get(state)!, area };
    return [{ ...nothing, states: [own] }, ...children.flatMap(place)];
  };

  const own: Drawing = {
    ...nothing,
    arrows: arrows.map((arrow) => {
      const edge = edges.get(arrow.id);
      return { arrow, line: pointsOf(edge), labels: areaOf(edge?.labels?.[0] ?? noArea) };
    }),
    dots: named('dot:').map(([, area]) => area),
    signs: named('any:').map(([, area]) => area),
    starts: [...edges.values()].filter(({ id }) => id.startsWith('start:')).map(pointsOf),
  };
  const size = { width: placed.width ?? 0, height: placed.height ?? 0 };
  return joined(size, [...boxes.flatMap(place), own]);
}

const noArea: Area = { x: 0, y: 0, width: 0, height: 0 };

function allNodes(node: ElkNode): ElkNode[] {
  return [node, ...(node.children ?? []).flatMap(allNodes)];
}

function pointsOf(edge: ElkExtendedEdge | undefined): Point[] {
  return (edge?.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) =>
    [startPoint, ...bendPoints, endPoint].map(({ x, y }) => ({ x: round(x), y: round(y) })),
  );
}

function areaOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Area>): Area {
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}
