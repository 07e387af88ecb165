import { type ChartState, type ChartTransition, within } from './graph.ts';

/** Who lies within whom, and what is entered with what. */
export class Hierarchy {
  readonly #states: Map<string, ChartState>;

  constructor(chart: ChartState) {
    this.#states = new Map(within(chart).map((state) => [state.key, state]));
  }

  get(key: string): ChartState | undefined {
    return this.#states.get(key);
  }

  /** The state and all around it, the machine first. */
  lineage(state: ChartState): ChartState[] {
    const parent = this.#parentOf(state);
    return parent ? [...this.lineage(parent), state] : [state];
  }

  /** The state and what is entered below it, each before what lies within. */
  descent(state: ChartState): ChartState[] {
    const around = new Set(this.lineage(state));
    const below = this.#entered(state).flatMap((child) => {
      const between = this.lineage(child).filter((one) => !around.has(one) && one !== child);
      return [...between, ...this.descent(child)];
    });
    return [state, ...below];
  }

  /** What a transition enters by one of its targets: from below what it does not leave. */
  enteredBy({ source, reenter }: ChartTransition, target: ChartState): ChartState[] {
    const from = this.get(source);
    const kept = new Set(from ? this.lineage(from) : []);
    if (from && (reenter || from === target)) kept.delete(from);
    const path = this.lineage(target).filter((one) => !kept.has(one) && one !== target);
    return [...path, ...this.descent(target)];
  }

  #parentOf({ parent }: ChartState): ChartState | undefined {
    return parent === null ? undefined : this.get(parent);
  }

  #entered(state: ChartState): ChartState[] {
    const { kind, children, initial } = state;
    if (kind === 'parallel') return children.filter((child) => child.kind !== 'history');
    const first = kind === 'history' && initial.length === 0 ? this.#remembered(state) : initial;
    return first.flatMap((key) => this.get(key) ?? []);
  }

  /** A history state that has nothing to remember leads to where its parent begins. */
  #remembered(state: ChartState): string[] {
    const parent = this.#parentOf(state);
    if (parent?.kind !== 'parallel') return parent?.initial ?? [];
    return parent.children.filter(({ kind }) => kind !== 'history').map(({ key }) => key);
  }
}
