import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { type LlmStep, plausibleAnswer, type ReadPrompt } from './llm-answers.ts';
import { type Leakable, obeying, planting } from './llm-led.ts';
import {
  type Choice,
  completionBody,
  contextComplaint,
  errorBody,
  type ErrorWords,
  formatComplaint,
  type LlmVendor,
} from './llm-shapes.ts';

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
  | 'very_long' // content of 5 MB, whole and well-formed
  | 'huge' // a body of 50 MB, sent as fast as it is read
  | 'html' // 200, and a web page
  | 'envelope'; // 200 and JSON, but no completion

/** How the server treats chat completions; an empty one answers plausibly and at once. */
export interface LlmBehaviour {
  /** Whose responses it imitates; OpenAI's where none is named. */
  vendor?: LlmVendor;
  /** Milliseconds before the first byte of any response. */
  delayMs?: number;
  /** An error response of this status. */
  status?: number;
  /** Beside `status`. */
  headers?: Record<string, string>;
  /** Beside `status`: what the body says. */
  error?: ErrorWords;
  fault?: LlmFault;
  /** Fields that replace those of the plausible answer. */
  answer?: Record<string, unknown>;
  /** What stands round the answer's JSON, such as a code fence: `%` is the JSON. */
  wrap?: string;
  /** Response formats that are answered with `rejectsWith`, 400 where none is named. */
  rejectsFormats?: ('json_schema' | 'json_object')[];
  rejectsWith?: number;
  /** Characters of a prompt that the model's context holds. */
  contextLength?: number;
  /** Takes any response format and keeps to none: prose, unless the prompt has the schema in words. */
  ignoresFormats?: boolean;
  /** Does whatever a text of the mail tells a model to do. */
  obedient?: boolean;
  /** Puts these into every text of every answer. */
  plants?: string[];
  /** A name of the token limit that this server refuses. */
  rejectsParameter?: 'max_tokens' | 'max_completion_tokens';
  /** Answers only a request that shows the model its own wrong answer as it should. */
  mendsOnly?: boolean;
  /** Leaves `usage` and `model` out, as some servers do. */
  bare?: boolean;
  /** Only these steps are treated so; the others are answered plausibly. */
  only?: LlmStep[];
  /** Only so many requests are treated so. */
  times?: number;
  /** How those after them are treated, again and again; plausibly where nothing is said. */
  afterwards?: LlmBehaviour;
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
  headers: IncomingHttpHeaders;
  /** The model is shown a wrong answer of its own. */
  repair: boolean;
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
  const { vendor = 'openai', rejectsWith = 400 } = behaviour;
  const complaint = rejection(chat.body, behaviour, vendor);
  if (complaint) return sendJson(response, rejectsWith, errorBody(vendor, rejectsWith, complaint));
  if (behaviour.status) {
    const { status, error = {}, headers } = behaviour;
    return sendJson(response, status, errorBody(vendor, status, error), headers);
  }
  respond(chat, behaviour, response, model);
}

function rejection(
  body: ChatBody,
  { rejectsParameter: parameter, rejectsFormats = [], contextLength = Infinity }: LlmBehaviour,
  vendor: LlmVendor,
): ErrorWords | null {
  const asked = body.messages.map(({ content }) => content).join('').length;
  if (asked > contextLength) return contextComplaint(vendor, asked, contextLength);
  if (parameter && parameter in body) {
    return {
      message: `Unsupported parameter: '${parameter}' is not supported with this model.`,
      param: parameter,
      code: 'unsupported_parameter',
    };
  }
  const format = rejectsFormats.find((one) => one === body.response_format?.type);
  return format ? formatComplaint(vendor, format) : null;
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

function completionOf(chat: Chat, behaviour: LlmBehaviour, model: string): string {
  const { wrap = '%', bare = false, vendor = 'openai' } = behaviour;
  const content = wrap.replace('%', () => JSON.stringify(answerTo(chat, behaviour)));
  const usage = {
    prompt_tokens: tokens(JSON.stringify(chat.body.messages)),
    completion_tokens: tokens(content),
  };
  const choice = choiceOf(faultFor(chat, behaviour), content);
  return JSON.stringify(completionBody(vendor, choice, bare ? null : model, bare ? null : usage));
}

function answerTo({ step, prompt, body, headers }: Chat, behaviour: LlmBehaviour): object {
  const { answer, obedient, plants } = behaviour;
  const plain = { ...plausibleAnswer(step, prompt), ...answer };
  const known: Leakable = { system: body.messages[0]?.content ?? '', headers };
  const led = obedient ? obeying(plain, prompt, known) : plain;
  return plants ? planting(led, plants) : led;
}

function faultFor(
  { body, repair }: Chat,
  { fault, ignoresFormats, mendsOnly }: LlmBehaviour,
): LlmFault | undefined {
  if (mendsOnly && repair) return undefined;
  if (!ignoresFormats) return fault;
  const inWords = body.messages.some(({ content }) => content.includes('"additionalProperties"'));
  return inWords ? fault : 'prose';
}

function* megabytes(count: number): Generator<string> {
  yield '{"filler":"';
  for (let n = 0; n < count; n += 1) yield 'x'.repeat(1024 * 1024);
  yield '"}';
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
    case 'very_long':
      return say(JSON.stringify({ ...JSON.parse(content), body: 'x'.repeat(5 * 1024 * 1024) }));
    default:
      return say(content);
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function tokens(text: string): number {
  return Math.ceil(text.length / 4);
}

function say(content: string | null, finish_reason = 'stop'): Choice {
  return { finish_reason, message: { role: 'assistant', content } };
}
