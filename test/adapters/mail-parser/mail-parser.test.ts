import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { mailParser } from '../../../src/adapters/mail-parser/index.ts';
import type { MailParser } from '../../../src/ports.ts';
import { mailParserContract } from '../../contracts/mail-parser.ts';
import { isAlive, parserProcesses, peakMemoryMb } from '../../support/child-processes.ts';
import { attachments as hostileAttachments } from '../../support/hostile/attachments.ts';
import { slowMail as quadratic } from '../../support/hostile/encodings.ts';
import { attached } from '../../support/hostile/make.ts';
import { makePdf } from '../../support/make-pdf.ts';

mailParserContract('mailparser in child processes', () => mailParser({ processes: 2 }));

const { signal } = new AbortController();
const slowMail = quadratic.source();
const hello = Buffer.from('From: a@b.example\r\nSubject: hello\r\n\r\nsecret words');

const offer = attached('application/pdf', 'a.pdf', () => makePdf('twenty seats')).source();

const parsers: MailParser[] = [];
afterEach(() => Promise.all(parsers.splice(0).map((parser) => parser.close())));

/** A parser that is warm, and closed after the test. */
async function started(options: Parameters<typeof mailParser>[0] = {}): Promise<MailParser> {
  const parser = mailParser({ processes: 1, ...options });
  parsers.push(parser);
  await parser.parse(hello, signal);
  return parser;
}

function onlyPid(): number {
  const [pid = Number.NaN, ...others] = parserProcesses();
  expect(others).toEqual([]);
  return pid;
}

describe('processes', () => {
  test('start with one and grow to the limit when mail has to wait', async () => {
    const parser = await started({ processes: 2, deadlineMs: 800 });
    expect(parserProcesses()).toHaveLength(1);
    const slow = [1, 2, 3].map(() => parser.parse(slowMail, signal));
    await vi.waitFor(() => expect(parserProcesses()).toHaveLength(2), 5_000);
    const endings = await Promise.allSettled(slow);
    expect(endings.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(parserProcesses().length).toBeLessThanOrEqual(2);
  });

  test('are used again', async () => {
    const parser = await started();
    const pid = onlyPid();
    await parser.parse(hello, signal);
    await expect(parser.parse(Buffer.alloc(0), signal)).rejects.toThrow('no readable header');
    expect(onlyPid()).toBe(pid);
  });

  test('see no secret of ours', async () => {
    vi.stubEnv('IMAP_PASS', 'hunter2');
    await started();
    vi.unstubAllEnvs();
    expect(readFileSync(`/proc/${onlyPid()}/environ`, 'utf8')).not.toContain('hunter2');
  });

  test('are gone after close, the busy one too', async () => {
    const parser = await started();
    const busy = parser.parse(slowMail, signal).catch((error: unknown) => error);
    const waiting = parser.parse(hello, signal).catch((error: unknown) => error);
    await parser.close();
    expect(parserProcesses()).toEqual([]);
    expect(await busy).toMatchObject({ code: 'parser.crashed' });
    expect(await waiting).toMatchObject({ code: 'parser.unavailable' });
  });
});

describe('a mail that takes too long', () => {
  test('is a timeout, its process is killed and replaced', async () => {
    const parser = await started({ deadlineMs: 500 });
    const pid = onlyPid();
    await expect(parser.parse(slowMail, signal)).rejects.toMatchObject({
      code: 'mail.timeout',
      message: 'parsing took longer than 500 ms',
    });
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 2_000);
    expect(await parser.parse(hello, signal)).toMatchObject({ subject: 'hello' });
    expect(onlyPid()).not.toBe(pid);
  });

  test('does not count its wait for a process', async () => {
    const parser = await started({ deadlineMs: 1_000 });
    const slow = parser.parse(slowMail, signal).catch(() => 'timeout');
    const waiting = await parser.parse(hello, signal);
    expect(waiting.subject).toBe('hello');
    expect(await slow).toBe('timeout');
  });

  test('gives way to the others, and keeps its whole deadline', async () => {
    const parser = await started({ patienceMs: 300, deadlineMs: 2_500 });
    const since = performance.now();
    const slow = [1, 2, 3].map(() =>
      parser.parse(slowMail, signal).then(
        () => Number.NaN,
        () => performance.now() - since,
      ),
    );
    expect(await parser.parse(hello, signal)).toMatchObject({ subject: 'hello' });
    const waited = performance.now() - since;
    const [first = 0, , last = 0] = await Promise.all(slow);
    // One after the other, each with its whole deadline, they would all have ended before it.
    expect(waited).toBeLessThan(last);
    expect(first).toBeGreaterThan(2_800);
    await vi.waitFor(() => expect(parserProcesses()).toHaveLength(1), 2_000);
  });

  test('lets an aborted caller go at once', async () => {
    const parser = await started({ deadlineMs: 1_000 });
    const running = new AbortController();
    const queued = new AbortController();
    const calls = [parser.parse(slowMail, running.signal), parser.parse(hello, queued.signal)].map(
      (call) => call.catch((error: unknown) => error),
    );
    const reason = new Error('enough');
    const before = Date.now();
    running.abort(reason);
    queued.abort(reason);
    expect(await Promise.all(calls)).toEqual([reason, reason]);
    expect(Date.now() - before).toBeLessThan(200);
    expect(await parser.parse(hello, signal)).toMatchObject({ subject: 'hello' });
  });
});

