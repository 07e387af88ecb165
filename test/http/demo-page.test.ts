import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testMail } from '../../src/http/dashboard/demo-mail.ts';
import { demoSamples } from '../../src/http/dashboard/demo-samples.ts';
import { type FiguresHost, hostile, startFigures } from '../support/figures-host.ts';

let host: FiguresHost;
let delivered: Buffer[];

beforeEach(async () => {
  delivered = [];
  host = await startFigures({ demo: { deliver: (raw) => void delivered.push(raw) } });
});
afterEach(() => host.close());

const form = '/dashboard/demo';
const fields = (changes: Record<string, string> = {}) =>
  Object.entries({
    name: 'Ada Lead',
    address: 'ada@lead.example',
    subject: 'Pricing',
    text: 'What do 200 seats cost?',
    ...changes,
  });

describe('the demo’s form', () => {
  it('is filled with an example, or with the one that was asked for', async () => {
    expect((await host.page(form)).html).toContain('value="Ines Okafor"');
    for (const { id, name, label } of demoSamples) {
      const { html } = await host.page(`${form}/form?sample=${id}`);
      expect(html).toContain(`value="${name}"`);
      expect(html).toMatch(new RegExp(`aria-current="true">${label}<`));
    }
    expect((await host.page(`${form}?sample=${encodeURIComponent(hostile)}`)).status).toBe(200);
  });

  it('puts a mail into the mailbox that says what was typed', async () => {
    const { status, html } = await host.submit(`${form}/mail`, fields());
    expect(status).toBe(200);
    expect(html).toContain('Sent; it appears in the list in a moment.');
    const mail = await simpleParser(delivered[0] ?? '');
    expect(mail.from?.value).toEqual([{ name: 'Ada Lead', address: 'ada@lead.example' }]);
    expect(mail.subject).toBe('Pricing');
    expect(mail.text?.trim()).toBe('What do 200 seats cost?');
    expect(mail.messageId).toMatch(/^<[\w-]+@lead\.example>$/);
    expect(Math.abs(Date.now() - (mail.date?.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it('gives each mail a Message-ID of its own', async () => {
    await host.submit(`${form}/mail`, fields());
    await host.submit(`${form}/mail`, fields());
    const ids = await Promise.all(
      delivered.map(async (raw) => (await simpleParser(raw)).messageId),
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('works without a script', async () => {
    const { status, headers } = await host.submit(`${form}/mail`, fields(), 'browser');
    expect(status).toBe(303);
    expect(headers.get('location')).toBe('/dashboard');
  });

  it.each([
    ['name', 'Ada\r\nBcc: all@example.com'],
    ['name', 'x'.repeat(101)],
    ['subject', 'Hi\nX-Evil: 1'],
    ['subject', 'Hi\u2028there'],
    ['address', 'ada@lead.example>\r\nBcc: <all@example.com'],
    ['address', 'ada'],
    ['address', 'ada@lead.example, bob@lead.example'],
    ['address', '"a b"@lead.example'],
    ['address', 'ada@lead..example'],
    ['text', ' \n '],
    ['text', 'x'.repeat(20_001)],
  ])('refuses as %s %j, and says which field it is', async (field, value) => {
    const { status, html } = await host.submit(`${form}/mail`, fields({ [field]: value }));
    expect(status).toBe(200);
    expect(html).toContain(`Not done. ${field}:`);
    expect(delivered).toEqual([]);
  });

  it('says so when the mailbox is full', async () => {
    await host.close();
    const deliver = () => {
      throw new Error('1,000 messages');
    };
    host = await startFigures({ demo: { deliver } });
    const { html } = await host.submit(`${form}/mail`, fields());
    expect(html).toContain('The demo mailbox is full: restart the process');
  });

  it('is not there where a real mailbox is watched', async () => {
    await host.close();
    host = await startFigures({ demo: null });
    for (const path of [form, `${form}/form`]) expect((await host.page(path)).status).toBe(404);
    expect((await host.submit(`${form}/mail`, fields())).html).toContain('Not done.');
  });
});

describe('a test mail', () => {
  const at = new Date('2026-02-03T04:05:06Z');
  const line = fc
    .string({ unit: 'grapheme', maxLength: 100 })
    .map((text) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').trim());

  it('brings any name, subject and text through unharmed, in lines that servers take', async () => {
    await fc.assert(
      fc.asyncProperty(line, line, fc.string({ unit: 'grapheme' }), async (name, subject, text) => {
        const raw = testMail({ name, address: 'ada@lead.example', subject, text }, 'id-1', at);
        const source = raw.toString();
        for (const one of source.split('\r\n')) expect(one.length).toBeLessThanOrEqual(998);
        expect(source.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const [head = ''] = source.split('\r\n\r\n');
        const unfolded = head.replaceAll('\r\n ', ' ').split('\r\n');
        expect(unfolded.map((header) => header.split(':')[0])).toEqual([
          'From',
          'To',
          'Subject',
          'Date',
          'Message-ID',
          'MIME-Version',
          'Content-Type',
          'Content-Transfer-Encoding',
        ]);
        const mail = await simpleParser(raw);
        // Unfolding joins lines by one space.
        const alike = (given: string) => given.replaceAll(/\s+/g, ' ').trim();
        expect(alike(mail.from?.value[0]?.address ?? '')).toBe('ada@lead.example');
        expect(alike(mail.subject ?? '')).toBe(alike(subject));
        const body = Buffer.from(source.split('\r\n\r\n')[1] ?? '', 'base64').toString();
        expect(body.replaceAll('\r\n', '\n')).toBe(text.replaceAll('\r\n', '\n'));
      }),
      { numRuns: 60 },
    );
  });

  it('quotes what is special in a name, and encodes what is not ASCII in short words', () => {
    const of = (name: string, subject: string) =>
      testMail({ name, address: 'a@b.example', subject, text: 'x' }, 'id', at).toString();
    expect(of('O"Neil, \\Ada', 'Hi')).toContain('From: "O\\"Neil, \\\\Ada" <a@b.example>');
    expect(of('', 'Hi')).toContain('From: <a@b.example>');
    // What looks encoded is not to be decoded.
    expect(of('Ada', '=?utf-8?Q?boo?=')).not.toContain('Subject: =?utf-8?Q?boo?=');
    const words = of('Ada', 'Grüße 👩‍👩‍👧 '.repeat(9)).match(/=\?utf-8\?B\?[\w+/=]+\?=/g) ?? [];
    expect(words.length).toBeGreaterThan(2);
    for (const word of words) {
      expect(word.length).toBeLessThanOrEqual(75);
      expect(Buffer.from(word.slice(10, -2), 'base64').toString()).not.toContain('\ufffd');
    }
    expect(of('Ada', 'Hi')).toContain('Date: Tue, 03 Feb 2026 04:05:06 +0000');
  });
});
