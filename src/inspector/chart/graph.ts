import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { edgeId, shownEvent, stateKey } from '../edges.ts';
import { codeName } from '../names.ts';
import { eventText, guardText, nameOf, type EventText } from './names.ts';

export type StateKind = AnyStateNode['type'];

/** A transition in plain data. */
export interface ChartTransition {
  /** As in the live feed, see `edgeId`. */
  id: string;
  source: string;
  /** State keys. None: an internal transition, which changes no state. */
  targets: string[];
  /** As the machine hears it, such as `xstate.done.actor.0.email.parsing.working`. */
  event: string;
  /** As people read it. */
  text: EventText;
  /** Without brackets; the empty text if it has none. */
  guard: string;
  /** The source is left and entered again, even where the target lies within it. */
  reenter: boolean;
  actions: string[];
  description: string;
}

/** A state in plain data, and all that lies within it. */
export interface ChartState {
  /** As in the live feed, see `stateKey`; the empty text for the machine itself. */
  key: string;
  name: string;
  kind: StateKind;
  /** A history state that remembers all levels below. */
  deep: boolean;
  parent: string | null;
  /** One of those that are active at once in a parallel state. */
  region: boolean;
  /** What is entered with it: one state of a compound one, or where a history state leads at first. */
  initial: string[];
  description: string;
  tags: string[];
  /** The actors that it runs. */
  runs: string[];
  entry: string[];
  exit: string[];
  transitions: ChartTransition[];
  children: ChartState[];
}

/** The machine as plain data, in the order of its definition. */
export function chartOf(machine: AnyStateMachine): ChartState {
  return stateOf(machine.root);
}

/** A state and all within it, each before its children. */
export function within(state: ChartState): ChartState[] {
  return [state, ...state.children.flatMap(within)];
}

function stateOf(node: AnyStateNode): ChartState {
  return {
    key: stateKey(node),
    name: node.parent ? node.key : codeName(node.machine.id),
    kind: node.type,
    deep: node.history === 'deep',
    parent: node.parent ? stateKey(node.parent) : null,
    region: node.parent?.type === 'parallel' && node.type !== 'history',
    initial: initialOf(node),
    description: node.description ?? '',
    tags: node.tags,
    runs: node.invoke.map((invoke) => actorName(invoke)),
    entry: own(node.entry),
    exit: own(node.exit),
    transitions: transitionsOf(node).map((transition) => transitionOf(node, transition)),
    children: childrenOf(node).map(stateOf),
  };
}

const childrenOf = (node: AnyStateNode): AnyStateNode[] => Object.values(node.states);

/** What the author wrote; delays add actions of their own to a state's entry and exit. */
function own(actions: readonly unknown[]): string[] {
  return actions
    .map((action) => nameOf(action))
    .filter((name) => name !== 'xstate.raise' && name !== 'xstate.cancel');
}

function initialOf(node: AnyStateNode): string[] {
  if (node.type === 'history') return historyDefault(node).map(stateKey);
  return node.type === 'compound' ? node.initial.target.map(stateKey) : [];
}

/** Where a history state leads as long as there is nothing to remember; only what was written. */
function historyDefault(node: AnyStateNode): AnyStateNode[] {
  const { target } = node.config as { target?: unknown };
  return [target].flat().flatMap((path): AnyStateNode[] => {
    if (typeof path !== 'string') return [];
    if (path.startsWith('#')) return [node.machine.getStateNodeById(path.slice(1))];
    let found: AnyStateNode | undefined = node.parent;
    for (const step of path.split('.')) found = found?.states[step];
    return found ? [found] : [];
  });
}

function transitionsOf(node: AnyStateNode): AnyTransitionDefinition[] {
  return [...node.transitions.values()].flat().concat(node.always ?? []);
}

function transitionOf(node: AnyStateNode, transition: AnyTransitionDefinition): ChartTransition {
  const { target, eventType, guard, reenter, actions, description } = transition;
  return {
    id: edgeId(transition),
    source: stateKey(node),
    targets: (target ?? []).map(stateKey),
    event: shownEvent(eventType),
    text: eventText(eventType, node.id, node.invoke.map(ends)),
    guard: guard === undefined ? elseOf(node, transition) : guardText(guard),
    reenter,
    actions: actions.map((action) => nameOf(action)),
    description: description ?? '',
  };
}

/** The last of several ways that are tried at once needs no guard: it is what remains. */
function elseOf(node: AnyStateNode, transition: AnyTransitionDefinition): string {
  const among = transition.eventType === '' ? (node.always ?? []) : [];
  return among.indexOf(transition) > 0 ? 'else' : '';
}

type Invoke = AnyStateNode['invoke'][number];

const ends = (invoke: Invoke) => ({ id: invoke.id, name: actorName(invoke) });

/** By the name in `setup`, by the id that it was given, or else by what it is. */
function actorName({ src, id }: Invoke): string {
  const named = typeof src === 'string' && !src.startsWith('xstate.invoke.');
  if (named) return src;
  return /^\d+\./.test(id) ? 'an actor' : codeName(id);
}
