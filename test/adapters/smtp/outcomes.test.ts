import { afterEach, describe, expect, test } from 'vitest';

import { smtpMailer } from '../../../src/adapters/smtp/mailer.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import { type ScriptedSmtp, type SmtpScript, startSmtpScript } from '../../support/smtp-script.ts';
import { freePort } from '../../support/dovecot-host.ts';
import {
  type SmtpFault,
  type SmtpStep,
  startSmtpServer,
  type TestSmtpServer,
} from '../../support/smtp-server.ts';

const never = new AbortController().signal;
const envelope = { from: 'sales@us.example', to: 'ada@lead.example' };
const source = Buffer.from('Subject: secret plans\r\n\r\nThe text of the letter.\r\n');
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function failure(url: string, deadlineMs = 400, to = envelope.to): Promise<Failure> {
  const mailer = smtpMailer({ url, deadlineMs });
  closers.push(() => mailer.close());
  return await mailer.send({ ...envelope, to }, source, never).then(
    () => expect.fail('it was sent'),
    (error: Failure) => error,
  );
}

async function real(faults: Partial<Record<SmtpStep, SmtpFault>>): Promise<TestSmtpServer> {
  const server = await startSmtpServer({ user: 'sales', pass: 'hunter2-hunter2' });
  closers.push(() => server.close());
  Object.assign(server.faults, faults);
  return server;
}

async function scripted(script: SmtpScript): Promise<ScriptedSmtp & { url: string }> {
  const server = await startSmtpScript(script);
  closers.push(() => server.close());
  return Object.assign(server, { url: `smtp://127.0.0.1:${server.port}` });
}

describe('a real server that', () => {
  test.each<[string, Partial<Record<SmtpStep, SmtpFault>>, string]>([
    ['greets with 554', { connect: { reply: 554 } }, 'smtp.unavailable'],
    ['greets with 421', { connect: { reply: 421 } }, 'smtp.unavailable'],
    ['never greets', { connect: 'hang' }, 'smtp.unavailable'],
    ['hangs up before its greeting', { connect: 'drop' }, 'smtp.unavailable'],
    ['knows no such password', { auth: { reply: 535 } }, 'smtp.refused'],
    ['wants another mechanism', { auth: { reply: 534 } }, 'smtp.refused'],
    ['cannot check the password now', { auth: { reply: 454 } }, 'smtp.unavailable'],
    ['hangs up during the login', { auth: 'drop' }, 'smtp.unavailable'],
    ['never answers the login', { auth: 'hang' }, 'smtp.unavailable'],
    ['wants a login after all', { mail: { reply: 530 } }, 'smtp.refused'],
    ['refuses the sender', { mail: { reply: 550 } }, 'smtp.rejected'],
    ['is busy at MAIL', { mail: { reply: 421 } }, 'smtp.unavailable'],
    ['never answers MAIL', { mail: 'hang' }, 'smtp.unavailable'],
    ['hangs up at MAIL', { mail: 'drop' }, 'smtp.unavailable'],
    ['refuses the recipient', { rcpt: { reply: 550 } }, 'smtp.rejected'],
    ['greylists the recipient', { rcpt: { reply: 451 } }, 'smtp.unavailable'],
    ['never answers RCPT', { rcpt: 'hang' }, 'smtp.unavailable'],
    ['hangs up at RCPT', { rcpt: 'drop' }, 'smtp.unavailable'],
    ['refuses the letter', { letter: { reply: 554 } }, 'smtp.rejected'],
    ['is full at the letter', { letter: { reply: 452 } }, 'smtp.unavailable'],
    ['shuts down at the letter', { letter: { reply: 421 } }, 'smtp.unavailable'],
    ['never answers the letter', { letter: 'hang' }, 'smtp.unknown'],
    ['hangs up after the letter', { letter: 'drop' }, 'smtp.unknown'],
  ])('%s', async (_, faults, code) => {
    const server = await real(faults);
    expect(await failure(server.url)).toMatchObject({ code });
    expect(server.connections).toBe(1);
  });
});

