import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { mailParser } from '../../../src/adapters/mail-parser/index.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { MailParser } from '../../../src/ports.ts';
import { parserProcesses } from '../../support/child-processes.ts';
import { hostileMails } from '../../support/hostile-mails.ts';

const { signal } = new AbortController();
const deadlineMs = 3_000;
const patienceMs = 1_000;
/** What starting two processes may take on a busy machine. */
const slackMs = 6_000;

let parser: MailParser;
beforeAll(() => {
  parser = mailParser({ deadlineMs, patienceMs, memoryMb: 384, processes: 1 });
});
afterAll(async () => {
  await parser.close();
  expect(parserProcesses()).toEqual([]);
});

test.each(Object.entries(hostileMails))('%s', async (_, { source: make, endings, says }) => {
  const source = make();
  const started = Date.now();
  let text = '';
  const ending = await parser.parse(source, signal).then(
    (mail) => {
      text = mail.text;
      return 'read';
    },
    (error: unknown) => Failure.of(error).code,
  );
  expect(endings).toContain(ending);
  if (says) expect(text).toContain(says);
  expect(Date.now() - started).toBeLessThan(patienceMs + deadlineMs + slackMs);

  const next = await parser.parse(Buffer.from('Subject: next\r\n\r\n'), signal);
  expect(next.subject).toBe('next');
  // That of the slow lane ends with its mail.
  await vi.waitFor(() => expect(parserProcesses()).toHaveLength(1), 2_000);
});
