import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';

/** A transition as a person reads it. */
export interface Edge {
  source: AnyStateNode;
  /** Null where the state is kept and only something is noted. */
  target: AnyStateNode | null;
  /** Such as `done`, `error`, `after backoff`, `mail.arrived`; empty when it is taken at once. */
  on: string;
  /** The name of the guard, such as `is fenced`; empty where there is none. */
  guard: string;
  /** What the guard is asked about, such as `parsing`. */
  guardParams: string;
  actions: string[];
}

/** The transitions of this very state, in the order in which they are tried. */
export function edgesOf(node: AnyStateNode): Edge[] {
  return [...node.transitions.values(), node.always ?? []]
    .flat()
    .map((transition) => edgeOf(node, transition));
}

export function descendants(node: AnyStateNode): AnyStateNode[] {
  return childrenOf(node).flatMap((child) => [child, ...descendants(child)]);
}

export const childrenOf = (node: AnyStateNode): AnyStateNode[] => Object.values(node.states);

export const isLeaf = (node: AnyStateNode): boolean => childrenOf(node).length === 0;

export function isInside(node: AnyStateNode, ancestor: AnyStateNode): boolean {
  return ancestor.path.every((key, i) => node.path[i] === key);
}

/** The name of a guard, an action or an actor, given as itself or with its parameters. */
export function nameOf(reference: unknown): string {
  if (typeof reference === 'string') return reference;
  const { type } = (reference ?? {}) as { type?: unknown };
  return typeof type === 'string' ? type : '';
}

/** Without what XState adds of its own accord to start its timers. */
export function namesOf(actions: readonly unknown[]): string[] {
  return actions.map(nameOf).filter((name) => name !== '' && !name.startsWith('xstate.'));
}

function edgeOf(source: AnyStateNode, transition: AnyTransitionDefinition): Edge {
  const { params } = (transition.guard ?? {}) as { params?: unknown };
  return {
    source,
    target: transition.target?.[0] ?? null,
    on: eventName(transition.eventType),
    guard: nameOf(transition.guard),
    guardParams: typeof params === 'string' ? params : '',
    actions: namesOf(transition.actions),
  };
}

/** Such as `[is due parsing]`; empty where there is no guard. */
export function conditionOf({ guard, guardParams }: Edge): string {
  return guard && `[${[guard, guardParams].filter(Boolean).join(' ')}]`;
}

/** XState's own event types carry the ids of states and children, which say nothing here. */
function eventName(type: string): string {
  if (type === 'xstate.done.actor.*') return 'child done';
  if (type === 'xstate.error.actor.*') return 'child failed';
  if (type.startsWith('xstate.done.actor.')) return 'done';
  if (type.startsWith('xstate.error.actor.')) return 'error';
  const delay = /^xstate\.after\.([^.]+)\./.exec(type)?.[1];
  return delay === undefined ? type : `after ${delay}`;
}
