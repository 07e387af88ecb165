import { ImapFlow } from 'imapflow';
import { afterEach, describe, expect, test } from 'vitest';
import { type DemoMailbox, startDemoMailbox } from '../../../src/adapters/demo-mailbox/index.ts';
import { readMail } from '../../../src/adapters/mail-parser/read-mail.ts';
import type { Mail } from '../../../src/domain/mail.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function demoMailbox(): Promise<DemoMailbox> {
  const demo = await startDemoMailbox();
  closers.push(() => demo.close());
  return demo;
}

async function login({ port, user }: DemoMailbox, pass: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    auth: { user, pass },
    logger: false,
  });
  client.on('error', () => {});
  await client.connect();
  closers.push(async () => client.close());
  return client;
}

async function open(demo: DemoMailbox): Promise<ImapFlow> {
  const client = await login(demo, demo.pass);
  await client.mailboxOpen('INBOX');
  return client;
}

async function fetchSources(client: ImapFlow): Promise<Buffer[]> {
  const messages = await client.fetchAll('1:*', { uid: true, source: true, size: true });
  return messages.map(({ source, size }) => {
    expect(source).toHaveLength(size ?? -1);
    return source ?? Buffer.alloc(0);
  });
}

describe('the sample mails', () => {
  async function samples(): Promise<{ mails: Mail[]; unreadable: number }> {
    const sources = await fetchSources(await open(await demoMailbox()));
    const results = await Promise.allSettled(sources.map((source) => readMail(source)));
    const mails = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    return { mails, unreadable: results.length - mails.length };
  }

  test('show what can happen: leads, attachments, machines, languages, and one broken', async () => {
    const { mails, unreadable } = await samples();
    expect(mails.length).toBeGreaterThanOrEqual(12);
    expect(unreadable).toBe(1);

    const domains = mails.map(({ from }) => from?.address.split('@')[1]);
    expect(domains).toContain('globex.com');
    expect(domains).toContain('umbrella.com');
    expect(mails.flatMap(({ attachments }) => attachments.map(({ name }) => name))).toEqual([
      'CV Samuel Ortega.txt',
      'requirements.pdf',
    ]);
    expect(mails.filter(({ automated }) => automated !== null)).toHaveLength(2);
    expect(mails.map(({ text }) => text).join()).toContain('möchten Ihre Lösung');
  });

  test('have a sender, a subject, a text and an id of their own', async () => {
    const { mails } = await samples();
    for (const mail of mails) {
      expect(mail.from?.address).toMatch(/^[^@]+@[a-z.-]+\.(example|com)$/);
      expect(mail.subject).not.toBe('');
      expect(mail.text.length).toBeGreaterThan(100);
    }
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
  });

  test('arrived in the last day, in the order of their UIDs', async () => {
    const client = await open(await demoMailbox());
    const messages = await client.fetchAll('1:*', { uid: true, internalDate: true, source: true });
    const arrivals = messages.map(({ internalDate }) => new Date(internalDate ?? 0).getTime());
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
    expect(Date.now() - (arrivals[0] ?? 0)).toBeLessThan(24 * 3_600_000);
  });

  test('are the same bytes at every start, so that a second start knows them', async () => {
    const sources = async () => {
      const client = await open(await demoMailbox());
      const messages = await client.fetchAll('1:*', { uid: true, source: true });
      return messages.map(({ source }) => source?.toString());
    };
    expect(await sources()).toEqual(await sources());
  });
});

describe('as an IMAP server', () => {
  test('refuses another password', async () => {
    await expect(login(await demoMailbox(), 'guess')).rejects.toMatchObject({
      authenticationFailed: true,
    });
  });

  test('pushes a delivered mail to a client in IDLE within a second', async () => {
    const demo = await demoMailbox();
    const client = await open(demo);
    const before = (await fetchSources(client)).length;
    void client.idle();
    const exists = new Promise((resolve) => client.once('exists', resolve));
    const delivered = Date.now();
    demo.deliver('From: a@b.example\nSubject: Grüße\n\nhi 🙂');
    expect(await exists).toMatchObject({ path: 'INBOX', count: before + 1 });
    expect(Date.now() - delivered).toBeLessThan(1_000);

    const source = (await fetchSources(client)).at(-1);
    expect(source?.toString()).toBe('From: a@b.example\r\nSubject: Grüße\r\n\r\nhi 🙂');
  });

  test('keeps the bytes of a delivered mail', async () => {
    const demo = await demoMailbox();
    demo.deliver(Buffer.from('Subject: latin\r\n\r\ncaf\xe9', 'latin1'));
    const source = (await fetchSources(await open(demo))).at(-1);
    expect(source?.toString('latin1')).toBe('Subject: latin\r\n\r\ncaf\xe9');
  });

  test('has the folders of a real account, and takes drafts, flags and moves', async () => {
    const client = await open(await demoMailbox());
    const folders = await client.list();
    expect(folders.map(({ specialUse }) => specialUse).toSorted()).toEqual(
      ['\\Archive', '\\Drafts', '\\Inbox', '\\Junk', '\\Sent', '\\Trash'].toSorted(),
    );
    const draft = Buffer.from('From: a@b.example\r\nSubject: draft\r\n\r\n');
    expect(await client.append('Drafts', draft, ['\\Draft'])).toMatchObject({ uid: 1 });
    expect(await client.messageFlagsAdd('2', ['$MarketingOps'], { uid: true })).toBe(true);
    expect(await client.messageMove('1', 'Archive', { uid: true })).toMatchObject({
      uidMap: new Map([[1, 1]]),
    });
  });

  test('takes its start time as UIDVALIDITY, so that no old UID is meant', async () => {
    const demo = await demoMailbox();
    const { uidValidity } = await (await login(demo, demo.pass)).mailboxOpen('INBOX');
    expect(Math.abs(Number(uidValidity) - Date.now() / 1_000)).toBeLessThan(10);
  });

  test('is full at a thousand messages', async () => {
    const demo = await demoMailbox();
    expect(() => {
      for (let i = 0; i < 1_000; i++) demo.deliver('Subject: one more\n\n');
    }).toThrow('The demo mailbox is full');
  });

  test('closes while clients are in IDLE', async () => {
    const demo = await startDemoMailbox();
    const client = await open(demo);
    const closed = new Promise<void>((resolve) => client.once('close', resolve));
    void client.idle();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await demo.close();
    await closed;
  });
});
