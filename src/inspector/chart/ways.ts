import type { ChartState, ChartTransition } from './graph.ts';
import { Hierarchy } from './hierarchy.ts';
import { liesIn } from './picture.ts';

/** What is passed on the way, in its order; states with the first and the last one. */
export interface Way {
  states: string[];
  edges: string[];
}

/** An innermost state that is active, and how it came to that. */
interface Step {
  at: ChartState;
  /** All that was entered with it. */
  entered: ChartState[];
  edge: string | null;
  before: Step | null;
}

/**
 * The shortest way from state to state, as if every guard let it pass. To enter a state is to enter
 * its initial ones, and while it is active so are the transitions of all that is around it.
 *
 * @returns null when there is no such way, or no such state.
 */
export function wayBetween(chart: ChartState, from: string, to: string): Way | null {
  const hierarchy = new Hierarchy(chart);
  const start = hierarchy.get(from);
  const goal = hierarchy.get(to);
  if (!start || !goal) return null;
  const first = hierarchy.descent(start);
  if (first.includes(goal)) return wayOf({ at: goal, entered: first, edge: null, before: null });
  const seen = new Set<ChartState>();
  let front = innermost(first).map((at): Step => ({
    at,
    entered: first,
    edge: null,
    before: null,
  }));
  while (front.length > 0) {
    const next: Step[] = [];
    for (const step of front.flatMap((before) => stepsFrom(before, hierarchy))) {
      if (step.entered.includes(goal)) return wayOf({ ...step, at: goal });
      if (seen.has(step.at)) continue;
      seen.add(step.at);
      next.push(step);
    }
    front = next;
  }
  return null;
}

function stepsFrom(before: Step, hierarchy: Hierarchy): Step[] {
  return transitionsAt(before.at, hierarchy).flatMap((transition) => {
    const targets = transition.targets.flatMap((key) => hierarchy.get(key) ?? []);
    const entered = targets.flatMap((target) => hierarchy.enteredBy(transition, target));
    return innermost(entered).map((at) => ({ at, entered, edge: transition.id, before }));
  });
}

function innermost(states: ChartState[]): ChartState[] {
  return states.filter((state) => !states.some((other) => liesIn(other, state)));
}

/** Of the state and of all around it; those for failures last, for they are the lesser way. */
function transitionsAt(state: ChartState, hierarchy: Hierarchy): ChartTransition[] {
  const all = hierarchy
    .lineage(state)
    .toReversed()
    .flatMap(({ transitions }) => transitions);
  const possible = all.filter(
    ({ event, source }) =>
      !event.startsWith('xstate.done.state.') || (state.kind === 'final' && state.key !== source),
  );
  const isFailure = ({ event }: ChartTransition) => event.startsWith('xstate.error.');
  return [...possible.filter((one) => !isFailure(one)), ...possible.filter(isFailure)];
}

/** Each step with the states that were entered for it, not with those beside it. */
function wayOf(last: Step): Way {
  const way: Way = { states: [], edges: [] };
  for (let step: Step | null = last; step; step = step.before) {
    const { at, entered, edge }: Step = step;
    const isPassed = (one: ChartState) =>
      one === at || liesIn(at, one) || (step === last && liesIn(one, at));
    way.states.unshift(...entered.filter(isPassed).map(({ key }) => key));
    if (edge !== null) way.edges.unshift(edge);
  }
  return { states: [...new Set(way.states)], edges: way.edges };
}
