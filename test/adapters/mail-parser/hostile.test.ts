import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailParser } from '../../../src/adapters/mail-parser/index.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { MailParser } from '../../../src/ports.ts';
import { parserProcesses } from '../../support/child-processes.ts';
import { hostileMails } from '../../support/hostile-mails.ts';

const { signal } = new AbortController();
const deadlineMs = 3_000;
/** What starting a process may take on a busy machine. */
const slackMs = 3_000;

let parser: MailParser;
beforeAll(() => {
  parser = mailParser({ deadlineMs, memoryMb: 384, processes: 1 });
});
afterAll(async () => {
  await parser.close();
  expect(parserProcesses()).toEqual([]);
});

test.each(Object.entries(hostileMails))('%s', async (_, { source, endings }) => {
  const started = Date.now();
  const ending = await parser.parse(source, signal).then(
    () => 'read',
    (error: unknown) => Failure.of(error).code,
  );
  expect(endings).toContain(ending);
  expect(Date.now() - started).toBeLessThan(deadlineMs + slackMs);

  const next = await parser.parse(Buffer.from('Subject: next\r\n\r\n'), signal);
  expect(next.subject).toBe('next');
  expect(parserProcesses()).toHaveLength(1);
});
