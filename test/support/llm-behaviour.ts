import type { ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { type LlmStep, plausibleAnswer, type ReadPrompt } from './llm-answers.ts';

type LlmFault =
  | 'hang' // takes the request and never answers
  | 'stall' // headers and half a body, then nothing
  | 'cut' // headers and half a body, then the connection is gone
  | 'truncated' // a completion whose content is half of the JSON
  | 'length' // the same, but says so: finish_reason length
  | 'prose' // a completion whose content is no JSON at all
  | 'wrong_schema'
  | 'empty' // a completion without content
  | 'refusal'
  | 'content_filter' // a completion that a filter stopped
  | 'long' // content of 80 KB
  | 'huge' // a body of 50 MB, sent as fast as it is read
  | 'html' // 200, and a web page
  | 'envelope'; // 200 and JSON, but no completion

/** How the server treats chat completions; an empty one answers plausibly and at once. */
export interface LlmBehaviour {
  /** Milliseconds before the first byte of any response. */
  delayMs?: number;
  /** An error response of this status. */
  status?: number;
  /** Beside `status`. */
  headers?: Record<string, string>;
  /** Beside `status`: the `error` object of the body. */
  error?: { message?: string; code?: string; param?: string; type?: string };
  fault?: LlmFault;
  /** Fields that replace those of the plausible answer. */
  answer?: Record<string, unknown>;
  /** What stands round the answer's JSON, such as a code fence: `%` is the JSON. */
  wrap?: string;
  rejectsJsonSchema?: boolean;
  /** A name of the token limit that this server refuses. */
  rejectsParameter?: 'max_tokens' | 'max_completion_tokens';
  /** Leaves `usage` and `model` out, as some servers do. */
  bare?: boolean;
  /** Only these steps are treated so; the others are answered plausibly. */
  only?: LlmStep[];
  /** Only so many requests are treated so. */
  times?: number;
}

/** What is read of a request; everything else stays as it was sent. */
export const chatBody = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z
    .object({
      type: z.string(),
      json_schema: z
        .object({ name: z.string(), strict: z.boolean(), schema: z.looseObject({}) })
        .optional(),
    })
    .optional(),
});
type ChatBody = z.output<typeof chatBody>;

export interface Chat {
  step: LlmStep;
  body: ChatBody;
  prompt: ReadPrompt;
}

/** Answers one chat completion as `behaviour` says. */
export async function complete(
  chat: Chat,
  behaviour: LlmBehaviour,
  response: ServerResponse,
  model: string,
): Promise<void> {
  if (behaviour.delayMs) await sleep(behaviour.delayMs, undefined, { ref: false });
  if (behaviour.fault === 'hang') return;
  const complaint = rejection(chat.body, behaviour);
  if (complaint) return sendError(response, 400, complaint);
  if (behaviour.status) {
    return sendError(response, behaviour.status, behaviour.error ?? {}, behaviour.headers);
  }
  respond(chat, behaviour, response, model);
}

function rejection(body: ChatBody, behaviour: LlmBehaviour): LlmBehaviour['error'] | null {
  const parameter = behaviour.rejectsParameter;
  if (parameter && parameter in body) {
    return {
      message: `Unsupported parameter: '${parameter}' is not supported with this model.`,
      param: parameter,
      code: 'unsupported_parameter',
    };
  }
  if (behaviour.rejectsJsonSchema && body.response_format?.type === 'json_schema') {
    return {
      message: "response_format.type 'json_schema' is not available",
      type: 'invalid_request_error',
    };
  }
  return null;
}

/** A 200 of one kind or another. */
function respond(
  chat: Chat,
  behaviour: LlmBehaviour,
  response: ServerResponse,
  model: string,
): void {
  const { fault } = behaviour;
  const completion = completionOf(chat, behaviour, model);
  switch (fault) {
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Hello');
      return;
    case 'envelope':
      return sendJson(response, 200, { error: { code: 502, message: 'upstream' } });
    case 'huge':
      response.writeHead(200, { 'content-type': 'application/json' });
      // Ends in an error where the client closes early, as it should.
      pipeline(Readable.from(megabytes(50)), response, () => {});
      return;
    case 'stall':
    case 'cut':
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': completion.length,
      });
      response.write(completion.slice(0, completion.length / 2), () => {
        if (fault === 'cut') response.destroy();
      });
      return;
    default:
      response.writeHead(200, { 'content-type': 'application/json' }).end(completion);
  }
}

function completionOf(
  { step, body, prompt }: Chat,
  { fault, answer, wrap = '%', bare }: LlmBehaviour,
  model: string,
): string {
  const json = JSON.stringify({ ...plausibleAnswer(step, prompt), ...answer });
  const content = wrap.replace('%', () => json);
  const usage = {
    prompt_tokens: tokens(JSON.stringify(body.messages)),
    completion_tokens: tokens(content),
  };
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    choices: [{ index: 0, ...choiceOf(fault, content) }],
    ...(!bare && { model, usage }),
  });
}

function* megabytes(count: number): Generator<string> {
  yield '{"filler":"';
  for (let n = 0; n < count; n += 1) yield 'x'.repeat(1024 * 1024);
  yield '"}';
}

interface Choice {
  finish_reason: string;
  message: { role: 'assistant'; content: string | null; refusal?: string };
}

function choiceOf(fault: LlmFault | undefined, content: string): Choice {
  switch (fault) {
    case 'truncated':
      return say(content.slice(0, content.length / 2));
    case 'length':
      return say(content.slice(0, content.length / 2), 'length');
    case 'prose':
      return say('Certainly! Here is what I think about this mail.');
    case 'wrong_schema':
      return say('{"category":"Opportunity","confidence":"very","urgency":"critical"}');
    case 'empty':
      return say(null);
    case 'content_filter':
      return say('', 'content_filter');
    case 'refusal': {
      const choice = say(null);
      return { ...choice, message: { ...choice.message, refusal: 'I cannot help with that.' } };
    }
    case 'long':
      return say(JSON.stringify({ ...JSON.parse(content), filler: 'x'.repeat(80 * 1024) }));
    default:
      return say(content);
  }
}

export function sendError(
  response: ServerResponse,
  status: number,
  error: NonNullable<LlmBehaviour['error']>,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message: `status ${status}`, ...error } }));
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function tokens(text: string): number {
  return Math.ceil(text.length / 4);
}

function say(content: string | null, finish_reason = 'stop'): Choice {
  return { finish_reason, message: { role: 'assistant', content } };
}
