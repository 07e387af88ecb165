import { type ChartState, type ChartTransition, within } from './graph.ts';
import { internalLabelOf, jumpLabelOf, type Label, labelOf } from './labels.ts';

/** All transitions between the same states: one line in the drawing, with a label each. */
export interface Arrow {
  id: string;
  from: ChartState;
  /** Several, if a transition enters several regions of a parallel state at once. */
  to: ChartState[];
  labels: Label[];
  /** From a state to one within it: drawn from a small sign in the container, not from its border. */
  fromAny: boolean;
}

/** A state with what stands in its box. */
export interface Box {
  state: ChartState;
  internals: Label[];
  /** Ways to states to which many lead: named in the box, for that many lines would hide the rest. */
  jumps: Arrow[];
  children: Box[];
}

export interface Picture {
  root: Box;
  /** What is drawn as a line from box to box. */
  arrows: Arrow[];
}

/** From so many arrows on, what leads to a state, or from it, is named in boxes. */
export interface Hubs {
  /** To a state, of any kind. */
  all: number;
  /** To a state, across the border of a container. */
  crossing: number;
  /** From a state. */
  out: number;
}

/** Decides what becomes a line in a box, a jump or an arrow. */
export function pictureOf(chart: ChartState, hubs: Hubs): Picture {
  const states = new Map(within(chart).map((state) => [state.key, state]));
  const arrows = arrowsOf(states);
  const jumps = new Set(arrows.filter(isJump(arrows, hubs)));
  const boxOf = (state: ChartState): Box => ({
    state,
    internals: state.transitions.filter(isInternal).map(internalLabelOf),
    jumps: [...jumps].filter(({ from }) => from === state).map(asJump),
    children: state.children.map(boxOf),
  });
  return { root: boxOf(chart), arrows: arrows.filter((arrow) => !jumps.has(arrow)) };
}

const asJump = (arrow: Arrow): Arrow => ({
  ...arrow,
  labels: arrow.labels.map(({ transition }) => jumpLabelOf(transition)),
});

const isInternal = ({ targets }: ChartTransition): boolean => targets.length === 0;

function arrowsOf(states: Map<string, ChartState>): Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const from of states.values()) {
    for (const transition of from.transitions) {
      if (isInternal(transition)) continue;
      const ends = JSON.stringify([from.key, transition.targets]);
      const arrow = arrows.get(ends) ?? emptyArrow(`arrow-${arrows.size}`, from);
      if (!arrows.has(ends)) arrow.to.push(...transition.targets.map((key) => known(states, key)));
      arrow.fromAny = arrow.to.every((to) => liesIn(to, from));
      arrow.labels.push(labelOf(transition));
      arrows.set(ends, arrow);
    }
  }
  return [...arrows.values()];
}

const emptyArrow = (id: string, from: ChartState): Arrow => ({
  id,
  from,
  to: [],
  labels: [],
  fromAny: false,
});

function known(states: Map<string, ChartState>, key: string): ChartState {
  const state = states.get(key);
  if (!state) throw new Error(`no state "${key}" in this machine`);
  return state;
}

/** Whether a state lies within another, at any depth. */
export function liesIn(inner: ChartState, outer: ChartState): boolean {
  return inner !== outer && (outer.key === '' || inner.key.startsWith(`${outer.key}.`));
}

function isJump(arrows: Arrow[], hubs: Hubs): (arrow: Arrow) => boolean {
  const alike = (arrow: Arrow) =>
    arrows.filter(({ from, to, fromAny }) => to[0] === arrow.to[0] && from !== to[0] && !fromAny);
  return (arrow) => {
    const { from, to, fromAny } = arrow;
    // There is no line to a container around it, to the whole machine, or to several states.
    if (to.length > 1 || to.some((state) => liesIn(from, state) || state.parent === null)) {
      return true;
    }
    if (fromAny || to.includes(from)) return false;
    const out = arrows.filter((other) => other.from === from);
    const all = alike(arrow);
    const crossing = all.filter(crosses);
    if (all.length >= hubs.all || out.length >= hubs.out) return true;
    return crosses(arrow) && crossing.length >= hubs.crossing;
  };
}

const crosses = ({ from, to }: Arrow): boolean => to.some(({ parent }) => parent !== from.parent);
