import { Failure } from '../../domain/failure.ts';
import type { LlmUsage } from '../../ports.ts';
import type { LlmStep, Reading } from './answers.ts';
import { Bill } from './bill.ts';
import { type ChatOptions, type Completion, openAiChat } from './chat.ts';
import { withDeadline } from './deadline.ts';
import type { Repair } from './dialect.ts';
import { failureOf, isTooLong } from './failures.ts';
import type { Prompt, PromptPair } from './prompts.ts';
import { clip } from './text.ts';

/** Characters of a wrong answer that the model is shown again. */
const shownAnswer = 4_000;

export interface Asking<T> {
  step: LlmStep;
  prompts: PromptPair;
  /** The answer of what the model wrote, or what is wrong with it. May throw a Failure. */
  read(content: string): Reading<T>;
}

/** Rejects with a Failure, which carries what was paid for the answers. */
export type Ask = <T>(
  asking: Asking<T>,
  signal: AbortSignal,
) => Promise<{ answer: T; usage: LlmUsage }>;

/**
 * One question to the model: its answer, or, where that is none, the answer to one further request
 * that shows the model what was wrong with the first. Where the prompt is too long for the model, a
 * brief one is tried. All within one deadline.
 */
export function asker(options: ChatOptions): Ask {
  const { apiKey, model, timeoutMs } = options;
  const chat = openAiChat(options);

  async function once<T>(
    { step, read }: Asking<T>,
    prompt: Prompt,
    repair: Repair | null,
    bill: Bill,
    signal: AbortSignal,
  ): Promise<{ reading: Reading<T>; content: string }> {
    const completion = await chat.complete(step, prompt, repair, signal);
    bill.add(completion.usage);
    const content = contentOf(completion, step);
    const reading = read(content);
    if (!reading.ok && reading.fault.freeForm) chat.formatIgnored(completion.dialect);
    return { reading, content };
  }

  async function answerTo<T>(
    prompt: Prompt,
    asking: Asking<T>,
    bill: Bill,
    signal: AbortSignal,
  ): Promise<T> {
    const first = await once(asking, prompt, null, bill, signal);
    if (first.reading.ok) return first.reading.value;
    const { advice } = first.reading.fault;
    const repair = { answer: clip(first.content, shownAnswer), advice };
    const { reading } = await once(asking, prompt, repair, bill, signal);
    if (reading.ok) return reading.value;
    throw new Failure('llm.invalid', reading.fault.message);
  }

  /** Not remembered: whether a prompt fits depends on the mail. */
  async function fittingAnswer<T>(asking: Asking<T>, bill: Bill, signal: AbortSignal): Promise<T> {
    const { full, brief } = asking.prompts;
    try {
      return await answerTo(full, asking, bill, signal);
    } catch (error) {
      if (!isTooLong(error)) throw error;
      return await answerTo(brief(), asking, bill, signal);
    }
  }

  return async (asking, signal) => {
    const bill = new Bill(model);
    try {
      const answer = await withDeadline(signal, timeoutMs, (inner) =>
        fittingAnswer(asking, bill, inner),
      );
      return { answer, usage: bill.usage };
    } catch (error) {
      throw bill.on(failureOf(error, apiKey));
    }
  };
}

/** @throws Failure where there is nothing that could be mended by asking once more */
function contentOf({ content, finish, refused }: Completion, step: LlmStep): string {
  if (refused || finish === 'content_filter') {
    throw new Failure('llm.refused', `the model declined to ${step}`);
  }
  if (finish === 'length') {
    throw new Failure('llm.invalid', `the answer to ${step} was cut off at the token limit`);
  }
  if (!content.trim()) throw new Failure('llm.invalid', `the answer to ${step} is empty`);
  return content;
}
