import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

import type { ImapAccount } from '../../src/adapters/imap/account.ts';

/** One command of the client, and the ways to answer it. */
interface ScriptedCommand {
  /** Which of the connections it came on, from 1. */
  connection: number;
  tag: string;
  /** In capitals, such as `UID FETCH`. */
  name: string;
  args: string;
  /** Lines get their CRLF; a literal may hold its own. */
  send(...lines: string[]): void;
  ok(text?: string): void;
  no(text: string): void;
  bad(text: string): void;
  /** Ends the connection: FIN. */
  hangUp(): void;
}

type Answer = (command: ScriptedCommand) => void;

export interface ImapScript {
  /** `* OK …` by default. */
  greeting?: string;
  capabilities?: string;
  uids?: number[];
  on?: Record<string, Answer>;
}

/** An IMAP server that says exactly what a test wants to hear, and behaves where it is silent. */
export interface ScriptedImap {
  account(override?: Partial<ImapAccount>): ImapAccount;
  /** Command lines as they came, without their tags. */
  readonly lines: string[];
  /** Connections so far. */
  readonly connections: number;
  /** Sends lines to every client, asked or not. */
  push(...lines: string[]): void;
  /** Resolves at the next such command, with the time it came at. */
  next(name: string): Promise<number>;
  /** Resets every connection (RST). */
  reset(): void;
  close(): Promise<void>;
}

/** A FETCH row as a good server sends it. */
export function row(uid: number, source: string, seq = uid): string {
  return [
    `* ${seq} FETCH (UID ${uid} RFC822.SIZE ${Buffer.byteLength(source)}`,
    ` INTERNALDATE "17-Jul-2026 02:44:25 +0200" BODY[]<0> {${Buffer.byteLength(source)}}\r\n${source})`,
  ].join('');
}

/** Those of `uids` that the sequence-set at the head of `args` names. */
export function asked(args: string, uids: number[]): number[] {
  const [set = ''] = args.split(' ');
  const ranges = set.split(',').map((part) => part.split(':').map(Number));
  return uids.filter((uid) =>
    ranges.some(([first = 0, last = first]) => uid >= first && uid <= last),
  );
}

const behaviour: Record<string, Answer> = {
  ID: (c) => (c.send('* ID ("name" "script")'), c.ok()),
  NAMESPACE: (c) => (c.send('* NAMESPACE (("" "/")) NIL NIL'), c.ok()),
  LIST: (c) => (c.send('* LIST () "/" INBOX', '* LIST () "/" Archive'), c.ok()),
  LSUB: (c) => (c.send('* LSUB () "/" INBOX'), c.ok()),
  LOGIN: (c) => c.ok(),
  NOOP: (c) => c.ok(),
  LOGOUT: (c) => (c.send('* BYE bye'), c.ok(), c.hangUp()),
  IDLE: (c) => c.send('+ idling'),
};

export async function startImapScript(script: ImapScript = {}): Promise<ScriptedImap> {
  const { capabilities = 'IMAP4rev1 ID NAMESPACE IDLE', uids = [1, 2, 3] } = script;
  const sockets = new Set<Socket>();
  const awaited = new Map<string, ((at: number) => void)[]>();
  const lines: string[] = [];
  let connections = 0;

  const folder: Record<string, Answer> = {
    CAPABILITY: (c) => (c.send(`* CAPABILITY ${capabilities}`), c.ok()),
    EXAMINE: (c) => {
      c.send(`* ${uids.length} EXISTS`, '* OK [UIDVALIDITY 7] ok');
      c.send(`* OK [UIDNEXT ${(uids.at(-1) ?? 0) + 1}] ok`);
      c.ok('[READ-ONLY] done');
    },
    'UID SEARCH': (c) => (c.send(`* SEARCH ${uids.join(' ')}`), c.ok()),
    'UID FETCH': (c) => {
      for (const uid of asked(c.args, uids)) c.send(row(uid, `Subject: ${uid}\r\n\r\n`));
      c.ok();
    },
  };

  function answer(socket: Socket, connection: number, line: string, idle: { tag: string }): void {
    const send = (...text: string[]) =>
      void (socket.writable && socket.write(`${text.join('\r\n')}\r\n`));
    if (line === 'DONE') {
      send(`${idle.tag} OK done`);
      return;
    }
    const [, tag = '', name = '', args = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? [];
    const command: ScriptedCommand = {
      connection,
      tag,
      name: name.toUpperCase(),
      args,
      send,
      ok: (text = 'done') => send(`${tag} OK ${text}`),
      no: (text) => send(`${tag} NO ${text}`),
      bad: (text) => send(`${tag} BAD ${text}`),
      hangUp: () => socket.end(),
    };
    lines.push(`${command.name} ${args}`.trimEnd());
    if (command.name === 'IDLE') idle.tag = tag;
    const known = script.on?.[command.name] ?? folder[command.name] ?? behaviour[command.name];
    if (known) known(command);
    else command.bad('unknown command');
    for (const tell of awaited.get(command.name) ?? []) tell(performance.now());
    awaited.delete(command.name);
  }

  // Without Nagle's algorithm: an answer of several small writes would take 40 ms.
  const server = createServer({ noDelay: true }, (socket) => {
    connections += 1;
    const connection = connections;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined); // the client may reset
    socket.write(`${script.greeting ?? '* OK ready'}\r\n`);
    const idle = { tag: '' };
    let rest = '';
    socket.on('data', (chunk) => {
      const parts = `${rest}${chunk.toString()}`.split('\r\n');
      rest = parts.pop() ?? '';
      for (const line of parts) answer(socket, connection, line, idle);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    lines,
    get connections() {
      return connections;
    },
    account: (override = {}) => ({
      account: 'scripted',
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      secure: false,
      allowCleartext: true,
      user: 'someone',
      pass: 'hunter2-hunter2',
      ...override,
    }),
    push(...text) {
      for (const socket of sockets) socket.write(`${text.join('\r\n')}\r\n`);
    },
    next: (name) =>
      new Promise((resolve) => awaited.set(name, [...(awaited.get(name) ?? []), resolve])),
    reset() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
