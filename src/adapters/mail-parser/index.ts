import { availableParallelism } from 'node:os';
import { Failure } from '../../domain/failure.ts';
import type { MailParser } from '../../ports.ts';
import { ParserPool } from './pool.ts';

/**
 * Parses mail with mailparser in child processes: some mails keep it busy for minutes or make it
 * take gigabytes, and nothing less than the end of a process stops that. One process is started
 * at once, further ones when mail has to wait; `close()` ends them.
 *
 * `parse` rejects `mail.unparsable`, `mail.timeout`, or `parser.crashed` when the process died
 * of the mail (such as over its memory) or beside it. An aborted call rejects at once with the
 * signal's reason; its process works on under the deadline and is used again.
 *
 * @param options.deadlineMs for one mail, from the moment a process works on it
 * @param options.memoryMb resident memory of one process, at least 256
 * @param options.processes at most so many; by default one a core
 */
export function mailParser(
  options: { deadlineMs?: number; memoryMb?: number; processes?: number } = {},
): MailParser {
  const pool = new ParserPool({
    deadlineMs: options.deadlineMs ?? 5_000,
    memoryMb: options.memoryMb ?? 512,
    processes: options.processes ?? availableParallelism(),
  });
  return {
    async parse(source, signal) {
      const answer = await pool.parse(source, signal);
      if ('unparsable' in answer) throw new Failure('mail.unparsable', answer.unparsable);
      return answer.mail;
    },
    close: () => pool.close(),
  };
}
