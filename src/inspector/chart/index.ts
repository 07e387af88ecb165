import { createHash } from 'node:crypto';
import { type AnyStateMachine, StateMachine } from 'xstate';
import { draw } from './draw.ts';
import { chartOf, type ChartState } from './graph.ts';
import { LayoutThread } from './thread.ts';
import { type Way, wayBetween } from './ways.ts';

export type { Way } from './ways.ts';

interface Known {
  machine: string;
  chart: ChartState;
  drawing: Promise<string> | null;
}

/** The statecharts of machines, as drawings and as maps. */
export class Charts {
  readonly #charts = new Map<string, Known>();
  /** By configuration, which `machine.provide()` shares with the machine that it copies. */
  readonly #keys = new WeakMap<object, string>();
  readonly #visited = new WeakSet<AnyStateMachine>();
  readonly #thread = new LayoutThread();

  /**
   * Makes a machine known, and every machine among the actors that it names. Cheap: nothing is
   * drawn. Copies made by `provide()` are the same chart.
   *
   * @returns its key, the machine's id and a hash of its shape, safe in the path of a URL.
   */
  know(machine: AnyStateMachine): string {
    const key = this.#keys.get(machine.config) ?? this.#add(machine);
    if (this.#visited.has(machine)) return key;
    this.#visited.add(machine);
    for (const actor of Object.values(machine.implementations.actors ?? {})) {
      if (actor instanceof StateMachine) this.know(actor);
    }
    return key;
  }

  /** In the order in which they became known. */
  list(): { machine: string; key: string }[] {
    return [...this.#charts].map(([key, { machine }]) => ({ machine, key }));
  }

  /**
   * The drawing as SVG; null: there is no such chart. It is made at the first call, in a thread, and
   * kept; who asks meanwhile gets the same one.
   *
   * @throws Error when it cannot be laid out; another call tries again.
   */
  async svg(key: string): Promise<string | null> {
    const known = this.#charts.get(key);
    if (!known) return null;
    const drawing = (known.drawing ??= draw(known.chart, key, this.#thread));
    try {
      return await drawing;
    } catch (error) {
      // Another caller may have asked again already.
      if (known.drawing === drawing) known.drawing = null;
      throw error;
    }
  }

  /** Draws all that are known, one after the other, so that whoever asks soon need not wait. */
  async warm(): Promise<void> {
    for (const key of this.#charts.keys()) {
      // Who really wants it asks again, and is told.
      await this.svg(key).catch(() => null);
    }
  }

  /**
   * The states and edges of the shortest way between two states, for drawing a finished run from
   * coarse facts. A compound state means itself and what it enters first.
   *
   * @param avoiding States that may not be entered on the way.
   * @returns null when there is no such way, chart or state.
   */
  way(key: string, from: string, to: string, avoiding: string[] = []): Way | null {
    const known = this.#charts.get(key);
    return known ? wayBetween(known.chart, from, to, avoiding) : null;
  }

  #add(machine: AnyStateMachine): string {
    const chart = chartOf(machine);
    const key = keyFor(machine.id, chart);
    if (!this.#charts.has(key))
      this.#charts.set(key, { machine: machine.id, chart, drawing: null });
    this.#keys.set(machine.config, key);
    return key;
  }
}

function keyFor(id: string, chart: ChartState): string {
  const hash = createHash('sha256').update(JSON.stringify(chart)).digest('hex').slice(0, 8);
  const name = id.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60);
  return `${name}-${hash}`;
}
