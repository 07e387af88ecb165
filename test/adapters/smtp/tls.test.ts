import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';

import { smtpMailer } from '../../../src/adapters/smtp/mailer.ts';
import { smtpServer, type SmtpSettings } from '../../../src/adapters/smtp/server.ts';
import { makeCertificate } from '../../support/dovecot-host.ts';
import { startSmtpScript } from '../../support/smtp-script.ts';
import { startSmtpServer } from '../../support/smtp-server.ts';

const envelope = { from: 'sales@us.example', to: 'ada@lead.example' };
const source = Buffer.from('Subject: Hello\r\n\r\nHello\r\n');
const login = { user: 'sales@us.example', pass: 'p@ss/w%rd' };
let certificate: { key: string; cert: string };
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'smtp-tls-'));
  await makeCertificate(dir);
  certificate = {
    key: await readFile(join(dir, 'key.pem'), 'utf8'),
    cert: await readFile(join(dir, 'cert.pem'), 'utf8'),
  };
  await rm(dir, { recursive: true });
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start(options: Parameters<typeof startSmtpServer>[0]) {
  const server = await startSmtpServer(options);
  closers.push(() => server.close());
  return server;
}

function send(settings: SmtpSettings): Promise<void> {
  return smtpMailer(settings).send(envelope, source, new AbortController().signal);
}

describe('smtps://', () => {
  test('is TLS from the first byte, and logs in', async () => {
    const server = await start({ secure: true, certificate, ...login });
    await send({ url: server.url, tlsCa: certificate.cert });
    expect(server.taken).toMatchObject([{ secure: true, user: login.user }]);
  });

  test('refuses a certificate that nobody vouches for', async () => {
    const server = await start({ secure: true, certificate });
    await expect(send({ url: server.url })).rejects.toMatchObject({
      code: 'smtp.unavailable',
      message: expect.stringContaining('private certificate'),
    });
    expect(server.taken).toEqual([]);
  });

  test('says so where the port speaks no TLS', async () => {
    const server = await start({});
    await expect(send({ url: server.url.replace('smtp:', 'smtps:') })).rejects.toMatchObject({
      code: 'smtp.unavailable',
      message: expect.stringContaining('smtp:// for STARTTLS'),
    });
  });
});

describe('smtp://', () => {
  test('takes STARTTLS where it is offered, on this machine with any certificate', async () => {
    const server = await start({ certificate, ...login });
    await send({ url: server.url });
    await send({ url: server.url, tlsCa: certificate.cert });
    expect(server.taken).toMatchObject([{ secure: true }, { secure: true }]);
  });

  test('is cleartext where it is not offered, on this machine alone', async () => {
    const server = await start(login);
    await send({ url: server.url });
    expect(server.taken).toMatchObject([{ secure: false, user: login.user }]);
  });

  test.each([
    ['smtp://mail.example.com', { requireTLS: true, port: 587, secure: false }],
    ['smtps://mail.example.com', { requireTLS: false, port: 465, secure: true }],
    ['smtp://192.0.2.1:2525', { requireTLS: true, port: 2525 }],
    ['smtp://localhost.example.com', { requireTLS: true }],
    ['smtp://127.example.com', { requireTLS: true }],
    ['smtp://localhost', { requireTLS: false }],
    ['smtp://127.9.9.9', { requireTLS: false }],
    ['smtp://[::1]:25', { requireTLS: false, host: '::1', port: 25 }],
  ])('%s means %j', (url, options) => {
    expect(smtpServer({ url }).options).toMatchObject(options);
  });

  test('verifies certificates everywhere else', () => {
    const rejects = (url: string) => smtpServer({ url }).options.tls?.rejectUnauthorized;
    expect(rejects('smtp://mail.example.com')).toBe(true);
    expect(rejects('smtps://127.0.0.1')).toBe(true);
  });

  test('sends nothing, least of all a password, where a required STARTTLS is refused', async () => {
    const server = await startSmtpScript({ STARTTLS: (c) => c.send('454 not now') });
    closers.push(() => server.close());
    // A name that is not known as this machine's, though it leads here.
    const url = `smtp://sales:hunter2@0.0.0.0:${server.port}`;
    await expect(send({ url })).rejects.toMatchObject({
      code: 'smtp.unavailable',
      message: expect.stringContaining('no STARTTLS'),
    });
    expect(server.lines.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS']);
  });
});
