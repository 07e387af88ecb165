import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { createServer, type SecureContextOptions } from 'node:tls';
import { Announcements } from './announcements.ts';

/** A wire to an IMAP server on which one can see when the server spoke of a message. */
export interface ImapWire {
  /** Takes TLS from the first byte. */
  port: number;
  announcements: Announcements;
  close(): void;
}

/**
 * Ends the TLS of a client as a mail server's own front would, so that what the server says can be
 * read, and passes every byte on as it is. A chunk is timed before it is passed on.
 * @param target port of the server for cleartext, on loopback
 */
export async function startImapWire(target: number, tls: SecureContextOptions): Promise<ImapWire> {
  const announcements = new Announcements();
  const listener = createServer(tls, (client) => {
    const server = connect({ port: target, host: '127.0.0.1', noDelay: true });
    const read = announcements.reader();
    server.on('data', (chunk) => read(chunk, performance.now()));
    server.pipe(client);
    client.pipe(server);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => undefined); // either end may reset; `close` follows
      one.on('close', () => other.destroy());
    }
  });
  // Node sets TCP_NODELAY on TLS sockets of a server only where it is told to.
  listener.on('connection', (socket: { setNoDelay(on: boolean): void }) => socket.setNoDelay(true));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as AddressInfo).port,
    announcements,
    close: () => void listener.close(),
  };
}
