import { once } from 'node:events';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { Socket } from 'node:net';
import type Koa from 'koa';
import { readTarget, refuseTarget } from './target.ts';

export interface ListenOptions {
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** What requests in work may still take when the server closes, in milliseconds. */
  graceMs?: number;
}

export interface Listening {
  address: { host: string; port: number };
  /** For what joins it, such as WebSocket upgrades. */
  server: Server;
  /** Ends event streams and idle connections at once, requests in work after their grace. */
  close: () => Promise<void>;
}

/** @throws Error that names HOST and PORT, when the address cannot be had */
export async function listen(
  app: Koa,
  { host, port, graceMs = 2_000 }: ListenOptions,
): Promise<Listening> {
  const server = createServer();
  // Before the app, so that it sees each response before anything is written to it.
  const close = closing(server, graceMs);
  const serve = app.callback();
  server.on('request', (request, response) => {
    if (!readTarget(request)) return refuseTarget(response);
    // Koa answers every error; one within that answer would be nobody's, and end the process.
    serve(request, response).catch((error: Error) => {
      process.emitWarning(error);
      response.destroy();
    });
  });
  await bind(server, host, port);
  return { address: boundTo(server), server, close };
}

async function bind(server: Server, host: string, port: number): Promise<void> {
  server.listen({ host, port });
  try {
    // Rejects on `error`.
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(`HOST=${host} PORT=${port}: ${bindFix(error)}`, { cause: error });
  }
}

function boundTo(server: Server): Listening['address'] {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not bound to a TCP port');
  return { host: address.address, port: address.port };
}

function bindFix(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return 'another program listens there; stop it, or set PORT to a free port (0 picks one)';
    case 'EACCES':
      return 'this user may not listen there; set PORT to one above 1023';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine has no such address; set HOST to one of its own';
    default:
      return error.message;
  }
}

/**
 * `server.close()` waits for every connection: for ever with an event stream, and as long as a
 * browser likes with keep-alive. So what is open is tracked and ended here.
 */
function closing(server: Server, graceMs: number): () => Promise<void> {
  const sockets = new Set<Socket>();
  const responses = new Set<ServerResponse>();
  let closed: Promise<void> | undefined;

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (_request, response) => {
    responses.add(response);
    if (closed) response.setHeader('Connection', 'close');
    response.once('close', () => {
      responses.delete(response);
      // Its connection is idle only after this event.
      if (closed) setImmediate(() => server.closeIdleConnections());
    });
  });

  async function drain(): Promise<void> {
    const done = once(server, 'close');
    // Also closes the idle connections.
    server.close();
    responses.forEach(finish);
    const deadline = setTimeout(() => sockets.forEach((socket) => socket.destroy()), graceMs);
    await done;
    clearTimeout(deadline);
  }

  return () => (closed ??= drain());
}

function finish(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
  else if (String(response.getHeader('Content-Type')).startsWith('text/event-stream')) {
    response.end();
  }
}
