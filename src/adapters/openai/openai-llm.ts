import { urgencyOf } from '../../domain/category.ts';
import type { Playbook } from '../../domain/playbook.ts';
import type { Llm, LlmUsage, Question } from '../../ports.ts';
import { type Answer, type LlmStep, readAnswer, type Reading } from './answers.ts';
import { asker } from './ask.ts';
import type { ChatOptions } from './chat.ts';
import { leakGuard, textsOf } from './leaks.ts';
import { type PromptPair, promptsOf } from './prompts.ts';
import { replyOf } from './reply.ts';

export type OpenAiOptions = ChatOptions & {
  playbook: Playbook;
  /** For the date that the model is told. */
  now?: () => Date;
};

/**
 * An `Llm` behind any OpenAI-compatible server (OpenAI, Azure, Ollama, vLLM, LM Studio, llama.cpp).
 * An answer that is none is asked for once more, with its faults; a server that lacks structured
 * outputs, or takes the schema and ignores it, is told the schema in words from then on. No request
 * is repeated after a failure.
 *
 * Rejects with `llm.rate_limited` and `llm.unavailable` (with `retryAfterMs` where the server says
 * so), `llm.timeout`, `llm.refused`, `llm.invalid`, `llm.unsafe` or `llm.rejected`; with `usage`
 * where an answer was paid for.
 *
 * @example
 * const llm = openAiLlm({ baseUrl: 'http://127.0.0.1:11434/v1', model: 'qwen3', timeoutMs: 60_000, playbook });
 */
export function openAiLlm({ playbook, now = () => new Date(), ...options }: OpenAiOptions): Llm {
  const ask = asker(options);
  const prompts = promptsOf(playbook, now);
  const guard = leakGuard(playbook, options);

  async function answer<S extends LlmStep>(
    step: S,
    pair: PromptPair,
    { mail, wish }: { mail: Question['mail']; wish?: string | null },
    signal: AbortSignal,
    mend: (answer: Answer<S>) => Reading<Answer<S>> = (value) => ({ ok: true, value }),
  ): Promise<Answer<S> & LlmUsage> {
    const read = (content: string): Reading<Answer<S>> => {
      const reading = readAnswer(step, content);
      if (!reading.ok) return reading;
      const texts = Object.values(reading.value).filter((value) => typeof value === 'string');
      guard(step, texts, [...textsOf(mail), wish ?? '']);
      return mend(reading.value);
    };
    const asked = await ask({ step, prompts: pair, read }, signal);
    return { ...asked.answer, ...asked.usage };
  }

  return {
    provider: 'openai',

    classify: (question, signal) =>
      answer('classify', prompts.classify(question), question, signal),

    draft: (request, signal) =>
      answer(
        'draft',
        prompts.draft(request),
        { mail: request.mail, wish: request.instruction },
        signal,
        (draft) => replyOf(draft, request.mail),
      ),

    async summarize(request, signal) {
      const summary = await answer('summarize', prompts.summarize(request), request, signal);
      return { ...summary, urgency: urgencyOf(request.category, summary.urgency) };
    },
  };
}
