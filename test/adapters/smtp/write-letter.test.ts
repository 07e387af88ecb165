import { type AddressObject, simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';

import { writeLetter } from '../../../src/adapters/smtp/write-letter.ts';
import type { Letter } from '../../../src/domain/letter.ts';

function aLetter(changes: Partial<Letter> = {}): Letter {
  return {
    messageId: '<send.7.2@us.example>',
    date: new Date('2026-02-04T09:30:00Z'),
    from: { name: 'Example Sales', address: 'sales@us.example' },
    to: { name: 'Ada Lovelace', address: 'ada@lead.example' },
    subject: 'Re: Pricing',
    text: 'Dear Ada,\n\nyes.\n\nOn … wrote:\n> ok?\n',
    inReplyTo: '<7@lead.example>',
    references: ['<1@lead.example>', '<7@lead.example>'],
    automatic: false,
    ...changes,
  };
}

const write = async (changes: Partial<Letter> = {}) =>
  (await writeLetter(aLetter(changes))).toString('latin1');

/** What a mail client reads; the octets are fit for any server. */
async function read(changes: Partial<Letter> = {}) {
  const raw = await write(changes);
  expect(raw).not.toMatch(/[^\r]\n|\r[^\n]/);
  expect(raw).not.toMatch(/[^\0-\x7f]/);
  for (const line of raw.split('\r\n')) expect(line.length).toBeLessThan(999);
  return simpleParser(raw);
}

describe('a written letter', () => {
  test('is plain text with the header lines of an answer, and no others', async () => {
    expect((await write({ text: 'Dear Ada,\n\nyes.\n' })).split('\r\n')).toEqual([
      'From: Example Sales <sales@us.example>',
      'To: Ada Lovelace <ada@lead.example>',
      'In-Reply-To: <7@lead.example>',
      'References: <1@lead.example> <7@lead.example>',
      'Subject: Re: Pricing',
      'Message-ID: <send.7.2@us.example>',
      'Date: Wed, 04 Feb 2026 09:30:00 +0000',
      'Content-Transfer-Encoding: 7bit',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Dear Ada,',
      '',
      'yes.',
      '',
    ]);
  });

  test('is the same octets each time', async () => {
    const changes = { text: 'Grüße '.repeat(500), subject: 'Straße 🙂' };
    const first = await write(changes);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await write(changes)).toBe(first);
  });

  test('says that no person asked for it, only then', async () => {
    expect(await write()).not.toMatch(/auto-submitted/i);
    expect(await write({ automatic: true })).toMatch(/^Auto-Submitted: auto-replied\r\n/m);
  });

  test('has no thread where there is none, and no To without an address', async () => {
    const raw = await write({
      inReplyTo: null,
      references: [],
      to: { name: 'Somebody', address: '' },
    });
    expect(raw).not.toMatch(/^(in-reply-to|references|to|bcc|cc):/im);
  });

  test.each([
    ['Latin text', 'Grüße aus Köln\n\n> Schöne Grüße\n>\n>> noch eine\n'],
    ['other scripts', 'こんにちは\n\n> 价格是多少?\n> Сколько стоит?\n'],
    ['lines without an end', `${'word '.repeat(1_000)}\n> ${'x'.repeat(5_000)}\n`],
    ['dots, From and trailing spaces', '.\n..\nFrom here\n-- \nthe end  \n> \n'],
    ['a signature mark and tabs', 'a\tb\n-- \nSales\n'],
  ])('keeps %s as it was', async (_, text) => {
    const { text: seen } = await read({ text });
    expect(seen).toBe(text);
  });

  test('folds a long thread', async () => {
    const references = Array.from({ length: 50 }, (_, i) => `<${i}.${'a'.repeat(140)}@x.example>`);
    const mail = await read({ references });
    expect(mail.references).toEqual(references);
    const one = `<${'a'.repeat(898)}>`;
    expect((await read({ inReplyTo: one, references: [one, '<2@x>'] })).inReplyTo).toBe(one);
  });
});

describe('hostile words', () => {
  test.each([
    'Re: Straße 価格 🙂',
    'a\r\nBcc: eve@x.example',
    '=?utf-8?Q?=0D=0ABcc:_eve=40x.example?=',
    '<script>alert(1)</script>',
    'x'.repeat(900),
    '価'.repeat(300),
    'wort '.repeat(150),
    '\ud800 half a pair',
  ])('in a subject are a subject: %j', async (subject) => {
    const mail = await read({ subject });
    expect([...mail.headers.keys()]).not.toContain('bcc');
    const shown = subject.replace('\ud800', '\ufffd').replace(/\s+/g, ' ').trim();
    if (!subject.startsWith('=?')) expect(mail.subject).toBe(shown);
  });

  test.each([
    'Lovelace, Ada',
    'Ada "the Countess" \\ Lovelace',
    'Eve <eve@x.example>, Ada',
    'a\r\nBcc: eve@x.example',
    'Jürgen Größe',
    '阿达',
    'x, eve@x.example; y',
    '"><script>',
  ])('in a name are a name: %j', async (name) => {
    const mail = await read({ to: { name, address: 'ada@lead.example' } });
    const { value } = mail.to as AddressObject;
    expect(value).toHaveLength(1);
    expect(value[0]?.address).toBe('ada@lead.example');
    expect(value[0]?.name.replace(/\s+/g, ' ')).toBe(name.replace(/\s+/g, ' '));
    expect([...mail.headers.keys()]).not.toContain('bcc');
  });

  test.each(['ada@x.example, eve@y.example', 'ada@x.example>, <eve@y.example', 'a\r\nBcc: e@x'])(
    'in an address give no second one: %j',
    async (address) => {
      const mail = await read({ to: { name: '', address } });
      const to = mail.to as AddressObject | undefined;
      expect(to?.value ?? []).toHaveLength(1);
      expect([...mail.headers.keys()]).not.toContain('bcc');
    },
  );
});

test('a foreign domain is written as ASCII', async () => {
  const raw = await write({ to: { name: '', address: 'ada@bücher.example' } });
  expect(raw).toContain('\r\nTo: ada@xn--bcher-kva.example\r\n');
});
