import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface EchoServer {
  url: string;
  /** How often it was asked. */
  asked: () => number;
  close(): Promise<void>;
}

/**
 * A server that fails and says in its error, in its status line and its headers all that it was sent,
 * as some do that were left in a debugging mode: the address, every header, the body.
 */
export async function startEchoServer(status: number): Promise<EchoServer> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    void text(request).then((body) => {
      const { authorization = '' } = request.headers;
      const told = `${request.url} ${JSON.stringify(request.headers)} ${body}`;
      response.statusMessage = `refused ${authorization}`;
      response.writeHead(status, {
        'Content-Type': 'application/json',
        'WWW-Authenticate': `Bearer error="invalid", given="${authorization}"`,
        'X-Request-Id': authorization.slice(0, 200),
      });
      const message = `Incorrect API key provided: ${authorization}. ${told}`;
      response.end(JSON.stringify({ error: { message, code: authorization }, message, told }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
