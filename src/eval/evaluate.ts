import type { Sample } from './labels.ts';
import { type Figures, figuresOf, percentile } from './metrics.ts';
import { type Trial, type TrialPorts, tryOut } from './trial.ts';
import type { UsageTally } from './usage-tally.ts';

/** What `--json` prints; later versions may add keys. */
export interface Evaluation extends Figures {
  /** Input and output tokens, those of answers that were of no use included. */
  tokens: number;
  inputTokens: number;
  outputTokens: number;
  /** By `LLM_PRICE_INPUT` and `LLM_PRICE_OUTPUT`. */
  costUsd: number;
  /** Of one mail from its reading to its last step, with `CONCURRENCY` mails at once. */
  latencyMs: { p50: number; p99: number };
  /** Answers by who gave them: `openai`, `mock`, or `rules` where no model was needed. */
  providers: Record<string, number>;
  models: string[];
  /** Calls of the LLM without a usable answer, those that were then asked again included. */
  failedCalls: number;
  /** Mails for which the mock stood in for the configured LLM, and why. */
  fallbacks: number;
  fallbackCauses: Record<string, number>;
  /** In the order of the labels. */
  predictions: {
    file: string;
    category: string;
    urgency: string;
    automated: boolean;
    injection: boolean;
  }[];
  /** Counted as predicted General, low, not automated. */
  unreadable: { file: string; reason: string }[];
}

/** Tries all samples, so many at once, in the order of their labels. */
export async function tryAll(
  samples: Sample[],
  ports: TrialPorts,
  concurrency: number,
  onEnd: (ended: number) => void,
): Promise<Trial[]> {
  const trials: Trial[] = [];
  const queue = samples.entries();
  let ended = 0;
  async function worker(): Promise<void> {
    for (const [i, sample] of queue) {
      // oxlint-disable-next-line no-await-in-loop -- the next one when this one has ended
      trials[i] = await tryOut(sample, i + 1, ports);
      ended += 1;
      onEnd(ended);
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, samples.length) }, worker));
  return trials;
}

export function evaluationOf(trials: Trial[], usage: UsageTally): Evaluation {
  const times = trials.map(({ ms }) => ms);
  const runs = trials.flatMap((trial) => trial.runs);
  const causes = trials.flatMap((trial) => causeOf(trial) ?? []);
  return {
    ...figuresOf(
      trials.map(({ sample, predicted, succeeded }) => ({ label: sample, predicted, succeeded })),
    ),
    tokens: usage.inputTokens + usage.outputTokens,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    costUsd: usage.costUsd,
    latencyMs: {
      p50: Math.round(percentile(times, 0.5)),
      p99: Math.round(percentile(times, 0.99)),
    },
    providers: tally(runs.map(({ provider }) => provider)),
    models: [...new Set(runs.map(({ model }) => model))].toSorted(),
    failedCalls: usage.failedCalls,
    fallbacks: causes.length,
    fallbackCauses: tally(causes),
    predictions: trials.map(({ sample, predicted }) => {
      const { category, urgency, automated, injection } = predicted;
      return { file: sample.file, category, urgency, automated, injection };
    }),
    unreadable: trials.flatMap(({ sample: { file }, unreadable: reason }) =>
      reason === null ? [] : [{ file, reason }],
    ),
  };
}

/** Why the mock stood in for the LLM on a mail; undefined where it did not, or there is no LLM. */
function causeOf({ runs }: Trial): string | undefined {
  return runs.find(({ fallback, cause }) => fallback && cause !== null)?.cause ?? undefined;
}

function tally(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
