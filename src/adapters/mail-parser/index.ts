import { availableParallelism } from 'node:os';
import { Failure } from '../../domain/failure.ts';
import type { MailParser } from '../../ports.ts';
import type { Answer } from './child.ts';
import { ParserLanes } from './lanes.ts';

/**
 * Parses mail with mailparser in child processes: some mails keep it busy for minutes or make it
 * take gigabytes, and nothing less than the end of a process stops that. One process is started
 * at once, further ones when mail has to wait; `close()` ends them. A mail that takes long is
 * moved out of the way of the others, see `ParserLanes`. Attachments that take all the time or
 * memory there is cost their own text: the mail without it was handed over before.
 *
 * `parse` and `html` reject `mail.unparsable`, `mail.timeout`, `parser.unavailable` when no process
 * could be started, or `parser.crashed` when the process died of the mail (such as over its memory)
 * or beside it. An aborted call rejects at once with the
 * signal's reason; its process works on under the deadline and is used again.
 *
 * @param options.deadlineMs for one mail, from the moment a process works on it
 * @param options.patienceMs then a mail gives way to the others; it starts again beside them
 * @param options.memoryMb resident memory of one process, at least 256
 * @param options.processes at most so many, by default one a core; as many again for slow mail
 */
export function mailParser(
  options: {
    deadlineMs?: number;
    patienceMs?: number;
    memoryMb?: number;
    processes?: number;
  } = {},
): MailParser {
  const lanes = new ParserLanes({
    deadlineMs: options.deadlineMs ?? 5_000,
    patienceMs: options.patienceMs ?? 1_000,
    memoryMb: options.memoryMb ?? 512,
    processes: options.processes ?? availableParallelism(),
  });
  return {
    async parse(source, signal) {
      const answer = await lanes.read({ purpose: 'mail', source }, signal);
      if ('mail' in answer) return answer.mail;
      throw unparsable(answer);
    },
    async html(source, signal) {
      const answer = await lanes.read({ purpose: 'page', source }, signal);
      if ('page' in answer) return answer.page;
      throw unparsable(answer);
    },
    close: () => lanes.close(),
  };
}

function unparsable(answer: Answer): Failure {
  const reason = 'unparsable' in answer ? answer.unparsable : 'the process answered something else';
  return new Failure('mail.unparsable', reason);
}
