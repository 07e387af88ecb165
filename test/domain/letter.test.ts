import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addressOf, letterOf, type LetterSource } from '../../src/domain/letter.ts';
import { cappedThread } from '../../src/domain/thread.ts';

const us = { name: 'Sales', address: 'sales@us.example' };

interface Changes {
  outgoing?: Partial<LetterSource['outgoing']>;
  draft?: Partial<LetterSource['draft']>;
  reply?: Partial<LetterSource['reply']>;
  mail?: Partial<LetterSource['mail']>;
}

function letter({ outgoing, draft, reply, mail }: Changes = {}) {
  const source: LetterSource = {
    outgoing: {
      kind: 'send',
      messageId: '<send.7.2@us.example>',
      attended: true,
      createdAt: '2026-02-04T09:30:00.000Z',
      ...outgoing,
    },
    draft: {
      sender: { name: 'Ada Lovelace', address: 'ada@lead.example' },
      receivedAt: '2026-02-03T04:05:06Z',
      ...draft,
    },
    reply: { subject: 'Re: Pricing', body: 'Dear Ada,\n\n200 seats …', language: 'en', ...reply },
    mail: {
      answerTo: null,
      messageId: '<7@lead.example>',
      threadId: '<7@lead.example>',
      references: [],
      text: 'Hello,\n\nwhat do they cost?\n> earlier\n>> earliest\n',
      ...mail,
    },
  };
  return letterOf(source, us);
}

describe('a letter', () => {
  test('goes to the address as it was written, where that is the one of the draft', () => {
    expect(letter({ mail: { answerTo: 'Ada@Lead.example' } }).to.address).toBe('Ada@Lead.example');
    expect(letter({ mail: { answerTo: 'Eve@x.example' } }).to.address).toBe('ada@lead.example');
  });

  test('answers the mail of its draft', () => {
    expect(letter()).toEqual({
      messageId: '<send.7.2@us.example>',
      date: new Date('2026-02-04T09:30:00Z'),
      from: us,
      to: { name: 'Ada Lovelace', address: 'ada@lead.example' },
      subject: 'Re: Pricing',
      text: [
        'Dear Ada,',
        '',
        '200 seats …',
        '',
        'On 3 February 2026 at 04:05 UTC, Ada Lovelace wrote:',
        '> Hello,',
        '>',
        '> what do they cost?',
        '>> earlier',
        '>>> earliest',
        '',
      ].join('\n'),
      inReplyTo: '<7@lead.example>',
      references: ['<7@lead.example>'],
      automatic: false,
    });
  });

  test.each([
    ['send', true, false],
    ['send', false, true],
    ['save', false, false],
  ] as const)('to %s, attended: %s, is automatic: %s', (kind, attended, automatic) => {
    expect(letter({ outgoing: { kind, attended } }).automatic).toBe(automatic);
  });

  test('has one line of subject and names, whatever they were', () => {
    const { subject, to } = letter({
      reply: { subject: ' Re:\r\nBcc: eve@x.example\u2028\0 x ' },
      draft: { sender: { name: 'A\r\nB\u0000', address: 'a@b.example' } },
    });
    expect(subject).toBe('Re: Bcc: eve@x.example x');
    expect(to).toEqual({ name: 'A B', address: 'a@b.example' });
    expect(letter({ reply: { subject: `${'x'.repeat(899)}🙂` } }).subject).toBe('x'.repeat(899));
  });
});

