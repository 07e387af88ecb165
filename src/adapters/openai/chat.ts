import OpenAI from 'openai';
import { z } from 'zod';

import { Failure } from '../../domain/failure.ts';
import type { LlmUsage } from '../../ports.ts';
import type { LlmStep } from './answers.ts';
import { cappedFetch } from './capped-fetch.ts';
import { withDeadline } from './deadline.ts';
import { firstDialect, nextDialect, requestOf } from './dialect.ts';
import { failureOf } from './failures.ts';
import type { Prompt } from './prompts.ts';

export interface ChatOptions {
  /** Local servers need none. */
  apiKey?: string | undefined;
  /** Up to and with the version, such as `http://127.0.0.1:11434/v1`. */
  baseUrl?: string | undefined;
  model: string;
  /** For one call, from the first byte sent to the last byte read. */
  timeoutMs: number;
  fetch?: typeof globalThis.fetch | undefined;
}

interface Completion {
  content: string;
  usage: LlmUsage;
}

/** One question to the model. Rejects with a Failure. */
export type Chat = (step: LlmStep, prompt: Prompt, signal: AbortSignal) => Promise<Completion>;

/** What is used of a chat completion; servers leave out much of the rest. */
const envelope = z.object({
  model: z.string().min(1).nullish().catch(null),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.number().int().nonnegative(),
      completion_tokens: z.number().int().nonnegative(),
    })
    .nullish()
    .catch(null),
});

/** Chat completions of any server that speaks OpenAI's API. What it finds out of it, it keeps. */
export function openAiChat({ apiKey, baseUrl, model, timeoutMs, fetch }: ChatOptions): Chat {
  const key = apiKey || 'none'; // the client insists on one
  const url = baseUrl || 'https://api.openai.com/v1';
  const client = new OpenAI({
    apiKey: key,
    baseURL: url,
    // Given here so that the client does not look into the environment for them; its debug log
    // would hold whole prompts.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0, // when to ask again is for the state machine to say
    timeout: timeoutMs,
    fetch: cappedFetch(fetch ?? globalThis.fetch),
  });
  let dialect = firstDialect(url);

  /** At most three requests: one as it is, one for each of the two things there are to learn. */
  async function complete(step: LlmStep, prompt: Prompt, signal: AbortSignal): Promise<unknown> {
    for (let learnt = 0; ; learnt += 1) {
      const asked = dialect;
      try {
        // oxlint-disable-next-line no-await-in-loop -- the next request depends on this answer
        return await client.chat.completions.create(requestOf(asked, model, step, prompt), {
          signal,
        });
      } catch (error) {
        const next = learnt < 2 ? nextDialect(asked, error) : null;
        if (!next) throw error;
        dialect = next;
      }
    }
  }

  return async (step, prompt, signal) => {
    try {
      const response = await withDeadline(signal, timeoutMs, (inner) =>
        complete(step, prompt, inner),
      );
      return completionOf(response, step, model);
    } catch (error) {
      throw failureOf(error, key);
    }
  };
}

function completionOf(response: unknown, step: LlmStep, askedModel: string): Completion {
  const parsed = envelope.safeParse(response);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || !choice) {
    throw new Failure('llm.invalid', 'the response of the LLM server is no chat completion');
  }
  const { finish_reason: finish, message } = choice;
  if (message.refusal || finish === 'content_filter') {
    throw new Failure('llm.refused', `the model declined to ${step}`);
  }
  if (finish === 'length') {
    throw new Failure('llm.invalid', `the answer to ${step} was cut off at the token limit`);
  }
  if (!message.content) throw new Failure('llm.invalid', `the answer to ${step} is empty`);
  const { model, usage } = parsed.data;
  return {
    content: message.content,
    usage: {
      model: model ?? askedModel,
      inputTokens: usage?.prompt_tokens ?? 0,
      outputTokens: usage?.completion_tokens ?? 0,
    },
  };
}
