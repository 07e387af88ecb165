import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request to the LLM, as it was sent. */
export interface TapedCall {
  /** Epoch milliseconds. */
  at: number;
  body: object;
}

/** Stands between the program and the LLM stand-in and writes down what is asked. */
export interface Tape {
  /** In the place of the stand-in's. */
  baseUrl: string;
  calls: TapedCall[];
  stop(): void;
}

export async function startTape(llmUrl: string): Promise<Tape> {
  const calls: TapedCall[] = [];
  const server = createServer((request, response) => {
    pass(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await text(request);
    const isCall = request.method === 'POST';
    if (isCall) calls.push({ at: Date.now(), body: JSON.parse(asked) as object });
    const answer = await fetch(new URL(request.url ?? '/', llmUrl), {
      ...(isCall && { method: 'POST', body: asked }),
      headers: { 'content-type': 'application/json' },
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(await answer.text());
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
