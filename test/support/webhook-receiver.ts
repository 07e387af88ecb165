import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

export interface Received {
  id: string;
  type: string;
  data: Record<string, unknown>;
  body: string;
  /** Whether the signature is right and fresh, by a receiver's own reckoning. */
  genuine: boolean;
  at: number;
}

type Answer = (response: ServerResponse, received: Received, n: number) => void;

export interface Receiver {
  url: string;
  /** Whatever came in, taken or not, in its order. */
  received: Received[];
  /** Those that were answered 2xx, by id: the first of each. */
  taken(): Received[];
  /** How it answers from now on; `n` counts what came in. */
  answer(answer: Answer): void;
  close(): Promise<void>;
}

export const takes: Answer = (response) => response.writeHead(204).end();
export const answers =
  (status: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body);

/** A real receiver, that checks signatures as the specification tells receivers to. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const takenIds: Received[] = [];
  let answer = takes;
  const server = createServer((request, response) => {
    void text(request).then(
      (body) => {
        const one = read(request, body);
        received.push(one);
        response.once('finish', () => {
          const isTaken = response.statusCode >= 200 && response.statusCode < 300;
          if (isTaken && !takenIds.some(({ id }) => id === one.id)) takenIds.push(one);
        });
        answer(response, one, received.length);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    taken: () => takenIds,
    answer: (next) => void (answer = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function read({ headers }: IncomingMessage, body: string): Received {
  const id = String(headers['webhook-id']);
  const { type, data } = JSON.parse(body) as Pick<Received, 'type' | 'data'>;
  return { id, type, data, body, genuine: isGenuine(headers, body), at: Date.now() };
}

export function isGenuine(headers: IncomingMessage['headers'], body: string, key = secret) {
  const at = Number(headers['webhook-timestamp']);
  if (Math.abs(Date.now() / 1_000 - at) > 300) return false;
  const wanted = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
    .update(`${String(headers['webhook-id'])}.${at}.${body}`)
    .digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((signature) => {
      const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    });
}
