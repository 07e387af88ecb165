import type { AnyStateMachine, AnyStateNode } from 'xstate';
import {
  conditionOf,
  descendants,
  type Edge,
  edgesOf,
  isInside,
  nameOf,
  namesOf,
} from './edges.ts';

/** A Markdown table: state, what happens there, who moves it on. */
export function tableOf(machine: AnyStateMachine): string {
  const rows = new Map<string, string[]>();
  for (const node of [machine.root, ...descendants(machine.root)]) {
    const cells = `${happens(node)} | ${movesOn(node, machine)}`;
    if (cells !== ' | ') rows.set(cells, [...(rows.get(cells) ?? []), labelOf(node)]);
  }
  return [
    '| state | what happens there | who moves it on |',
    '| --- | --- | --- |',
    ...[...rows].map(([cells, states]) => `| ${states.join('<br>')} | ${cells} |`),
  ].join('\n');
}

function labelOf(node: AnyStateNode): string {
  return node.path.length === 0 ? '*any state*' : `\`${node.path.join('.')}\``;
}

function happens(node: AnyStateNode): string {
  const actors = node.invoke.map(({ src }) => `\`${nameOf(src)}\``);
  const entry = namesOf(node.entry);
  return [
    node.description ?? '',
    entry.length > 0 ? `First: ${entry.join(', ')}.` : '',
    actors.length > 0 ? `Runs ${actors.join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function movesOn(node: AnyStateNode, machine: AnyStateMachine): string {
  if (node.type === 'final') return 'nobody: it is an end';
  return edgesOf(node)
    .map((edge) => sentence(edge, machine))
    .join('<br>');
}

function sentence(edge: Edge, machine: AnyStateMachine): string {
  const { on, actions } = edge;
  const cause = [on && `${on}${duration(on, machine)}`, conditionOf(edge)].filter(Boolean);
  const deeds = actions.length > 0 ? ` (${actions.join(', ')})` : '';
  return `${cause.join(' ') || 'at once'} → ${goal(edge)}${deeds}`;
}

/** A state of the same family by its own name, any other by its whole path. */
function goal({ source, target, actions }: Edge): string {
  if (!target) return actions.length > 0 ? 'stays' : 'ignored';
  const isNear = source.parent && isInside(target, source.parent);
  return `\`${isNear ? target.key : target.path.join('.')}\``;
}

/** How long a delay is, where it is always the same. */
function duration(on: string, { implementations }: AnyStateMachine): string {
  const delay = (implementations.delays as Record<string, unknown>)[on.replace(/^after /, '')];
  if (typeof delay !== 'number') return '';
  return delay % 60_000 === 0 ? ` (${delay / 60_000} min)` : ` (${delay / 1_000} s)`;
}
