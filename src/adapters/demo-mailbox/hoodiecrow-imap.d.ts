/** The part of hoodiecrow-imap 2.1 that the demo mailbox uses; the package brings no types. */
declare module 'hoodiecrow-imap' {
  import type { Server, Socket } from 'node:net';

  export interface Mailbox {
    uidvalidity?: number;
    'special-use'?: string;
    messages?: unknown[];
  }

  export interface Options {
    plugins?: string[];
    users?: Record<string, { password: string }>;
    storage?: {
      INBOX: Mailbox;
      '': { separator: string; folders: Record<string, Mailbox> };
    };
  }

  export interface Connection {
    /** Takes the client's next line while a command waits for one, such as DONE in IDLE. */
    inputHandler: false | ((line: string) => void);
    socket: Socket | null;
  }

  export interface ImapServer {
    readonly server: Server;
    readonly connectionHandlers: ((connection: Connection) => void)[];
    getMailbox(path: string): Required<Mailbox>;
    /**
     * @param internalDate date-time as in RFC 3501, section 9
     * @param raw a binary string: one character an octet
     */
    appendMessage(path: string, flags: string[], internalDate: string, raw: string): unknown;
  }

  export default function hoodiecrow(options: Options): ImapServer;
}
