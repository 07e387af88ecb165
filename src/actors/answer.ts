/** The three questions to a model, each answered by the LLM, by the mock in its place, or by rule. */
import { fromPromise } from 'xstate';
import { faultsOfNote, faultsOfReply } from '../domain/answer-check.ts';
import { urgencyOf } from '../domain/category.ts';
import { Failure } from '../domain/failure.ts';
import type { Mail } from '../domain/mail.ts';
import type { Message, StepResults, StepRun } from '../domain/message.ts';
import { type Playbook, sign } from '../domain/playbook.ts';
import type { AskInput } from '../machines/email-setup.ts';
import {
  type Background,
  type DraftRequest,
  type Llm,
  type LlmUsage,
  type MessageStore,
  noBackground,
} from '../ports.ts';

export interface Llms {
  /** The configured LLM; without one the mock stands in for it. */
  llm: Llm | null;
  /** The same for drafts that are made again, on their share of the budget. */
  redrafter: Llm | null;
  mock: Llm;
}

/** What the questions are asked with. */
export interface AnswerPorts extends Llms {
  messages: Pick<MessageStore, 'background'>;
  playbook: Playbook;
}

/** Below this the LLM is not sure, and the local classifier is heard as well. */
const doubtful = 0.6;

export const classify = (ports: AnswerPorts) =>
  fromPromise<StepResults['classifying'], AskInput>(async ({ input, signal }) => {
    const question = { mail: mailOf(input.message), background: await backgroundOf(ports, input) };
    const { answer, run } = await ask(ports, input, (llm) => llm.classify(question, signal));
    const { category, confidence, reason } = answer;
    if (input.answerer !== 'llm') return { category, confidence, reason, run };
    refuse(faultsOfNote(reason, { mail: question.mail, playbook: ports.playbook }), 'classify');
    if (confidence >= doubtful) return { category, confidence, reason, run };
    const second = await ports.mock.classify(question, signal);
    const doubt = second.category === category ? '' : ` (the local check says ${second.category})`;
    return { category, confidence, reason: `${reason}${doubt}`, run };
  });

export const draft = (ports: AnswerPorts) =>
  fromPromise<StepResults['drafting'], AskInput>(async ({ input, signal }) => {
    const { message } = input;
    const { playbook } = ports;
    const request: DraftRequest = {
      mail: mailOf(message),
      background: await backgroundOf(ports, input),
      classification: due(message.classifying, 'drafting'),
      crm: message.enriching?.crm ?? null,
      instruction: message.instruction,
    };
    const { answer, run } = await ask(ports, input, (llm) => llm.draft(request, signal));
    const { subject, language, body } = answer;
    if (input.answerer === 'llm') refuse(faultsOfReply(answer, { ...request, playbook }), 'draft');
    const signed = sign(body, language, playbook.signature);
    return { reply: { subject, body: signed, language }, noReplyReason: null, run };
  });

export const summarize = (ports: AnswerPorts) =>
  fromPromise<StepResults['summarizing'], AskInput>(async ({ input, signal }) => {
    const mail = mailOf(input.message);
    const { category } = due(input.message.classifying, 'summarizing');
    const request = { mail, background: noBackground, category };
    const { answer, run } = await ask(ports, input, (llm) => llm.summarize(request, signal));
    const { intent, urgency } = answer;
    if (input.answerer === 'llm') {
      refuse(faultsOfNote(intent, { mail, playbook: ports.playbook }), 'summarize');
    }
    return { intent, urgency: urgencyOf(category, urgency), run };
  });

async function ask<Answer extends LlmUsage>(
  { llm, redrafter, mock }: Llms,
  { answerer, redraft, cause }: AskInput,
  question: (llm: Llm) => Promise<Answer>,
): Promise<{ answer: Answer; run: StepRun }> {
  const asked = answerer === 'llm' ? ((redraft ? redrafter : llm) ?? mock) : mock;
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
      cause,
    },
  };
}

/** Rules look at the mail alone. */
async function backgroundOf(
  { messages }: AnswerPorts,
  { message, answerer }: AskInput,
): Promise<Background> {
  return answerer === 'rules' ? noBackground : await messages.background(message);
}

/** An answer that was led astray is as good as none. */
function refuse(faults: string[], step: string): void {
  if (faults.length === 0) return;
  throw new Failure('llm.unsafe', `the answer to ${step} holds ${faults.join(', ')}`);
}

function mailOf(message: Message): Mail {
  return due(message.parsing, 'a model');
}

/** A result that an earlier step must have left. */
function due<T>(result: T | null, step: string): T {
  if (result === null) throw new Error(`${step} was reached before the steps that it builds on`);
  return result;
}
