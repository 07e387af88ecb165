import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, type Answer } from './answers.ts';
import type { Inspection } from './hub.ts';
import { policy } from './page-files.ts';
import { isLoopback, permissionFor } from './permission.ts';
import { urlOf } from './request-url.ts';
import { feedSocket } from './socket.ts';
import { onWebSocket, refuseUpgrade } from './upgrade.ts';

export interface ServeOptions {
  /** 0, which is the default: any that is free. */
  port?: number;
  /** By default 127.0.0.1. Give a token before you bind an address that others reach. */
  host?: string;
  /** Who knows it is served, as `Bearer` or after opening `/?token=…` once; none: this machine alone. */
  token?: string | undefined;
  /** What went wrong with one request or connection. */
  onError?: (error: Error) => void;
  /** Where the files of the page are, if not in the folder `page` beside this file. Ends with `/`. */
  page?: URL;
}

export interface ServedInspector {
  /** Such as `http://127.0.0.1:9000/`. */
  url: string;
  close(): Promise<void>;
}

/**
 * The inspector as a server of its own: the page at `/`, its files, drawings, actors, and the feed at
 * `/ws`.
 *
 * @example
 * const hub = new InspectionHub();
 * createActor(machine, { inspect: hub.inspect }).start();
 * const { url } = await serveInspector(hub);
 *
 * @throws Error when it cannot listen there, or when the host can be reached and no token is given
 */
export async function serveInspector(
  hub: Inspection,
  options: ServeOptions = {},
): Promise<ServedInspector> {
  const { port = 0, host = '127.0.0.1', token, onError = () => undefined } = options;
  if (token === '') throw new Error('The token is empty: give one, or none');
  if (token === undefined && !isLoopback(host.includes(':') ? `[${host}]` : host)) {
    throw new Error(`${host} can be reached by others: give a token, or bind 127.0.0.1`);
  }
  const page = options.page ?? new URL('./page/', import.meta.url);
  const feed = feedSocket(hub, onError);

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      onError(error instanceof Error ? error : new Error(String(error)));
      if (response.headersSent) response.destroy();
      else write(response, { status: 500, json: errorOf('internal', 'It failed; see its log') });
    });
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = permissionFor(request, token);
    if (!verdict.ok) {
      const code = verdict.status === 401 ? 'unauthorized' : 'forbidden';
      write(response, { status: verdict.status, json: errorOf(code, verdict.reason) });
    } else if ('cookie' in verdict) {
      response.writeHead(303, { 'Set-Cookie': verdict.cookie, Location: verdict.location }).end();
    } else {
      write(response, await answer(request, hub, page), request.method === 'HEAD');
    }
  }

  onWebSocket(server, (request, socket, head) => {
    const verdict = permissionFor(request, token);
    const isFeed = urlOf(request).pathname === '/ws';
    if (isFeed && verdict.ok && !('cookie' in verdict)) feed(request, socket, head);
    else refuseUpgrade(socket, isFeed ? (verdict.ok ? 401 : verdict.status) : 404);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  server.on('error', onError);
  return {
    url: originOf(server.address() as AddressInfo),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        feed.close();
        server.closeAllConnections();
      }),
  };
}

function write(response: ServerResponse, { status, type, body, json }: Answer, isHead = false) {
  const content = json === undefined ? (body ?? '') : JSON.stringify(json);
  response.writeHead(status, {
    'Content-Type': type ?? 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(content),
    'Content-Security-Policy': policy,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
  });
  response.end(isHead ? undefined : content);
}

function errorOf(code: string, message: string): object {
  return { error: { code, message } };
}

function originOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
}
