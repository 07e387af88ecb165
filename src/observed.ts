/** Who counts and traces what this process does. */
import type { EventBus } from './ports.ts';
import type { StepTrace } from './ports/tracing.ts';
import { countEnds, countSignals } from './telemetry/figures.ts';
import { watchBy } from './telemetry/metered-ports.ts';
import { Metrics } from './telemetry/registry.ts';
import { openTracing } from './telemetry/tracing.ts';
import { both, unwatched, type Watch } from './telemetry/watch.ts';

export interface Observed {
  watch: Watch;
  /** Left out where nobody traces. */
  trace: StepTrace | undefined;
}

export const unobserved: Observed = { watch: unwatched, trace: undefined };

/** @param own what this process does itself; null where it hears of what others do */
export function observe(own: EventBus | null): Observed & { metrics: Metrics } {
  const metrics = new Metrics();
  metrics.watchProcess();
  countSignals(metrics);
  if (own) countEnds(own, metrics);
  const tracing = openTracing();
  const metered = watchBy(metrics);
  return {
    metrics,
    watch: tracing ? both(metered, tracing.watch) : metered,
    trace: tracing ?? undefined,
  };
}
