import { APIError } from 'openai';
import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';

import { jsonSchemas, type LlmStep } from './answers.ts';
import type { Prompt } from './prompts.ts';

/** From the strictest to the plainest; LM Studio knows the first and the last alone. */
const formats = ['json_schema', 'json_object', 'text'] as const;

/** What a server understands of the chat completions API, as far as we have found out. */
export interface Dialect {
  /** `json_object` promises JSON of any shape, `text` nothing; the schema then goes into the prompt. */
  format: (typeof formats)[number];
  limit: 'max_completion_tokens' | 'max_tokens';
}

/** What the model is shown of its first answer, where that was none. */
export interface Repair {
  answer: string;
  advice: string;
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
export function firstDialect(hosted: boolean): Dialect {
  return { format: 'json_schema', limit: hosted ? 'max_completion_tokens' : 'max_tokens' };
}

/**
 * The dialect to try after `error`, or null when the error is about something else. The format
 * only ever gets plainer; whether the limit's name has been changed before is for the caller to
 * say, who else would be sent to and fro.
 */
export function nextDialect(dialect: Dialect, error: unknown, sameLimit: boolean): Dialect | null {
  if (!(error instanceof APIError) || !complaints.includes(Number(error.status))) return null;
  const complaint = `${error.param ?? ''} ${error.message}`;
  if (sameLimit && aboutLimit.test(complaint) && unsupported.test(complaint)) {
    const limit = dialect.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return { ...dialect, limit };
  }
  return aboutFormat.test(complaint) ? plainer(dialect) : null;
}

/** The next plainer format, or null after the plainest. */
export function plainer(dialect: Dialect): Dialect | null {
  const format = formats[formats.indexOf(dialect.format) + 1];
  return format ? { ...dialect, format } : null;
}

/** Whether `one` asks for a plainer format than `other`. */
export function isPlainer(one: Dialect, other: Dialect): boolean {
  return formats.indexOf(one.format) > formats.indexOf(other.format);
}

/** Some servers fail at a schema within: vLLM and llama.cpp while they compile a grammar from it. */
const complaints = [400, 404, 422, 500, 501];
const aboutFormat = /response_?format|json_(schema|object)|schema|structured|guided|grammar/i;
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
  repair: Repair | null = null,
): ChatCompletionCreateParamsNonStreaming {
  const schema = jsonSchemas[step];
  return {
    model,
    messages: messagesOf(step, prompt, format !== 'json_schema', repair),
    ...(format === 'json_schema' && {
      response_format: { type: format, json_schema: { name: step, strict: true, schema } },
    }),
    // Plain text is what every server answers where no format is named; some know not even its name.
    ...(format === 'json_object' && { response_format: { type: format } }),
    [limit]: tokenLimits[limit],
  };
}

/**
 * Roles alternate after the system message, as many local chat templates insist. The schema in words
 * stands at the end, where a model heeds it most.
 */
function messagesOf(
  step: LlmStep,
  { system, user }: Prompt,
  inWords: boolean,
  repair: Repair | null,
): ChatCompletionMessageParam[] {
  const words = schemaInWords(step);
  const asked = { role: 'system', content: system } as const;
  if (!repair) {
    return [asked, { role: 'user', content: inWords ? `${user}\n\n${words}` : user }];
  }
  const again = `That answer cannot be used:\n${repair.advice}\n\nDo the same task again. ${words}`;
  return [
    asked,
    { role: 'user', content: user },
    { role: 'assistant', content: repair.answer },
    { role: 'user', content: again },
  ];
}

function schemaInWords(step: LlmStep): string {
  return `Answer with one JSON object, and nothing else, that matches the JSON schema "${step}":\n${JSON.stringify(jsonSchemas[step])}`;
}
