/** The LLM with a meter: what each call used is noted, and a day's budget is never overrun. */
import { costOf, type Prices } from '../domain/draft.ts';
import { Failure } from '../domain/failure.ts';
import { dayOf, type Purpose, roughTokens, type TokenBudget } from '../domain/token-budget.ts';
import type { Mail } from '../domain/mail.ts';
import type { Llm, LlmCall, LlmUsage, Question, UsageStore } from '../ports.ts';

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
    { mail }: Question,
    signal: AbortSignal,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    const rough = tokensFor(mail);
    const settle = (await budget?.reserve(purpose, rough, signal)) ?? (() => undefined);
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
      const { code, usage: told } = Failure.of(error);
      // What is given up while it is answered is billed all the same, and nobody says how much.
      const inputTokens = code === 'llm.timeout' ? rough : 0;
      note({ model, inputTokens, outputTokens: 0, ...told }, true);
      throw error;
    }
  }

  return {
    provider: llm.provider,
    classify: (question, signal) =>
      call('classify', question, signal, () => llm.classify(question, signal)),
    draft: (request, signal) => call('draft', request, signal, () => llm.draft(request, signal)),
    summarize: (request, signal) =>
      call('summarize', request, signal, () => llm.summarize(request, signal)),
  };
}

/** The instructions, without the mail. */
const instructionTokens = 1_000;
/** Characters of a mail that are shown at most, its attachments among them. */
const shownLength = 24_000;

/** What a question about the mail needs at least; it is a floor, and not the bill. */
function tokensFor({ text, attachments }: Mail): number {
  const length = attachments.reduce((sum, each) => sum + (each.text?.length ?? 0), text.length);
  return instructionTokens + roughTokens(Math.min(length, shownLength));
}
