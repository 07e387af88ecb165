/** The LLM with a meter: what each call used is noted, and a day's budget is never overrun. */
import { costOf, type Prices } from '../domain/draft.ts';
import { Failure } from '../domain/failure.ts';
import { dayOf, type Purpose, type TokenBudget } from '../domain/token-budget.ts';
import type { Llm, LlmCall, LlmUsage, UsageStore } from '../ports.ts';

export interface Meter {
  /** null: no limit. */
  budget: TokenBudget | null;
  usage: UsageStore;
  prices: Prices;
  /** A note that could not be written: the figures of the day are then too low. */
  onLost(error: unknown): void;
}

/** @param model as configured, for calls whose answer does not name one */
export function metered(llm: Llm, model: string, purpose: Purpose, meter: Meter): Llm {
  const { budget, usage, prices } = meter;

  async function call<Answer extends LlmUsage>(
    step: LlmCall['step'],
    signal: AbortSignal,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    const settle = (await budget?.reserve(purpose, signal)) ?? (() => undefined);
    const note = (used: LlmUsage, failed: boolean) => {
      const { inputTokens, outputTokens } = used;
      settle(inputTokens + outputTokens);
      const cost = costOf(used, prices);
      const line = { day: dayOf(Date.now()), step, ...used, cost, failed };
      // Nobody waits for it: a figure is not worth a message's time.
      usage.note(line).catch(meter.onLost);
    };
    try {
      const answer = await ask();
      const { inputTokens, outputTokens } = answer;
      note({ model: answer.model, inputTokens, outputTokens }, false);
      return answer;
    } catch (error) {
      note({ model, inputTokens: 0, outputTokens: 0, ...Failure.of(error).usage }, true);
      throw error;
    }
  }

  return {
    provider: llm.provider,
    classify: (question, signal) => call('classify', signal, () => llm.classify(question, signal)),
    draft: (request, signal) => call('draft', signal, () => llm.draft(request, signal)),
    summarize: (request, signal) => call('summarize', signal, () => llm.summarize(request, signal)),
  };
}
