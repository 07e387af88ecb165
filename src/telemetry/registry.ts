import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Labels, type MetricName, type MetricSpec, metricTable, prefix } from './metrics.ts';

/** The names of the table's metrics of one type. */
type Of<Type extends MetricSpec['type']> = {
  [Name in MetricName]: (typeof metricTable)[Name]['type'] extends Type ? Name : never;
}[MetricName];

/** The figures of one process. A count is an addition in memory: nothing here waits or throws. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #counters = new Map<string, Counter>();
  readonly #gauges = new Map<string, Gauge>();
  readonly #histograms = new Map<string, Histogram>();
  readonly #readers: (() => Promise<void> | void)[] = [];

  constructor() {
    const registers = [this.#registry];
    for (const [name, spec] of Object.entries<MetricSpec>(metricTable)) {
      const { help, type, buckets } = spec;
      const options = { name: prefix + name, help, labelNames: spec.labels, registers };
      if (type === 'counter') this.#counters.set(name, new Counter(options));
      else if (type === 'gauge') this.#gauges.set(name, new Gauge(options));
      else this.#histograms.set(name, new Histogram({ ...options, ...(buckets && { buckets }) }));
    }
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Those of Node and of the process, with the names that every Node.js dashboard knows. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  count<Name extends Of<'counter'>>(name: Name, labels: Labels<Name>, by = 1): void {
    this.#counters.get(name)?.inc(labels, by);
  }

  observe<Name extends Of<'histogram'>>(name: Name, labels: Labels<Name>, value: number): void {
    this.#histograms.get(name)?.observe(labels, value);
  }

  set<Name extends Of<'gauge'>>(name: Name, labels: Labels<Name>, value: number): void {
    this.#gauges.get(name)?.set(labels, value);
  }

  add<Name extends Of<'gauge'>>(name: Name, labels: Labels<Name>, by: number): void {
    this.#gauges.get(name)?.inc(labels, by);
  }

  /** Before it is read anew: what has gone must not stay at its last value. */
  clear(...names: Of<'gauge'>[]): void {
    for (const name of names) {
      const gauge = this.#gauges.get(name);
      gauge?.reset();
      // One without labels would be 0.
      if (metricTable[name].labels.length === 0) gauge?.remove();
    }
  }

  /** Reads gauges at the moment of a scrape. One that fails costs its own figures alone. */
  onScrape(reader: () => Promise<void> | void): void {
    this.#readers.push(reader);
  }

  /** The text format of Prometheus. */
  async render(): Promise<string> {
    const since = performance.now();
    await Promise.allSettled(this.#readers.map(async (reader) => await reader()));
    this.set('scrape_duration_seconds', {}, (performance.now() - since) / 1_000);
    return await this.#registry.metrics();
  }
}
