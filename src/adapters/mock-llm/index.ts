import { Failure } from '../../domain/failure.ts';
import type { Playbook } from '../../domain/playbook.ts';
import type { Llm, LlmUsage } from '../../ports.ts';
import { classify } from './classify.ts';
import { intentOf } from './intent.ts';
import { replyTo } from './reply.ts';
import { urgencyOf } from './urgency.ts';

const usage: LlmUsage = { model: 'mock-1', inputTokens: 0, outputTokens: 0 };

/**
 * Answers by rules where no model is configured or none answers: weighs signs in the words and the
 * make of a mail, in seven languages, and drafts from templates. The same mail always gets the same
 * answer; no network, no tokens, well under a millisecond for a mail of 5 KB.
 */
export function mockLlm({ playbook }: { playbook: Playbook }): Llm {
  return {
    provider: 'mock',
    classify: (mail, signal) => answer(signal, () => classify(mail)),
    draft: (request, signal) => answer(signal, () => replyTo(request, playbook)),
    summarize: (mail, category, signal) =>
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
