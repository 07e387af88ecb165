import type { ElkExtendedEdge, ElkLabel, ElkNode, LayoutOptions } from 'elkjs';
import type { Cluster } from './clusters.ts';
import { type Contents, historySize, insideOf } from './contents.ts';
import type { ChartState } from './graph.ts';
import { stackOf } from './labels.ts';
import { lineType, type Size, textWidth } from './measure.ts';
import type { Arrow, Box } from './picture.ts';

/** How one attempt at a layout differs from another. */
export interface Manner {
  direction: 'RIGHT' | 'DOWN';
  /** At most so many states beside each other in a layer; null: as many as there are. */
  bound: number | null;
  /** Places states quickly rather than well. */
  isQuick: boolean;
}

/** What a graph is made from, besides the cluster. */
export interface Materials {
  contents: Map<ChartState, Contents>;
  /** Containers that are laid out already: each takes its place as a whole. */
  finished: Map<ChartState, Size>;
}

/** The diameter of an initial state's dot. */
const dotSize = 10;
export const anyText = 'any';
/** The sign from which a container's transitions to its own states start. */
const anySize = { width: textWidth(anyText, lineType) + 18, height: 20 };

const options: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.spacing.nodeNode': '20',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '4',
  'elk.spacing.labelNode': '6',
  'elk.spacing.labelLabel': '6',
  'elk.spacing.nodeSelfLoop': '14',
  'elk.layered.spacing.nodeNodeBetweenLayers': '18',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
};

/** Ids in the graph: `state:`, `dot:` and `any:` with a state's key; `start:…`; and the arrows' own. */
export function elkGraphOf(cluster: Cluster, manner: Manner, materials: Materials): ElkNode {
  const { container, boxes, arrows } = cluster;
  const { contents, finished } = materials;
  const edges: ElkExtendedEdge[] = [];
  const anySources = new Set(arrows.filter(({ fromAny }) => fromAny).map(({ from }) => from));

  const inside = ({ state }: Box, children: Box[]): ElkNode[] => {
    const signs: ElkNode[] = [];
    const first = children.find((child) => child.state.key === state.initial[0]);
    if (state.kind === 'compound' && first) {
      signs.push({ id: `dot:${state.key}`, width: dotSize, height: dotSize });
      edges.push(startEdge(`dot:${state.key}`, first.state.key));
    }
    if (anySources.has(state)) signs.push({ id: `any:${state.key}`, ...anySize });
    return [...signs, ...children.map(node)];
  };

  const node = (box: Box): ElkNode => {
    const { state, children } = box;
    const id = `state:${state.key}`;
    const whole = finished.get(state);
    if (whole) return { id, width: whole.width, height: whole.height };
    if (state.kind === 'history') {
      const known = state.initial.filter((key) => boxes.some((one) => one.state.key === key));
      edges.push(...known.map((key) => startEdge(id, key)));
      return { id, width: historySize, height: historySize };
    }
    const own = contents.get(state)!;
    if (children.length === 0) return { id, ...own.size };
    return { id, children: inside(box, children), layoutOptions: containerOptions(own) };
  };

  const children = inside(container, boxes);
  const layoutOptions = { ...options, ...optionsFor(manner, children) };
  return { id: 'cluster', layoutOptions, children, edges: [...edges, ...arrows.map(elkEdge)] };
}

function optionsFor({ direction, bound, isQuick }: Manner, nodes: ElkNode[]): LayoutOptions {
  return {
    'elk.direction': direction,
    ...(nodes.some(({ children }) => children) && {
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
    }),
    ...(isQuick && { 'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF' }),
    ...(bound !== null && {
      'elk.layered.layering.strategy': 'COFFMAN_GRAHAM',
      'elk.layered.layering.coffmanGraham.layerBound': String(bound),
    }),
  };
}

const startEdge = (from: string, key: string): ElkExtendedEdge => ({
  id: `start:${from} ${key}`,
  sources: [from],
  targets: [`state:${key}`],
});

function elkEdge({ id, from, to, fromAny, labels }: Arrow): ElkExtendedEdge {
  return {
    id,
    sources: [`${fromAny ? 'any' : 'state'}:${from.key}`],
    targets: [`state:${to[0]!.key}`],
    labels: [elkLabel(labels)],
  };
}

function containerOptions(contents: Contents): LayoutOptions {
  const { top, side, least } = insideOf(contents);
  return {
    'elk.padding': `[top=${top},left=${side},bottom=${side},right=${side}]`,
    'elk.nodeSize.constraints': 'MINIMUM_SIZE',
    'elk.nodeSize.minimum': `(${least.width},${least.height})`,
  };
}

/** The room that an arrow's labels take, one below the other. */
function elkLabel(labels: Arrow['labels']): ElkLabel {
  const { size, fullWidth } = stackOf(labels);
  return {
    text: 'labels',
    width: Math.ceil(fullWidth),
    height: Math.ceil(size.height + 2),
    layoutOptions: { 'elk.edgeLabels.inline': 'true' },
  };
}
