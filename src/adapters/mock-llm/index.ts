import { Failure } from '../../domain/failure.ts';
import type { Playbook } from '../../domain/playbook.ts';
import type { Llm, LlmUsage } from '../../ports.ts';
import { classify } from './classify.ts';
import { intentOf } from './intent.ts';
import { replyTo } from './reply.ts';
import { urgencyOf } from './urgency.ts';

const usage: LlmUsage = { model: 'mock-2', inputTokens: 0, outputTokens: 0 };

/**
 * Answers where no model is configured or none answers: a linear model, trained beforehand, decides
 * category and urgency by the words and the make of a mail in some twenty languages; replies are
 * templates. The same mail always gets the same answer; no network, no tokens, about a millisecond for
 * a mail of 5 KB. What a person wants of a reply is left to the person: templates cannot follow it.
 */
export function mockLlm({ playbook }: { playbook: Playbook }): Llm {
  return {
    provider: 'mock',
    classify: ({ mail, background }, signal) => answer(signal, () => classify(mail, background)),
    draft: (request, signal) => answer(signal, () => replyTo(request, playbook)),
    summarize: ({ mail, category }, signal) =>
      answer(signal, () => ({
        intent: intentOf(mail, category),
        urgency: urgencyOf(mail, category),
      })),
  };
}

async function answer<T>(signal: AbortSignal, make: () => T): Promise<T & LlmUsage> {
  if (signal.aborted) throw new Failure('llm.timeout', 'The call was aborted before it began');
  return { ...make(), ...usage };
}
