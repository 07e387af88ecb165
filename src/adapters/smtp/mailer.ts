import type { Mailer } from '../../ports.ts';
import { asciiDomains } from './envelope.ts';
import { type SmtpServer, smtpServer, type SmtpSettings } from './server.ts';
import { Transmission } from './transmission.ts';

/**
 * Hands letters to a submission server (RFC 6409), each on a connection of its own.
 *
 * @example
 * const mailer = smtpMailer({ url: 'smtp://user:password@smtp.example.com:587' });
 * await mailer.send({ from: 'sales@example.com', to: 'ada@lead.example' }, source, signal);
 */
export function smtpMailer(settings: SmtpSettings): Mailer {
  const server = smtpServer(settings);
  const closing = new AbortController();
  const inWork = new Set<Promise<unknown>>();

  return {
    async send(envelope, source, signal) {
      const work = withDeadline(server, [signal, closing.signal], (ended) =>
        new Transmission(server).run(asciiDomains(envelope), source, ended),
      );
      inWork.add(work);
      await work.finally(() => inWork.delete(work));
    },
    async close() {
      closing.abort();
      await Promise.allSettled(inWork);
    },
  };
}

/** The given signals and the server's deadline as one, whose reason says what happened. */
async function withDeadline(
  { deadlineMs }: SmtpServer,
  signals: AbortSignal[],
  work: (ended: AbortSignal) => Promise<void>,
): Promise<void> {
  const ended = new AbortController();
  const cancel = () => ended.abort(new Error('cancelled'));
  const late = setTimeout(
    () => ended.abort(new Error(`not done within ${deadlineMs} ms`)),
    deadlineMs,
  );
  for (const signal of signals) {
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
  }
  try {
    await work(ended.signal);
  } finally {
    clearTimeout(late);
    for (const signal of signals) signal.removeEventListener('abort', cancel);
  }
}
