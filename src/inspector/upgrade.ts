import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

type Accept = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Headers of the connection that was not upgraded; the request goes on without them. */
const ofUpgrade = new Set(['upgrade', 'http2-settings']);

/**
 * Calls `accept` for requests that ask for WebSocket. As soon as anybody listens for upgrades Node hands
 * over every request with an `Upgrade` header, such as the `h2c` of clients that would rather speak
 * HTTP/2: a server may ignore such a wish (RFC 9110, 7.8), and these are answered as if they had none.
 */
export function onWebSocket(server: Server, accept: Accept): void {
  // Newer versions of Node ask, and hand over no other; then the body is theirs as well.
  if ('shouldUpgradeCallback' in server) {
    Object.assign(server, { shouldUpgradeCallback: asksForWebSocket });
  }
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (asksForWebSocket(request)) {
      // Node hands the socket over without a listener, and an `error` without one ends the process.
      socket.on('error', () => socket.destroy());
      accept(request, socket, head);
    } else giveBack(server, request, socket, head);
  });
}

/** Answers an upgrade with a status alone. Who keeps its own half of the connection open loses it. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
}

function asksForWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/**
 * Node has parsed the head alone and let go of the socket; the body, if there is one, is still to be
 * read. So the request is put back before it, and the connection begins anew.
 */
function giveBack(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  if (head.length > 0) socket.unshift(head);
  socket.unshift(Buffer.from(headOf(request), 'latin1'));
  server.emit('connection', socket);
}

function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = rawHeaders.slice(i, i + 2);
    const left = name.toLowerCase() === 'connection' ? withoutUpgrade(value) : value;
    if (!ofUpgrade.has(name.toLowerCase())) lines.push(`${name}: ${left}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function withoutUpgrade(connection: string): string {
  const options = connection.split(',').map((option) => option.trim());
  return options.filter((option) => !ofUpgrade.has(option.toLowerCase())).join(', ');
}
