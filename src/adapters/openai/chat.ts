import OpenAI from 'openai';
import { z } from 'zod';

import { Failure } from '../../domain/failure.ts';
import { roughTokens } from '../../domain/token-budget.ts';
import type { LlmUsage } from '../../ports.ts';
import type { LlmStep } from './answers.ts';
import { cappedFetch } from './capped-fetch.ts';
import {
  type Dialect,
  firstDialect,
  isPlainer,
  nextDialect,
  plainer,
  type Repair,
  requestOf,
} from './dialect.ts';
import { endpointOf } from './endpoint.ts';
import { withErrorBodies } from './error-body.ts';
import type { Prompt } from './prompts.ts';

export interface ChatOptions {
  /** Local servers need none. */
  apiKey?: string | undefined;
  /** Up to and with the version, such as `http://127.0.0.1:11434/v1`; see `endpointOf` for Azure's. */
  baseUrl?: string | undefined;
  model: string;
  /** For one question, from the first byte sent to the last byte read. */
  timeoutMs: number;
  fetch?: typeof globalThis.fetch | undefined;
}

export interface Completion {
  content: string;
  /** Why the model stopped, such as `stop`, `length` or `content_filter`. */
  finish: string;
  refused: boolean;
  /** As far as the server tells. */
  usage: Partial<LlmUsage>;
  /** In which it was asked for. */
  dialect: Dialect;
}

export interface Chat {
  /** Rejects with errors of the client, of `fetch`, or with a Failure. */
  complete(
    step: LlmStep,
    prompt: Prompt,
    repair: Repair | null,
    signal: AbortSignal,
  ): Promise<Completion>;
  /** The server took the request and did not keep to its format. */
  formatIgnored(asked: Dialect): void;
}

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

/**
 * Chat completions of any server that speaks OpenAI's API. What it finds out of it, it keeps as long
 * as the process runs.
 */
export function openAiChat({ apiKey, baseUrl, model, timeoutMs, fetch }: ChatOptions): Chat {
  const key = apiKey || 'none'; // the client insists on one
  const { baseURL, query, headers, hosted } = endpointOf(baseUrl, key);
  const client = new OpenAI({
    apiKey: key,
    baseURL,
    defaultQuery: query,
    defaultHeaders: headers,
    // Given here so that the client does not look into the environment for them; its debug log
    // would hold whole prompts.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0, // when to ask again is for the state machine to say
    timeout: timeoutMs,
    fetch: withErrorBodies(cappedFetch(fetch ?? globalThis.fetch)),
  });
  let dialect = firstDialect(hosted);

  function learn(next: Dialect): void {
    // Another question may have found out more meanwhile.
    if (!isPlainer(dialect, next)) dialect = next;
  }

  return {
    /** At most four requests: one as it is, and one for each of the three things there are to learn. */
    async complete(step, prompt, repair, signal) {
      const first = dialect;
      let asked = first;
      for (;;) {
        try {
          const body = requestOf(asked, model, step, prompt, repair);
          // oxlint-disable-next-line no-await-in-loop -- the next request depends on this answer
          const response = await client.chat.completions.create(body, { signal });
          // Only what was answered is known to be understood.
          if (asked !== first) learn(asked);
          return completionOf(response, asked, JSON.stringify(body.messages).length);
        } catch (error) {
          const next = nextDialect(asked, error, asked.limit === first.limit);
          if (!next) throw error;
          asked = next;
        }
      }
    },
    formatIgnored(asked) {
      const next = plainer(asked);
      if (next) learn(next);
    },
  };
}

function completionOf(response: unknown, dialect: Dialect, promptLength: number): Completion {
  const parsed = envelope.safeParse(response);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || !choice) {
    throw new Failure('llm.invalid', 'the response of the LLM server is no chat completion');
  }
  const { model, usage } = parsed.data;
  const content = choice.message.content ?? '';
  return {
    content,
    finish: choice.finish_reason ?? 'stop',
    refused: Boolean(choice.message.refusal),
    usage: {
      ...(model && { model }),
      // A server that does not count must not make the day's budget endless.
      inputTokens: usage?.prompt_tokens ?? roughTokens(promptLength),
      outputTokens: usage?.completion_tokens ?? roughTokens(content.length),
    },
    dialect,
  };
}
