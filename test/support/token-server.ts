import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface TokenServer {
  url: string;
  /** The forms that were posted. */
  requests: URLSearchParams[];
  /** How it answers; by default `token-1`, `token-2` and so on, each good for an hour. */
  answer: (response: ServerResponse, n: number) => void;
  close(): Promise<void>;
}

/** Hands out access tokens as an OAuth2 provider does (RFC 6749, section 6). */
export async function startTokenServer(): Promise<TokenServer> {
  const requests: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push(new URLSearchParams(body));
      fake.answer(response, requests.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const fake: TokenServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    requests,
    answer: (response, n) => sendToken(response, `token-${n}`),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return fake;
}

export function sendToken(response: ServerResponse, token: string, seconds = 3_600): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ access_token: token, expires_in: seconds, token_type: 'Bearer' }));
}

export function sendRefusal(response: ServerResponse, status: number, error = 'invalid_grant') {
  response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '7' });
  response.end(JSON.stringify({ error, error_description: 'echoes refresh-secret' }));
}
