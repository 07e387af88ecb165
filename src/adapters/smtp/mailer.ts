import { Failure } from '../../domain/failure.ts';
import type { Mailer } from '../../ports.ts';
import { asciiDomains } from './envelope.ts';
import { type SmtpServer, smtpServer, type SmtpSettings } from './server.ts';
import { Transmission } from './transmission.ts';

/** A login that is refused again and again locks accounts. */
const refusedRestMs = 60_000;

/**
 * Hands letters to a submission server (RFC 6409), each on a connection of its own. After a refused
 * login the letters of the next minute are refused without another.
 *
 * @example
 * const mailer = smtpMailer({ url: 'smtp://user:password@smtp.example.com:587' });
 * await mailer.send({ from: 'sales@example.com', to: 'ada@lead.example' }, source, signal);
 */
export function smtpMailer(settings: SmtpSettings): Mailer {
  const server = smtpServer(settings);
  const closing = new AbortController();
  const inWork = new Set<Promise<unknown>>();
  let refused: { failure: Failure; until: number } | null = null;

  return {
    async send(envelope, source, signal) {
      if (refused && performance.now() < refused.until) throw refused.failure;
      const work = withDeadline(server, [signal, closing.signal], (ended) =>
        new Transmission(server).run(asciiDomains(envelope), source, ended),
      );
      inWork.add(work);
      try {
        await work;
      } catch (error) {
        const failure = Failure.of(error);
        if (failure.code === 'smtp.refused') {
          refused = { failure, until: performance.now() + refusedRestMs };
        }
        throw failure;
      } finally {
        inWork.delete(work);
      }
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
