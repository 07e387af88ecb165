import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import hoodiecrow, { type ImapServer } from 'hoodiecrow-imap';
import { sampleMails } from './samples/index.ts';

export interface DemoMailbox {
  /** On 127.0.0.1, in cleartext. */
  port: number;
  user: string;
  pass: string;
  /** Puts a message into INBOX as if it had just arrived; a string is sent as UTF-8. */
  deliver(raw: Buffer | string): void;
  close(): Promise<void>;
}

/** Each command of the server walks the whole folder. */
const maxMessages = 1_000;

const plugins = [
  'ENABLE',
  'ID',
  'IDLE',
  'LITERALPLUS',
  'MOVE',
  'NAMESPACE',
  'SPECIAL-USE',
  'UIDPLUS',
  'UNSELECT',
];

/** An IMAP server in this process, on loopback, with sample mail of the last hours in its INBOX. */
export async function startDemoMailbox(): Promise<DemoMailbox> {
  const user = 'marketing@demo.example';
  const pass = randomBytes(12).toString('hex');
  const started = new Date();
  const imap = hoodiecrow({
    plugins,
    users: { [user]: { password: pass } },
    storage: storage(Math.floor(started.getTime() / 1000)),
  });
  for (const { raw, receivedAt } of sampleMails(started, user)) append(imap, raw, receivedAt);

  const disconnectAll = trackConnections(imap);
  imap.server.listen(0, '127.0.0.1');
  await once(imap.server, 'listening');

  return {
    port: (imap.server.address() as AddressInfo).port,
    user,
    pass,
    deliver(raw) {
      if (imap.getMailbox('INBOX').messages.length >= maxMessages) {
        throw new Error(`The demo mailbox is full: it holds ${maxMessages} messages.`);
      }
      append(imap, raw, new Date());
    },
    async close() {
      const closed = once(imap.server, 'close');
      imap.server.close();
      disconnectAll();
      await closed;
    },
  };
}

/** The start time as UIDVALIDITY: UIDs begin at 1 again, and must not be taken for the last run's. */
function storage(uidvalidity: number) {
  const folder = (specialUse: string) => ({ uidvalidity, 'special-use': specialUse });
  return {
    INBOX: { uidvalidity },
    '': {
      separator: '/',
      folders: {
        Archive: folder('\\Archive'),
        Drafts: folder('\\Drafts'),
        Junk: folder('\\Junk'),
        Sent: folder('\\Sent'),
        Trash: folder('\\Trash'),
      },
    },
  };
}

function append(imap: ImapServer, raw: Buffer | string, receivedAt: Date): void {
  // Lines of a message end in CRLF (RFC 5322, 2.1), those of a form or a source file rarely do.
  const binary = (typeof raw === 'string' ? Buffer.from(raw) : raw)
    .toString('latin1')
    .replace(/\r?\n/g, '\r\n');
  imap.appendMessage('INBOX', [], dateTime(receivedAt), binary);
}

/** INTERNALDATE's format (RFC 3501, section 9, date-time), in UTC. */
function dateTime(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day}-${month}-${year} ${time} +0000`;
}

/** Returns what ends every connection: the server's own close waits for the clients to leave. */
function trackConnections(imap: ImapServer): () => void {
  const sockets = new Set<Socket>();
  imap.connectionHandlers.push((connection) => {
    const { socket } = connection;
    if (!socket) return;
    // The server answers in small writes, and each would wait 40 ms for the last one's acknowledgement.
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      // Its IDLE would otherwise hold a timer, and this process, for another half an hour.
      if (connection.inputHandler) connection.inputHandler('DONE');
    });
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}
