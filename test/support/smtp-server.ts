import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** What happens at a step instead of its success. */
export type SmtpFault = { reply: number; text?: string } | 'hang' | 'drop';

/** `letter` is its end: whole in the server's hands, which has not answered yet. */
export type SmtpStep = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data' | 'letter';

/** A letter that the server took (or would have, but for a fault at `letter` other than a reply). */
export interface TakenLetter {
  from: string;
  to: string[];
  source: Buffer;
  user: string | null;
  /** It came by TLS. */
  secure: boolean;
}

export interface SmtpServerOptions {
  /** TLS from the first byte. */
  secure?: boolean;
  /** PEM; without one, STARTTLS is not offered. */
  certificate?: { key: string; cert: string };
  user?: string;
  pass?: string;
  /** Offers SMTPUTF8; true by default. */
  smtpUtf8?: boolean;
  /** Bytes of a letter. */
  maxSize?: number;
}

/** A submission server of one's own on loopback, which keeps what it takes. */
export interface TestSmtpServer {
  readonly port: number;
  /** With user and password where it wants them. */
  readonly url: string;
  readonly taken: TakenLetter[];
  /** Connections so far. */
  readonly connections: number;
  /** Open now. */
  readonly open: number;
  /** From now on, until it is deleted. */
  readonly faults: Partial<Record<SmtpStep, SmtpFault>>;
  /** The nth letter, from 0, as a mail client reads it. */
  mail(n: number): Promise<ParsedMail>;
  /** Resolves when a step has been reached. */
  reached(step: SmtpStep): Promise<void>;
  close(): Promise<void>;
}

export async function startSmtpServer(options: SmtpServerOptions = {}): Promise<TestSmtpServer> {
  const { secure = false, certificate, user, pass = '', smtpUtf8 = true, maxSize } = options;
  const faults: TestSmtpServer['faults'] = {};
  const taken: TakenLetter[] = [];
  const waiting: { step: SmtpStep; tell: () => void }[] = [];
  let connections = 0;

  function drop({ id }: SMTPServerSession): void {
    for (const connection of server.connections) {
      if (connection.id === id) connection._socket.destroy();
    }
  }

  function step(name: SmtpStep, session: SMTPServerSession, done: (error?: Error) => void): void {
    for (const one of waiting.filter((waits) => waits.step === name)) one.tell();
    const fault = faults[name];
    if (fault === undefined) done();
    else if (fault === 'drop') drop(session);
    else if (fault !== 'hang') {
      done(Object.assign(new Error(fault.text ?? 'no'), { responseCode: fault.reply }));
    }
  }

  async function take(
    stream: Readable,
    session: SMTPServerSession,
    done: (error?: Error) => void,
    refused?: Error,
  ): Promise<void> {
    const source = await buffer(stream);
    if (refused) {
      done(refused);
      return;
    }
    const letter = letterOf(session, source);
    if (typeof faults.letter !== 'object') taken.push(letter);
    step('letter', session, done);
  }

  const handlers: SMTPServerOptions = {
    onConnect(session, done) {
      connections += 1;
      step('connect', session, done);
    },
    onAuth(auth, session, done) {
      const isKnown = auth.username === user && auth.password === pass;
      const refusal = { message: 'Authentication failed', responseCode: 535 };
      step('auth', session, (error) => done(error, isKnown ? { user: auth.username } : refusal));
    },
    onMailFrom: (_, session, done) => step('mail', session, done),
    onRcptTo: (_, session, done) => step('rcpt', session, done),
    onData(stream, session, done) {
      step('data', session, (refused) => void take(stream, session, done, refused));
    },
  };
  const server = new SMTPServer({
    ...handlers,
    secure,
    ...certificate,
    authOptional: user === undefined,
    disabledCommands: certificate && !secure ? [] : ['STARTTLS'],
    allowInsecureAuth: true,
    hideSMTPUTF8: !smtpUtf8,
    disableReverseLookup: true,
    closeTimeout: 1,
    logger: false,
    ...(maxSize === undefined ? {} : { size: maxSize }),
  });
  // A client that hangs up in the middle is what the tests are about.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const login =
    user === undefined ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(pass)}@`;

  return {
    port,
    url: `smtp${secure ? 's' : ''}://${login}127.0.0.1:${port}`,
    taken,
    get connections() {
      return connections;
    },
    get open() {
      return server.connections.size;
    },
    faults,
    async mail(n) {
      const letter = taken[n];
      if (!letter) throw new Error(`only ${taken.length} letters were taken`);
      return simpleParser(letter.source);
    },
    reached: (name) =>
      new Promise((resolve) => {
        waiting.push({ step: name, tell: resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

function letterOf({ envelope, user, secure }: SMTPServerSession, source: Buffer): TakenLetter {
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
    source,
    user: typeof user === 'string' ? user : null,
    secure,
  };
}