describe('a strange server that', () => {
  test.each<[string, SmtpScript, string]>([
    ['refuses DATA', { DATA: (c) => c.send('554 no') }, 'smtp.rejected'],
    ['defers DATA', { DATA: (c) => c.send('451 no') }, 'smtp.unavailable'],
    ['never answers DATA', { DATA: () => undefined }, 'smtp.unavailable'],
    ['hangs up at DATA', { DATA: (c) => c.hangUp() }, 'smtp.unavailable'],
    ['resets at DATA', { DATA: (c) => c.reset() }, 'smtp.unavailable'],
    ['resets at the first line of the letter', { LETTER: (c) => c.reset() }, 'smtp.unknown'],
    ['hangs up within the letter', { LETTER: (c) => c.hangUp() }, 'smtp.unknown'],
    ['resets after the letter', { '.': (c) => c.reset() }, 'smtp.unknown'],
    ['answers the letter with nonsense', { '.': (c) => c.send('well, well') }, 'smtp.unknown'],
    ['answers the letter with 354', { '.': (c) => c.send('354 more') }, 'smtp.unknown'],
    [
      'dies within its answer to the letter',
      { '.': (c) => (c.send('250-nearly'), c.hangUp()) },
      'smtp.unknown',
    ],
    ['takes DATA for done', { DATA: (c) => c.send('250 ok') }, 'smtp.unavailable'],
    [
      'answers DATA twice',
      { DATA: (c) => c.send('250 ok', '354 go on'), '.': () => undefined },
      'smtp.unavailable',
    ],
    [
      'says 421 within the letter',
      { LETTER: (c) => (c.send('421 shutting down'), c.hangUp()) },
      'smtp.unavailable',
    ],
    ['is no SMTP server', { GREETING: (c) => c.send('* OK IMAP4rev1 ready') }, 'smtp.unavailable'],
    [
      'knows neither EHLO nor HELO',
      { EHLO: (c) => c.send('502 no'), HELO: (c) => c.send('502 no') },
      'smtp.unavailable',
    ],
    [
      'pipelines and takes DATA without a recipient',
      {
        EHLO: (c) => c.send('250-script', '250 PIPELINING'),
        RCPT: (c) => c.send('550 nobody'),
      },
      'smtp.rejected',
    ],
    [
      'pipelines and hangs up after MAIL',
      {
        EHLO: (c) => c.send('250-script', '250 PIPELINING'),
        RCPT: (c) => c.reset(),
      },
      'smtp.unavailable',
    ],
  ])('%s', async (_, script, code) => {
    const { url } = await scripted(script);
    expect(await failure(url)).toMatchObject({ code });
  });

  test('has only HELO is good enough', async () => {
    const { url, lines } = await scripted({
      EHLO: (c) => c.send('502 no'),
      HELO: (c) => c.send('250 hi'),
    });
    await smtpMailer({ url }).send(envelope, source, never);
    expect(lines.some((line) => line.startsWith('HELO '))).toBe(true);
  });
});

test('a login that was refused is not tried again at once', async () => {
  const server = await real({ auth: { reply: 535 } });
  const mailer = smtpMailer({ url: server.url });
  closers.push(() => mailer.close());
  for (const _ of [1, 2, 3]) {
    const sent = mailer.send(envelope, source, never);
    await expect(sent).rejects.toMatchObject({ code: 'smtp.refused' });
  }
  expect(server.connections).toBe(1);
});

describe('what is told of a failure', () => {
  test('is the step, the code and a few words of the server', async () => {
    const server = await real({
      rcpt: { reply: 550, text: `5.1.1 no such user here ${'x y '.repeat(200)}` },
    });
    const { message } = await failure(server.url);
    expect(message).toMatch(/^127\.0\.0\.1:\d+: RCPT TO: 550 5\.1\.1 no such user here x y/);
    expect(message.length).toBeLessThan(260);
  });

  test('holds neither password nor letter, even where the server repeats them', async () => {
    const plain = Buffer.from('\0sales\0hunter2-hunter2').toString('base64');
    const text = `bad: hunter2-hunter2 ${plain} sales`;
    const server = await real({ auth: { reply: 535, text } });
    const told = await failure(server.url);
    expect(told.message).toContain('535 bad: *** *** sales');
    expect(JSON.stringify([told, told.cause, told.stack])).not.toMatch(/hunter2|secret plans/);
  });

  test('names what to do', async () => {
    const { message } = await failure(`smtp://127.0.0.1:${await freePort()}`);
    expect(message).toContain('nothing listens there');
    const { message: told } = await failure('smtp://nowhere.invalid:2525', 5_000);
    expect(told).toContain('check the host in SMTP_URL');
  });
});

describe('an address', () => {
  test('with a foreign domain goes out in its ASCII form', async () => {
    const { url, lines } = await scripted({});
    const mailer = smtpMailer({ url });
    await mailer.send({ ...envelope, to: 'ada@bücher.example' }, source, never);
    expect(lines).toContain('RCPT TO:<ada@xn--bcher-kva.example>');
  });

  test('with a foreign local part needs a server with SMTPUTF8', async () => {
    const server = await startSmtpServer();
    closers.push(() => server.close());
    const mailer = smtpMailer({ url: server.url });
    await mailer.send({ ...envelope, to: 'jürgen@lead.example' }, source, never);
    expect(server.taken).toMatchObject([{ to: ['jürgen@lead.example'] }]);

    const old = await startSmtpServer({ smtpUtf8: false });
    closers.push(() => old.close());
    const told = await failure(old.url, 5_000, 'jürgen@lead.example');
    expect(told).toMatchObject({ code: 'smtp.rejected', message: expect.stringContaining('UTF8') });
    expect(old.taken).toEqual([]);
  });

  test.each(['', 'ada@x.example>\r\nRCPT TO:<eve@x.example', 'a\nb@x.example'])(
    '%j is refused before the server sees it',
    async (to) => {
      const { url, lines } = await scripted({});
      expect(await failure(url, 5_000, to)).toMatchObject({ code: 'smtp.rejected' });
      expect(lines.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([]);
    },
  );
});

test('a letter beyond what the server takes is rejected', async () => {
  const server = await startSmtpServer({ maxSize: 10 });
  closers.push(() => server.close());
  expect(await failure(server.url)).toMatchObject({ code: 'smtp.rejected' });
});

test('no connection stays open, whatever came of the letter', async () => {
  const server = await real({});
  const mailer = smtpMailer({ url: server.url });
  await mailer.send(envelope, source, never);
  server.faults.letter = 'hang';
  await failure(server.url);
  await expect.poll(() => server.open).toBe(0);
});
