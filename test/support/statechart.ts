import { readdirSync } from 'node:fs';
import {
  type AnyStateMachine,
  type AnyStateNode,
  type AnyTransitionDefinition,
  StateMachine,
} from 'xstate';

const folder = new URL('../../src/machines/', import.meta.url);

/** Every machine in `src/machines/`, so that none is forgotten. */
export async function everyMachine(): Promise<AnyStateMachine[]> {
  const modules = await Promise.all(
    readdirSync(folder).map((file) => import(new URL(file, folder).href) as Promise<object>),
  );
  return modules
    .flatMap((module): unknown[] => Object.values(module))
    .filter((one): one is AnyStateMachine => one instanceof StateMachine);
}

/** What is wrong with a statechart as it is drawn, whatever its guards decide; one line a flaw. */
export function flaws(machine: AnyStateMachine): string[] {
  const nodes = allNodes(machine.root);
  const reached = reachable(machine.root);
  return [
    ...nodes.filter((node) => !reached.has(node)).map((node) => `${node.id}: never reached`),
    ...nodes.filter(isDeadEnd).map((node) => `${node.id}: no way out`),
    ...nodes.flatMap(invokeFlaws),
    ...nodes.filter(isMisnamed).map((node) => `${node.id}: works, but is not named in -ing`),
    ...nodes.flatMap((node) => missingNames(machine, node)),
  ];
}

/** The final states at the top, through which the machine ends. */
export function ends(machine: AnyStateMachine): AnyStateNode[] {
  return Object.values(machine.states).filter((node) => node.type === 'final');
}

/** All that can be entered from the initial state, if every guard may pass. */
export function reachable(root: AnyStateNode): Set<AnyStateNode> {
  const reached = new Set<AnyStateNode>();
  const enter = (node: AnyStateNode): void => {
    if (reached.has(node)) return;
    reached.add(node);
    // A state is entered with its ancestors, and their transitions hold in it as well.
    if (node.parent) enter(node.parent);
    for (const next of [...entered(node), ...transitionsOf(node).flatMap(targetsOf)]) enter(next);
  };
  enter(root);
  return reached;
}

export function allNodes(node: AnyStateNode): AnyStateNode[] {
  return [node, ...childrenOf(node).flatMap(allNodes)];
}

const childrenOf = (node: AnyStateNode): AnyStateNode[] => Object.values(node.states);

/** What entering a state enters below it. */
function entered(node: AnyStateNode): readonly AnyStateNode[] {
  if (node.type === 'parallel') return childrenOf(node);
  return node.type === 'compound' ? (node.initial.target ?? []) : [];
}

/** Those by events, delays, invokes' ends, and those that are always taken. */
function transitionsOf(node: AnyStateNode): AnyTransitionDefinition[] {
  return [...node.transitions.values()].flat().concat(node.always ?? []);
}

const targetsOf = (transition: AnyTransitionDefinition): readonly AnyStateNode[] =>
  transition.target ?? [];

/** Left by no transition of its own or of an ancestor, and not tagged as a place to stay for good. */
function isDeadEnd(node: AnyStateNode): boolean {
  if (node.type !== 'atomic' || node.tags.includes('resting')) return false;
  const chain = lineage(node);
  const leaves = (target: AnyStateNode) => target !== node;
  return !chain.some((each) => transitionsOf(each).flatMap(targetsOf).some(leaves));
}

function lineage(node: AnyStateNode): AnyStateNode[] {
  return node.parent ? [node, ...lineage(node.parent)] : [node];
}

/** An error that nobody handles ends the whole machine, so each invoke must lead on from it. */
function invokeFlaws(node: AnyStateNode): string[] {
  return node.invoke
    .filter(({ id }) => {
      const onError = node.transitions.get(`xstate.error.actor.${id}`) ?? [];
      const last = onError.at(-1);
      // Behind a guard the last one might not be taken.
      return !last || last.guard !== undefined || targetsOf(last).length === 0;
    })
    .map(({ src }) => `${node.id}: ${nameOf(src) ?? 'an actor'} may fail, and no onError leads on`);
}

function isMisnamed(node: AnyStateNode): boolean {
  return node.type === 'atomic' && node.invoke.length > 0 && !/^[a-z]+ing(?![a-z])/.test(node.key);
}

/** Names in the chart that `setup` does not know; XState would find out only when it gets there. */
function missingNames({ implementations }: AnyStateMachine, node: AnyStateNode): string[] {
  const transitions = transitionsOf(node);
  const used = {
    actors: node.invoke.map(({ src }) => src),
    actions: [...node.entry, ...node.exit, ...transitions.flatMap(({ actions }) => actions)],
    guards: transitions.map(({ guard }) => guard),
    delays: node.after.map(({ delay }) => delay),
  };
  return Object.entries(used).flatMap(([kind, names]) => {
    const known = implementations[kind as keyof typeof used] as object;
    return names
      .map(nameOf)
      .filter((name) => name !== null && !Object.hasOwn(known, name) && !isBuiltIn(name))
      .map((name) => `${node.id}: "${name}" is not among the ${kind}`);
  });
}

function nameOf(reference: unknown): string | null {
  if (typeof reference === 'string') return reference;
  const { type } = (reference ?? {}) as { type?: unknown };
  return typeof type === 'string' && typeof reference !== 'function' ? type : null;
}

const isBuiltIn = (name: string): boolean => name.startsWith('xstate.');
