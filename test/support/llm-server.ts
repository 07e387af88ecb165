import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

import { type LlmStep, llmSteps, readPrompt } from './llm-answers.ts';
import { type Chat, chatBody, complete, type LlmBehaviour, sendJson } from './llm-behaviour.ts';
import { errorBody } from './llm-shapes.ts';

export type { LlmBehaviour } from './llm-behaviour.ts';

interface LlmRequest extends Chat {
  /** Milliseconds since the epoch. */
  at: number;
  /** Path and query, as they were asked for. */
  url: string;
  /** The client closed the connection before the answer was through. */
  abandoned: boolean;
}

export interface LlmServer {
  /** Up to and with `/v1`. */
  baseUrl: string;
  /** The newest thousand; `counts` has them all. */
  requests: LlmRequest[];
  counts: Record<LlmStep, number>;
  setBehaviour(behaviour: LlmBehaviour): void;
  /** Forgets requests and counts, and behaves plausibly again. */
  reset(): void;
  /** Cuts hanging connections too. */
  close: () => Promise<void>;
}

const keptRequests = 1_000;

/** OpenAI's, and both of Azure's: the v1 API and that of deployments. */
const chatRoutes = /^POST (\/v1|\/openai\/v1|\/openai\/deployments\/[^/]+)\/chat\/completions$/;

/**
 * A real HTTP server on loopback that speaks the part of OpenAI's API that the adapter uses, and
 * fails in every way that servers do. Needs no test runner, so that it can run as a process.
 */
export async function startLlmServer(
  options: { port?: number; model?: string; behaviour?: LlmBehaviour } = {},
): Promise<LlmServer> {
  const { port = 0, model = 'stand-in-1' } = options;
  let behaviour = options.behaviour ?? {};
  const requests: LlmRequest[] = [];
  const counts: Record<LlmStep, number> = { classify: 0, draft: 0, summarize: 0 };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 400, errorBody('openai', 400, { message: String(error) }));
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const route = `${request.method} ${pathname}`;
    if (route === 'GET /v1/models') {
      return sendJson(response, 200, { object: 'list', data: [{ id: model, object: 'model' }] });
    }
    if (!chatRoutes.test(route)) {
      const message = `no such route: ${route}`;
      return sendJson(response, 404, errorBody('openai', 404, { message }));
    }
    const chat = await readChat(request);
    record(chat);
    response.once('close', () => (chat.abandoned = !response.writableEnded));
    await complete(chat, turn(chat.step), response, model);
  }

  function record(chat: LlmRequest): void {
    counts[chat.step] += 1;
    requests.push(chat);
    if (requests.length > keptRequests) requests.shift();
  }

  /** The behaviour for one request, counted down where it holds only so many times. */
  function turn(step: LlmStep): LlmBehaviour {
    if (behaviour.only && !behaviour.only.includes(step)) return {};
    if (behaviour.times === undefined) return behaviour;
    if (behaviour.times <= 0) return behaviour.afterwards ?? {};
    behaviour = { ...behaviour, times: behaviour.times - 1 };
    return behaviour;
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the LLM stand-in has no port');

  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    counts,
    setBehaviour: (next) => (behaviour = next),
    reset() {
      behaviour = {};
      requests.length = 0;
      for (const step of llmSteps) counts[step] = 0;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

const schemaInWords = /JSON schema "(\w+)"/;

async function readChat(request: IncomingMessage): Promise<LlmRequest> {
  const body = chatBody.parse(await json(request));
  const [text = '', ...repairs] = body.messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content);
  // Where the server takes no schema, the adapter names it in the prompt.
  const named =
    body.response_format?.json_schema?.name ?? schemaInWords.exec(repairs.at(-1) ?? text)?.[1];
  const step = llmSteps.find((known) => known === named);
  if (!step) throw new Error(`no step is named ${named}`);
  return {
    step,
    at: Date.now(),
    url: request.url ?? '',
    headers: request.headers,
    abandoned: false,
    body,
    prompt: readPrompt(text),
    repair: repairs.length > 0,
  };
}
