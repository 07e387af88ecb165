import { connect, type Socket } from 'node:net';

/** A client of its own making, which keeps its half of the connection open whatever the server does. */
export interface RawClient {
  socket: Socket;
  /** All that was answered so far. */
  text(): string;
}

export function rawClient(port: number, request: string): RawClient {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.write(request);
  return { socket, text: () => text };
}

/** As the HTTP client of the JDK and `curl --http2` begin. */
export const h2c =
  'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n';

export const handshake =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
