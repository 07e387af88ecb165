import { Failure } from './domain/failure.ts';
import type { HttpDeps } from './http/deps.ts';
import type { MailParser } from './ports.ts';

/** Somebody waits for the page; the parser's own deadline does not count the wait for a process. */
const deadlineMs = 8_000;

/** The parser as the pages ask it; rejects `mail.timeout` where all its processes are busy. */
export function mailHtmlBy(parser: () => Pick<MailParser, 'html'>): HttpDeps['mailHtml'] {
  return async (source) => {
    const signal = AbortSignal.timeout(deadlineMs);
    try {
      return await parser().html(source, signal);
    } catch (error) {
      if (error !== signal.reason) throw error;
      throw new Failure('mail.timeout', 'the parser was too busy to read the mail');
    }
  };
}
