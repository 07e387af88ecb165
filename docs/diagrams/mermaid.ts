import type { AnyStateNode } from 'xstate';
import {
  childrenOf,
  conditionOf,
  descendants,
  type Edge,
  edgesOf,
  isInside,
  isLeaf,
} from './edges.ts';

/** With more states than this, a picture of them all can no longer be read. */
const maxStates = 24;

export interface Picture {
  /** Empty for the machine as a whole. */
  title: string;
  mermaid: string;
}

interface Line {
  from: string;
  to: string;
  labels: string[];
}

/** One picture where that is legible; else an overview, and what is inside each of its states. */
export function picturesOf(root: AnyStateNode): Picture[] {
  if (descendants(root).length <= maxStates) {
    return [{ title: '', mermaid: diagram([...boxes(root), ...arrows(merged(linesOf(root)))]) }];
  }
  const insides = new Map<string, string[]>();
  for (const node of childrenOf(root).filter((child) => !isLeaf(child))) {
    const mermaid = inside(node);
    insides.set(mermaid, [...(insides.get(mermaid) ?? []), node.key]);
  }
  return [
    { title: '', mermaid: overview(root) },
    ...[...insides].map(([mermaid, keys]) => ({ title: `Inside ${inWords(keys)}`, mermaid })),
  ];
}

// ------------------------------------------------------------------------------- whole machines

/** The nested states with their entries and ends. */
function boxes(node: AnyStateNode, depth = 1): string[] {
  const pad = '  '.repeat(depth);
  if (node.type === 'parallel') {
    return childrenOf(node).flatMap((region, i) => [
      ...(i > 0 ? [`${pad}--`] : []),
      ...boxOf(region, depth),
    ]);
  }
  const initial = node.initial?.target?.[0];
  const holdsForAll = edgesOf(node).some(isInward);
  return [
    ...(initial ? [`${pad}[*] --> ${idOf(initial)}`] : []),
    ...(holdsForAll ? [`${pad}state "any state" as ${anyOf(node)}`] : []),
    ...childrenOf(node).flatMap((child) => boxOf(child, depth)),
  ];
}

function boxOf(node: AnyStateNode, depth: number): string[] {
  const pad = '  '.repeat(depth);
  if (!isLeaf(node)) {
    const head = `${pad}state "${node.key}" as ${idOf(node)} {`;
    return [head, ...boxes(node, depth + 1), `${pad}}`];
  }
  const name = `${pad}state "${node.key}" as ${idOf(node)}`;
  return node.type === 'final' ? [name, `${pad}${idOf(node)} --> [*]`] : [name];
}

/** Every transition below `root` that leads somewhere else. */
function linesOf(root: AnyStateNode): Line[] {
  return [root, ...descendants(root)].flatMap(edgesOf).flatMap((edge) => {
    if (!edge.target || edge.target === edge.source) return [];
    return [{ from: sourceId(edge), to: idOf(edge.target), labels: [labelOf(edge)] }];
  });
}

/** What holds in every state of a box is drawn from inside it: no arrow can lead into its own box. */
const isInward = ({ source, target }: Edge): boolean =>
  target !== null && target !== source && isInside(target, source);

const sourceId = (edge: Edge): string => (isInward(edge) ? anyOf(edge.source) : idOf(edge.source));

const anyOf = (node: AnyStateNode): string => [...node.path, 'any'].join('_');

// ------------------------------------------------------------------------------------ overviews

/** The outermost states alone; those that come and go by the same ways share a box. */
function overview(root: AnyStateNode): string {
  const lines = merged(
    descendants(root)
      .flatMap(edgesOf)
      .flatMap((edge) => {
        const [from, to] = [edge.source.path[0], edge.target?.path[0]];
        if (!from || !to || from === to) return [];
        return [{ from, to, labels: [labelOf({ ...edge, guardParams: '' })] }];
      }),
  );
  const steps = childrenOf(root).filter((child) => !isLeaf(child));
  const plain = childrenOf(root).filter(isLeaf);
  const keys = steps.map(({ key }) => key);
  const isShared = ({ from, to }: Line) =>
    keys.every((key) => lines.some((line) => line.from === key && line.to === to)) ||
    keys.every((key) => lines.some((line) => line.to === key && line.from === from));
  const boxed = lines.map((line) => {
    if (!isShared(line)) return line;
    const asBox = (id: string) => (keys.includes(id) ? 'steps' : id);
    return { ...line, from: asBox(line.from), to: asBox(line.to) };
  });
  const initial = root.initial.target?.[0];
  return diagram([
    ...(initial ? [`  [*] --> ${initial.key}`] : []),
    '  state "one of the steps" as steps {',
    ...steps.map(({ key }) => `    ${key}`),
    '  }',
    ...plain.flatMap((node) => boxOf(node, 1)),
    ...arrows(merged(boxed)),
  ]);
}

/** One state of an overview, with the places that its ways out lead to. */
function inside(node: AnyStateNode): string {
  const within = (target: AnyStateNode) => isInside(target, node);
  const lines = descendants(node)
    .flatMap(edgesOf)
    .flatMap((edge) => {
      if (!edge.target) return [];
      const to = within(edge.target) ? edge.target.key : edge.target.path.join('_');
      return [{ from: edge.source.key, to, labels: [labelOf(edge)] }];
    });
  const initial = node.initial.target?.[0];
  return diagram([
    ...(initial ? [`  [*] --> ${initial.key}`] : []),
    '  classDef elsewhere stroke-dasharray: 4',
    ...arrows(merged(lines)),
    ...outsideOf(node).map((id) => `  class ${id} elsewhere`),
  ]);
}

function outsideOf(node: AnyStateNode): string[] {
  const targets = descendants(node)
    .flatMap(edgesOf)
    .flatMap(({ target }) => (target && !isInside(target, node) ? [target.path.join('_')] : []));
  return [...new Set(targets)];
}

// --------------------------------------------------------------------------------------- common

const diagram = (lines: string[]): string => ['stateDiagram-v2', ...lines].join('\n');

const idOf = (node: AnyStateNode): string => node.path.join('_');

function labelOf(edge: Edge): string {
  return [edge.on, conditionOf(edge)].filter(Boolean).join(' ');
}

/** One arrow for all the ways between two states, so that the picture stays legible. */
function merged(lines: Line[]): Line[] {
  const byEnds = new Map<string, Line>();
  for (const { from, to, labels } of lines) {
    const known = byEnds.get(`${from} ${to}`)?.labels ?? [];
    byEnds.set(`${from} ${to}`, { from, to, labels: [...new Set([...known, ...labels])] });
  }
  return [...byEnds.values()];
}

function arrows(lines: Line[]): string[] {
  return lines.map(({ from, to, labels }) => {
    const label = labels.filter(Boolean).join('<br/>or ');
    return `  ${from} --> ${to}${label && `: ${label}`}`;
  });
}

function inWords(keys: string[]): string {
  const quoted = keys.map((key) => `\`${key}\``);
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
