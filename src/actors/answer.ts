/** The three questions to a model, each answered by the LLM, by the mock in its place, or by rule. */
import { fromPromise } from 'xstate';
import { urgencyOf } from '../domain/category.ts';
import { findInjection } from '../domain/injection.ts';
import type { Mail } from '../domain/mail.ts';
import type { Message, StepResults, StepRun } from '../domain/message.ts';
import { type Playbook, sign } from '../domain/playbook.ts';
import type { Answerer, AskInput } from '../machines/email-setup.ts';
import type { Llm, LlmUsage } from '../ports.ts';

export interface Llms {
  /** The configured LLM; without one the mock stands in for it. */
  llm: Llm | null;
  mock: Llm;
}

export const classify = (llms: Llms) =>
  fromPromise<StepResults['classifying'], AskInput>(async ({ input, signal }) => {
    const mail = mailOf(input.message);
    const { answer, run } = await ask(llms, input.answerer, (llm) => llm.classify(mail, signal));
    const { category, confidence, reason } = answer;
    return { category, confidence, reason, injection: findInjection(mail), run };
  });

export const draft = (llms: Llms, playbook: Playbook) =>
  fromPromise<StepResults['drafting'], AskInput>(async ({ input, signal }) => {
    const { message, answerer } = input;
    const request = {
      mail: mailOf(message),
      classification: due(message.classifying, 'drafting'),
      crm: message.enriching?.crm ?? null,
    };
    const { answer, run } = await ask(llms, answerer, (llm) => llm.draft(request, signal));
    const { subject, language } = answer;
    const body = sign(answer.body, language, playbook.signature);
    return { reply: { subject, body, language }, noReplyReason: null, run };
  });

export const summarize = (llms: Llms) =>
  fromPromise<StepResults['summarizing'], AskInput>(async ({ input, signal }) => {
    const mail = mailOf(input.message);
    const { category } = due(input.message.classifying, 'summarizing');
    const { answer, run } = await ask(llms, input.answerer, (llm) =>
      llm.summarize(mail, category, signal),
    );
    const { intent, urgency } = answer;
    return { intent, urgency: urgencyOf(category, urgency), run };
  });

async function ask<Answer extends LlmUsage>(
  { llm, mock }: Llms,
  answerer: Answerer,
  question: (llm: Llm) => Promise<Answer>,
): Promise<{ answer: Answer; run: StepRun }> {
  const asked = answerer === 'llm' ? (llm ?? mock) : mock;
  const since = performance.now();
  const answer = await question(asked);
  return {
    answer,
    run: {
      provider: answerer === 'rules' ? 'rules' : asked.provider,
      model: answer.model,
      ms: Math.round(performance.now() - since),
      inputTokens: answer.inputTokens,
      outputTokens: answer.outputTokens,
      fallback: answerer === 'standIn',
    },
  };
}

function mailOf(message: Message): Mail {
  return due(message.parsing, 'a model');
}

/** A result that an earlier step must have left. */
function due<T>(result: T | null, step: string): T {
  if (result === null) throw new Error(`${step} was reached before the steps that it builds on`);
  return result;
}
