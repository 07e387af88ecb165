import { createHash } from 'node:crypto';
import { type AnyStateMachine, StateMachine } from 'xstate';
import { codeName } from '../names.ts';
import { draw } from './draw.ts';
import { chartOf, type ChartState } from './graph.ts';
import { LayoutThread } from './thread.ts';
import { type Way, wayBetween } from './ways.ts';

export type { Way } from './ways.ts';

interface Known {
  machine: string;
  chart: ChartState;
  drawing: Promise<string> | null;
  /** By the count of all uses: the lowest was not asked for longest. */
  used: number;
}

/** Machines may be made at run time, without end. */
const keptCharts = 200;
const warmed = 20;

/** The statecharts of machines, as drawings and as maps. */
export class Charts {
  readonly #charts = new Map<string, Known>();
  /** By configuration, which `machine.provide()` shares with the machine that it copies. */
  readonly #keys = new WeakMap<object, string>();
  readonly #visited = new WeakSet<AnyStateMachine>();
  readonly #thread = new LayoutThread();
  readonly #kept = new Set<string>();
  #uses = 0;

  /**
   * Makes a machine known, and every machine among the actors that it names. Cheap: nothing is
   * drawn. Copies made by `provide()` are the same chart. Of some hundreds, those that nobody has asked
   * for longest are forgotten.
   *
   * @returns its key, the machine's id and a hash of its shape, safe in the path of a URL.
   */
  know(machine: AnyStateMachine): string {
    const known = this.#keys.get(machine.config);
    const key = known !== undefined && this.#use(known) ? known : this.#add(machine);
    if (this.#visited.has(machine)) return key;
    this.#visited.add(machine);
    for (const actor of actorsOf(machine)) this.know(actor);
    return key;
  }

  /** As `know`; neither it nor what it names is ever forgotten. */
  keep(machine: AnyStateMachine): void {
    const key = this.know(machine);
    if (this.#kept.has(key)) return;
    this.#kept.add(key);
    for (const actor of actorsOf(machine)) this.keep(actor);
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
    const known = this.#use(key);
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

  /** Draws the first that are known, one after the other, so that whoever asks soon need not wait. */
  async warm(): Promise<void> {
    await this.#thread.during(async () => {
      for (const key of [...this.#charts.keys()].slice(0, warmed)) {
        // Who really wants it asks again, and is told.
        await this.svg(key).catch(() => null);
      }
    });
  }

  /**
   * The states and edges of the shortest way between two states, for drawing a finished run from
   * coarse facts. A compound state means itself and what it enters first.
   *
   * @returns null when there is no such way, chart or state.
   */
  way(key: string, from: string, to: string): Way | null {
    const known = this.#use(key);
    return known ? wayBetween(known.chart, from, to) : null;
  }

  #add(machine: AnyStateMachine): string {
    const chart = chartOf(machine);
    const name = codeName(machine.id);
    const key = keyFor(name, chart);
    this.#keys.set(machine.config, key);
    if (this.#use(key)) return key;
    this.#charts.set(key, { machine: name, chart, drawing: null, used: ++this.#uses });
    this.#forget();
    return key;
  }

  #use(key: string): Known | null {
    const known = this.#charts.get(key);
    if (known) known.used = ++this.#uses;
    return known ?? null;
  }

  #forget(): void {
    if (this.#charts.size <= keptCharts + this.#kept.size) return;
    const others = [...this.#charts].filter(([key]) => !this.#kept.has(key));
    const [oldest] = others.toSorted(([, a], [, b]) => a.used - b.used);
    if (oldest) this.#charts.delete(oldest[0]);
  }
}

function actorsOf({ implementations }: AnyStateMachine): AnyStateMachine[] {
  const actors: unknown[] = Object.values(implementations.actors ?? {});
  return actors.filter((actor) => actor instanceof StateMachine);
}

function keyFor(id: string, chart: ChartState): string {
  const hash = createHash('sha256').update(JSON.stringify(chart)).digest('hex').slice(0, 8);
  const name = id.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60);
  return `${name}-${hash}`;
}
