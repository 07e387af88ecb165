import type { ElkExtendedEdge, ElkLabel, ElkNode, LayoutOptions } from 'elkjs';
import { type Contents, contentsOf, margin, namingOf } from './contents.ts';
import { type ChartState, within } from './graph.ts';
import type { Label } from './labels.ts';
import { lineType, textWidth } from './measure.ts';
import type { Arrow, Box, Picture } from './picture.ts';

export type Direction = 'RIGHT' | 'DOWN';

/** What stands behind the ids of a graph that is laid out. */
export interface ElkGraph {
  graph: ElkNode;
  boxes: Map<string, { box: Box; contents: Contents }>;
  arrows: Map<string, { arrow: Arrow; to: ChartState }>;
}

/** The diameter of an initial state's dot. */
export const dotSize = 10;
export const anyText = 'any';
/** The sign from which a container's transitions to its own states start. */
export const anySize = { width: textWidth(anyText, lineType) + 18, height: 20 };
export const historySize = 26;

const spacing: LayoutOptions = {
  'elk.spacing.nodeNode': '26',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '4',
  'elk.spacing.labelNode': '6',
  'elk.spacing.labelLabel': '6',
  'elk.spacing.nodeSelfLoop': '14',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
};

const options: LayoutOptions = {
  ...spacing,
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.padding': '[top=8,left=8,bottom=8,right=8]',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.layered.thoroughness': '20',
};

export function elkGraphOf({ root, arrows }: Picture, direction: Direction): ElkGraph {
  const ids = new Map(within(root.state).map(({ key }, i) => [key, `state-${i}`]));
  const id = ({ key }: ChartState): string => ids.get(key) ?? '';
  const anySources = new Set(arrows.filter(({ fromAny }) => fromAny).map(({ from }) => from));
  const naming = namingOf(within(root.state));
  const built: ElkGraph = {
    graph: { id: 'graph' },
    boxes: new Map(),
    arrows: new Map(),
  };
  const edges: ElkExtendedEdge[] = [];

  const node = (box: Box): ElkNode => {
    const { state } = box;
    const contents = contentsOf(box, naming);
    built.boxes.set(id(state), { box, contents });
    if (state.kind === 'history') {
      edges.push(...state.initial.map((key) => plainEdge(id(state), ids.get(key)!)));
      return { id: id(state), width: historySize, height: historySize };
    }
    if (state.children.length === 0) return { id: id(state), ...contents.size };
    const signs: ElkNode[] = [];
    if (anySources.has(state)) signs.push({ id: `any-${id(state)}`, ...anySize });
    if (state.kind === 'compound' && state.initial[0] !== undefined) {
      const dot = `dot-${id(state)}`;
      signs.push({ id: dot, width: dotSize, height: dotSize });
      edges.push(plainEdge(dot, ids.get(state.initial[0])!));
    }
    const children = [...signs, ...box.children.map(node)];
    return { id: id(state), children, layoutOptions: container(contents) };
  };

  const children = [node(root)];
  for (const arrow of arrows) {
    const source = arrow.fromAny ? `any-${id(arrow.from)}` : id(arrow.from);
    arrow.to.forEach((to, i) => {
      const edge = `${arrow.id}-${i}`;
      built.arrows.set(edge, { arrow, to });
      const labels = i === 0 ? [elkLabel(arrow.labels)] : [];
      edges.push({ id: edge, sources: [source], targets: [id(to)], labels });
    });
  }
  const layoutOptions = { ...options, 'elk.direction': direction };
  built.graph = { id: 'graph', layoutOptions, children, edges };
  return built;
}

const plainEdge = (from: string, to: string): ElkExtendedEdge => ({
  id: `${from}-to-${to}`,
  sources: [from],
  targets: [to],
});

function container({ size }: Contents): LayoutOptions {
  const side = margin + 4;
  return {
    'elk.padding': `[top=${size.height + 6},left=${side},bottom=${side},right=${side}]`,
    'elk.nodeSize.constraints': 'MINIMUM_SIZE',
    'elk.nodeSize.minimum': `(${size.width},${size.height + side})`,
  };
}

/** The room that an arrow's labels take, one below the other. */
function elkLabel(labels: Label[]): ElkLabel {
  return {
    text: 'labels',
    width: Math.ceil(Math.max(...labels.map(({ size }) => size.width))),
    height: Math.ceil(labels.reduce((sum, { size }) => sum + size.height + 1, 1)),
    layoutOptions: { 'elk.edgeLabels.inline': 'true' },
  };
}