describe('attachments that take too long', () => {
  const question = expect.objectContaining({ text: 'What is your price?' });
  const bomb = hostileAttachments['a PDF that unpacks to 200 MB']!.source();

  test('cost their own text, and neither the mail nor the next one', async () => {
    const parser = await started({ patienceMs: 500, deadlineMs: 1_500 });
    const mail = await parser.parse(bomb, signal);
    expect(mail).toEqual(question);
    expect(mail.attachments).toMatchObject([{ name: 'offer.pdf' }]);
    expect(mail.attachments[0]).not.toHaveProperty('text');
    expect(await parser.parse(hello, signal)).toMatchObject({ subject: 'hello' });
    await vi.waitFor(() => expect(parserProcesses()).toHaveLength(1), 2_000);
  });

  test('cost no more where their process dies of them', async () => {
    const parser = await started({ patienceMs: 15_000, deadlineMs: 15_000 });
    const pid = onlyPid();
    const parsing = parser.parse(bomb, signal);
    // The mail itself takes some milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    process.kill(pid, 'SIGKILL');
    expect(await parsing).toEqual(question);
    expect(await parser.parse(hello, signal)).toMatchObject({ subject: 'hello' });
  });

  test('are read beside the others where they take longer than an ordinary mail', async () => {
    const parser = await started({ patienceMs: 100, deadlineMs: 10_000 });
    // The first PDF of a process takes longer than that: its library is loaded.
    const mail = await parser.parse(offer, signal);
    expect(mail.attachments[0]?.text).toBe('twenty seats');
  });
});

describe('a process that dies', () => {
  test('fails its mail only, without a word of it', async () => {
    const parser = await started();
    const failing = parser.parse(slowMail, signal);
    const waiting = parser.parse(hello, signal);
    process.kill(onlyPid(), 'SIGKILL');
    await expect(failing).rejects.toMatchObject({
      code: 'parser.crashed',
      message: expect.stringMatching(/^the parser process was ended by SIGKILL/),
    });
    expect(await waiting).toMatchObject({ subject: 'hello' });
  });

  test('while it is idle is not missed', async () => {
    const parser = await started();
    const pid = onlyPid();
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 2_000);
    expect(await parser.parse(hello, signal)).toMatchObject({ subject: 'hello' });
  });

  test('of memory outside the heap is stopped before it takes gigabytes', async () => {
    const parser = await started({ memoryMb: 256, deadlineMs: 15_000, patienceMs: 15_000 });
    const lines = Buffer.alloc(150_000_000, 'hello world, hello\r\n');
    const huge = Buffer.concat([Buffer.from('Subject: huge\r\n\r\n'), lines]);
    const pid = onlyPid();
    let peakMb = 0;
    const watch = setInterval(() => {
      peakMb = peakMemoryMb(pid) ?? peakMb;
    }, 10);
    await expect(parser.parse(huge, signal)).rejects.toMatchObject({ code: 'parser.crashed' });
    clearInterval(watch);
    expect(peakMb).toBeGreaterThan(100);
    expect(peakMb).toBeLessThan(700);
  });

  test('at every start fails a mail a start, and says why', async () => {
    const parser = mailParser({ memoryMb: 8, processes: 1 });
    parsers.push(parser);
    await expect(parser.parse(hello, signal)).rejects.toMatchObject({
      code: 'parser.unavailable',
      message: expect.stringMatching(/^the parser process did not start/),
    });
  });
});

describe('signals', () => {
  test('of Ctrl-C and systemd do not reach the parser', async () => {
    const parser = await started();
    const pid = onlyPid();
    process.kill(pid, 'SIGINT');
    process.kill(pid, 'SIGTERM');
    expect(await parser.parse(hello, signal)).toMatchObject({ subject: 'hello' });
    expect(onlyPid()).toBe(pid);
  });

  test('that kill the parent end a busy parser too', async () => {
    const host = spawn(
      process.execPath,
      ['--import', 'tsx', new URL('../../support/parser-host.ts', import.meta.url).pathname],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(host.stdout, 'data')) as [Buffer];
    const parserPid = Number(line.toString());
    expect(isAlive(parserPid)).toBe(true);
    host.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(parserPid)).toBe(false), 3_000);
  });
});
