import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Ways to answer one line of the client. */
interface ScriptedLine {
  line: string;
  /** Lines get their CRLF. */
  send(...lines: string[]): void;
  /** FIN. */
  hangUp(): void;
  /** RST. */
  reset(): void;
}

type Answer = (line: ScriptedLine) => void;

/** Verbs in capitals; `GREETING`, `.` (the letter's end) and `LETTER` (its first line) are steps too. */
export type SmtpScript = Record<string, Answer>;

export interface ScriptedSmtp {
  port: number;
  /** Commands as they came, without the letters' lines. */
  readonly lines: string[];
  close(): Promise<void>;
}

const behaviour: SmtpScript = {
  GREETING: (c) => c.send('220 script ESMTP'),
  EHLO: (c) => c.send('250-script', '250 SMTPUTF8'),
  MAIL: (c) => c.send('250 ok'),
  RCPT: (c) => c.send('250 ok'),
  DATA: (c) => c.send('354 go on'),
  LETTER: () => undefined,
  '.': (c) => c.send('250 taken'),
  QUIT: (c) => (c.send('221 bye'), c.hangUp()),
};

/** An SMTP server that says exactly what a test wants to hear, and behaves where it is silent. */
export async function startSmtpScript(script: SmtpScript = {}): Promise<ScriptedSmtp> {
  const sockets = new Set<Socket>();
  const lines: string[] = [];

  function talk(socket: Socket): void {
    /** Lines of the letter so far; null: commands are read. */
    let letter: number | null = null;
    const answer = (step: string, line: string) => {
      const act = script[step] ?? behaviour[step] ?? ((c: ScriptedLine) => c.send('502 what?'));
      act({
        line,
        send: (...text) => {
          if (step === 'DATA' && /^[23]/.test(text.at(-1) ?? '')) letter = 0;
          if (socket.writable) socket.write(`${text.join('\r\n')}\r\n`);
        },
        hangUp: () => socket.end(),
        reset: () => socket.resetAndDestroy(),
      });
    };
    const take = (line: string) => {
      if (letter === null) {
        lines.push(line);
        answer(line.split(' ')[0]?.toUpperCase() ?? '', line);
      } else if (line === '.') {
        letter = null;
        answer('.', line);
      } else {
        letter += 1;
        if (letter === 1) answer('LETTER', line);
      }
    };
    let rest = '';
    socket.on('data', (chunk) => {
      const parts = `${rest}${chunk.toString('latin1')}`.split('\r\n');
      rest = parts.pop() ?? '';
      for (const line of parts) take(line);
    });
    answer('GREETING', '');
  }

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined); // the client may reset
    talk(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    lines,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
