import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FiledMail, MboxReader, SingleReader } from '../../src/import/mbox.ts';

const max = 10_000;
const line1 = 'From ada@lead.example Sat Jan  3 01:05:34 1996';
const line2 = 'From bob@x.example Tue Feb  6 10:00:00 2024';

function split(text: string | Buffer, chunk = Infinity, maxBytes = max): FiledMail[] {
  const reader = new MboxReader(maxBytes);
  const bytes = Buffer.from(text as string, 'latin1');
  const mails: FiledMail[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    mails.push(...reader.read(bytes.subarray(at, at + chunk)));
    if (chunk === Infinity) break;
  }
  return [...mails, ...reader.end()];
}

const texts = (mails: FiledMail[]) => mails.map(({ source }) => source.toString('latin1'));

describe('an mbox', () => {
  const mbox = `${line1}\nSubject: a\n\nfirst\n\n${line2}\nSubject: b\n\nsecond\n`;

  test('is split at its From lines, which belong to no mail; line ends become CRLF', () => {
    const mails = split(mbox);
    expect(texts(mails)).toEqual(['Subject: a\r\n\r\nfirst\r\n', 'Subject: b\r\n\r\nsecond\r\n']);
    expect(mails.map(({ fromLine }) => fromLine)).toEqual([line1, line2]);
    expect(mails.map(({ size }) => size)).toEqual([21, 22]);
  });

  test('gives the same mails with CRLF, without a last line end, and with one more empty line', () => {
    const plain = texts(split(mbox));
    expect(texts(split(mbox.replaceAll('\n', '\r\n')))).toEqual(plain);
    expect(texts(split(`${mbox}\n`))).toEqual(plain);
    expect(texts(split(mbox.slice(0, -1)))[1]).toBe('Subject: b\r\n\r\nsecond');
  });

  test('gives the same mails however the file comes in pieces', () => {
    const wild = `${line1}\r\nSubject: a\r\n\r\n>From x\r\n\n\nFrom here\n\n${line2}\nSubject: b\n\nend\n`;
    const whole = texts(split(wild));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (chunk) => {
        expect(texts(split(wild, chunk))).toEqual(whole);
      }),
    );
  });

  test('loses one > of quoted From lines, and no other', () => {
    const body = '>From me\n>>From you\n> From them\n>Fro\nFrom\n';
    expect(texts(split(`${line1}\nSubject: a\n\n${body}`))).toEqual([
      'Subject: a\r\n\r\nFrom me\r\n>From you\r\n> From them\r\n>Fro\r\nFrom\r\n',
    ]);
  });

  test.each([
    ['in the middle of a paragraph', 'text\nFrom noon on we are closed.\n'],
    ['at the beginning of a paragraph', 'text\n\nFrom noon on we are closed.\nNote: today.\n'],
    ['with a date, inside a paragraph', 'text\nFrom Mon 10:00 to Tue 12:00 in 2024\nit rains\n'],
    ['at the end of the file', 'text\n\nFrom bob@x.example\n'],
  ])('keeps an unquoted From that is text: %s', (_, body) => {
    const mails = texts(split(`${line1}\nSubject: a\n\n${body}`));
    expect(mails).toEqual([`Subject: a\n\n${body}`.replaceAll('\n', '\r\n')]);
  });

  test.each([
    ['without a date', 'text\n\nFrom bob@x.example\n'],
    ['as Thunderbird writes them', 'text\n\nFrom - Tue Feb 06 10:00:00 2024\n'],
    ['as Google writes them', 'text\n\nFrom 17@xxx Tue Feb 06 10:00:00 +0000 2024\n'],
    ['after no empty line', `text\n${line2}\n`],
    ['after no empty body', `${line2}\n`],
    ['with an odd sender', 'text\n\nFrom MAILER-DAEMON\n'],
  ])('begins a mail at From lines %s', (_, before) => {
    expect(split(`${line1}\nSubject: a\n\n${before}Subject: b\n\nsecond\n`)).toHaveLength(2);
  });

  test('keeps no more of a mail than the limit, and knows its whole size', () => {
    const long = 'x'.repeat(70).concat('\n').repeat(4_000);
    const mails = split(`${line1}\nSubject: a\n\n${long}\n${line2}\nSubject: b\n\nend\n`, 4_096);
    expect(mails.map(({ source }) => source.length)).toEqual([max, 19]);
    expect(mails.map(({ size }) => size)).toEqual([14 + 4_000 * 72, 19]);
  });

  test('takes a line of any length', () => {
    const [mail] = split(`${line1}\nSubject: a\n\n${'y'.repeat(1_000_000)}\r\n`, 65_536, 2_000_000);
    expect(mail?.size).toBe(14 + 1_000_000 + 2);
    expect(mail?.source.toString().endsWith('yy\r\n')).toBe(true);
  });

  test('that is quoted as mboxrd says gives back exactly what was put in', () => {
    const part = fc.constantFrom(
      'From x',
      '>From y',
      'text',
      '',
      'Subject: z',
      line2,
      '>>From',
      '.',
    );
    const body = fc
      .array(part, { maxLength: 8 })
      .map((lines) => `Subject: s\n\n${lines.join('\n')}\n`);
    fc.assert(
      fc.property(fc.array(body, { minLength: 1, maxLength: 5 }), fc.nat(80), (mails, chunk) => {
        const file = mails
          .map((mail) => `${line1}\n${mail.replace(/^(>*From )/gm, '>$1')}\n`)
          .join('');
        expect(texts(split(file, chunk + 1))).toEqual(mails.map((m) => m.replaceAll('\n', '\r\n')));
      }),
    );
  });
});

describe('a file with one mail', () => {
  const read = (text: string) => {
    const reader = new SingleReader(max);
    return [...reader.read(Buffer.from(text)), ...reader.end()];
  };

  test('is the mail, with CRLF line ends and whatever it quotes', () => {
    expect(texts(read('Subject: a\n\n>From x\nFrom y\r\nend'))).toEqual([
      'Subject: a\r\n\r\n>From x\r\nFrom y\r\nend',
    ]);
  });

  test('loses the From line that some programs leave at its top', () => {
    expect(read(`${line1}\nSubject: a\n\n${line2}\n`)).toEqual([
      {
        fromLine: line1,
        source: Buffer.from(`Subject: a\r\n\r\n${line2}\r\n`),
        size: 14 + line2.length + 2,
      },
    ]);
  });
});
