/** A process that parses one slow mail and says so, to be killed in the middle of it. */
import { mailParser } from '../../src/adapters/mail-parser/index.ts';
import { parserProcesses } from './child-processes.ts';
import { slowMail } from './hostile/encodings.ts';

const parser = mailParser({ deadlineMs: 60_000, processes: 1 });
const { signal } = new AbortController();
await parser.parse(Buffer.from('Subject: warm\r\n\r\n'), signal);
void parser.parse(slowMail.source(), signal);
console.log(parserProcesses()[0]);
