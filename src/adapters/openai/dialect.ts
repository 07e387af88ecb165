import { APIError } from 'openai';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';

import { jsonSchemas, type LlmStep } from './answers.ts';
import type { Prompt } from './prompts.ts';

/** What a server understands of the chat completions API, as far as we have found out. */
export interface Dialect {
  /** `json_object` promises JSON of any shape; the schema then goes into the prompt. */
  format: 'json_schema' | 'json_object';
  limit: 'max_completion_tokens' | 'max_tokens';
}

/**
 * How long an answer may get, so that a model in a loop ends some day. OpenAI counts a model's
 * thoughts as well, hence the room. Elsewhere the limit and the prompt must fit the model's
 * context together (vLLM answers 400 if not), and that may be 8,192 tokens.
 */
const tokenLimits = { max_completion_tokens: 8_192, max_tokens: 2_048 };

/**
 * OpenAI's reasoning models refuse `max_tokens`; Ollama, LM Studio and other local servers know
 * nothing else and silently ignore `max_completion_tokens`, which would leave them unlimited.
 */
export function firstDialect(baseUrl: string): Dialect {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  const hosted = /(^|\.)(openai\.com|openai\.azure\.com|services\.ai\.azure\.com)$/.test(host);
  return { format: 'json_schema', limit: hosted ? 'max_completion_tokens' : 'max_tokens' };
}

/**
 * The dialect to try after `error`, or null when the error is about something else. The format
 * only ever gets plainer; whether the limit's name has been changed before is for the caller to
 * count.
 */
export function nextDialect(dialect: Dialect, error: unknown): Dialect | null {
  if (!(error instanceof APIError) || ![400, 404, 422].includes(Number(error.status))) return null;
  const complaint = `${error.param ?? ''} ${error.message}`;
  if (aboutLimit.test(complaint) && unsupported.test(complaint)) {
    const limit = dialect.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return { ...dialect, limit };
  }
  if (dialect.format === 'json_schema' && aboutFormat.test(complaint)) {
    return { ...dialect, format: 'json_object' };
  }
  return null;
}

const aboutFormat = /response_format|json_schema|structured/i;
const aboutLimit = /max_(completion_)?tokens/;
/** Beside the limit's name: "too large" is a complaint about its value. */
const unsupported = /un(supported|known|recogni)|not (supported|permitted|allowed)/i;

/**
 * The request in a dialect. No temperature: reasoning models refuse any but their own, and the
 * schema leaves little to chance.
 */
export function requestOf(
  { format, limit }: Dialect,
  model: string,
  step: LlmStep,
  prompt: Prompt,
): ChatCompletionCreateParamsNonStreaming {
  const schema = jsonSchemas[step];
  const structured = format === 'json_schema';
  const user = structured ? prompt.user : `${prompt.user}\n\n${schemaInWords(step, schema)}`;
  return {
    model,
    messages: [
      { role: 'system', content: prompt.system },
      { role: 'user', content: user },
    ],
    response_format: structured
      ? { type: 'json_schema', json_schema: { name: step, strict: true, schema } }
      : { type: 'json_object' },
    [limit]: tokenLimits[limit],
  };
}

function schemaInWords(step: LlmStep, schema: Record<string, unknown>): string {
  return `Answer with one JSON object, and nothing else, that matches the JSON schema "${step}":\n${JSON.stringify(schema)}`;
}