describe('its thread', () => {
  test('is the references of the mail and the mail itself, each once', () => {
    const references = ['<1@x>', '<2@x>', '<1@x>'];
    expect(letter({ mail: { references } }).references).toEqual([
      '<2@x>',
      '<1@x>',
      '<7@lead.example>',
    ]);
    const itself = ['<1@x>', '<7@lead.example>', '<2@x>'];
    expect(letter({ mail: { references: itself } }).references).toEqual([
      '<1@x>',
      '<2@x>',
      '<7@lead.example>',
    ]);
  });

  test('is none where the mail has no Message-ID, or one that no header can hold', () => {
    for (const messageId of [
      null,
      '<a b@x>',
      '<a@x>\r\nBcc: <e@x>',
      '<ü@x>',
      `<${'a'.repeat(999)}>`,
    ]) {
      expect(letter({ mail: { messageId } })).toMatchObject({ inReplyTo: null, references: [] });
    }
    expect(letter({ mail: { references: ['<1@x>', '<\n@x>', 'x@y'] } }).references).toEqual([
      '<1@x>',
      '<7@lead.example>',
    ]);
  });

  test('of mail that was read before references were kept begins with what is known', () => {
    const mail = { references: undefined as unknown as string[], threadId: '<1@x>' };
    expect(letter({ mail }).references).toEqual(['<1@x>', '<7@lead.example>']);
    expect(letter({ mail: { ...mail, threadId: null } }).references).toEqual(['<7@lead.example>']);
  });

  test('keeps its first and newest ids, and a sane length', () => {
    const ids = Array.from({ length: 80 }, (_, i) => `<${i}@x>`);
    const { references } = letter({ mail: { references: ids } });
    expect(references).toHaveLength(50);
    expect(references.slice(0, 2)).toEqual(['<0@x>', '<32@x>']);
    expect(references.at(-1)).toBe('<7@lead.example>');
    expect(cappedThread(ids.slice(0, 50))).toEqual(ids.slice(0, 50));

    const long = ids.map((id) => id.replace('@', `${'y'.repeat(800)}@`));
    const kept = letter({ mail: { references: long } }).references;
    expect(kept.join(' ').length).toBeLessThanOrEqual(8_000);
    expect([kept[0], kept.at(-1)]).toEqual([long[0], '<7@lead.example>']);
  });
});

describe('its quotation', () => {
  const quoted = (text: string) => letter({ mail: { text } }).text.split('wrote:\n')[1];

  test('leaves no line of the original unmarked', () => {
    const breaks = ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];
    const words = fc.constantFrom(
      ...breaks,
      'Dear Ada,',
      '>',
      ' ',
      '\0',
      '\u001b[2J',
      '-- ',
      'From ',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
        const { text } = letter({ reply: { body: 'BODY' }, mail: { text: `x${parts.join('')}` } });
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029]/u);
        const [body, empty, attribution, ...lines] = text.split('\n');
        expect([body, empty]).toEqual(['BODY', '']);
        expect(attribution).toMatch(/^On .* wrote:$/);
        expect(lines.pop()).toBe('');
        for (const line of lines) expect(line).toMatch(/^>/);
      }),
    );
  });

  test('is cut where it has no end, and says so', () => {
    const text = quoted(`${'a'.repeat(49_999)}🙂${'b'.repeat(1_000)}`) ?? '';
    expect(text.length).toBeLessThan(50_200);
    expect(text.isWellFormed()).toBe(true);
    expect(text).toContain('\n> [The rest of the original message was left out.]\n');
    expect(quoted('a'.repeat(50_000))).not.toContain('left out');
  });

  test('is none of an empty mail', () => {
    expect(letter({ mail: { text: ' \n\n' } }).text).toBe('Dear Ada,\n\n200 seats …\n');
  });

  test('names the address of who has no name, and no date where there is none', () => {
    const sender = { name: '', address: 'ada@lead.example' };
    expect(letter({ draft: { sender } }).text).toContain('UTC, ada@lead.example wrote:');
    expect(letter({ draft: { receivedAt: '?' } }).text).toContain('\nAda Lovelace wrote:\n');
  });
});

test.each([
  ['sales@us.example', '', 'sales@us.example'],
  [' Sales@US.example ', '', 'Sales@US.example'],
  ['<sales@us.example>', '', 'sales@us.example'],
  ['Example Sales <sales@us.example>', 'Example Sales', 'sales@us.example'],
  ['"Sales, Inc. \\"EU\\"" <sales@us.example>', 'Sales, Inc. "EU"', 'sales@us.example'],
  ['Größe & Co <sales@us.example> ', 'Größe & Co', 'sales@us.example'],
])('addressOf(%j)', (text, name, address) => {
  expect(addressOf(text)).toEqual({ name, address });
});
