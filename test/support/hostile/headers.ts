import { field, hostile, type HostileMails, mixed } from './make.ts';

const word = '=?utf-8?Q?a=20?=';
const numbered = (n: number, make: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => make(i)).join('');
const subject = (value: string) => `From: a@b.example\r\nSubject: ${value}\r\n\r\nbody`;
const date = (value: string) => `From: a@b.example\r\nDate: ${value}\r\nSubject: s\r\n\r\nbody`;

/** Header fields (RFC 5322, 2047, 2231) beyond all measure, or not by the rules. */
export const headers: HostileMails = {
  'a header of 2 MB': hostile(() => field(`X-Long: ${'a'.repeat(2_000_000)}`), 'mail.unparsable'),
  'a header of 1.1 MB in many fields': hostile(
    () => field(`X-Many: ${'a'.repeat(60)}\r\n`.repeat(16_000).trimEnd()),
    'mail.unparsable',
    'read',
  ),
  '80,000 header fields': hostile(() => field('X-Many: a\r\n'.repeat(80_000).trimEnd())),
  'a field folded 200,000 times': hostile(() => field(`X-Fold: a${'\r\n b'.repeat(200_000)}`)),
  'a subject folded 100,000 times': hostile(() => subject(`a${'\r\n\t b'.repeat(100_000)}`)),
  '30,000 lines of nothing but folding': hostile(() => field(`X: a${'\r\n '.repeat(30_000)}`)),
  'lines without a colon': hostile(() => field('no colon here\r\n'.repeat(20_000).trimEnd())),
  'field names of NUL and 8-bit': hostile(() => field('\0\xff\xfe: x\r\n\x7f: y\r\n: z')),
  'raw 8-bit in every field': hostile(
    () => 'From: \xc3\xa4\xff <a@b.example>\r\nSubject: \xe4\xf6\xfc \x80\x81\r\nTo: \xff\r\n\r\nx',
  ),
  '10,000 references': hostile(() =>
    field(`References:${numbered(10_000, (i) => `\r\n <${i}.reference@list.example>`)}`),
  ),
  'a Message-ID of 500 KB': hostile(() => field(`Message-ID: <${'i'.repeat(500_000)}@x.example>`)),
  'a Message-ID of brackets': hostile(() => field(`Message-ID: ${'<'.repeat(300_000)}`)),
  '10,000 Received fields': hostile(() =>
    field(numbered(10_000, (i) => `Received: from h${i}; x\r\n`).trimEnd()),
  ),
  '2,000 subjects': hostile(() => field('Subject: again\r\n'.repeat(2_000).trimEnd())),
  'two From fields': hostile(() => field('From: second@forger.example')),
  'a date that is none': hostile(() => date('Tomorrow, 31 Feb 99999 25:61:61 +9999')),
  'a date of 100 KB': hostile(() => date(`${'Mon, '.repeat(20_000)}1`)),
  'a date beyond time': hostile(() => date('Thu, 01 Jan 275761 00:00:00 GMT')),
  'unclosed encoded words': hostile(() => field(`X: ${'=?'.repeat(400_000)}`)),
  'a subject of unclosed encoded words': hostile(
    () => subject('=?utf-8?Q?'.repeat(60_000)),
    'read',
    'mail.timeout',
  ),
  '40,000 encoded words': hostile(() => subject(`${word} `.repeat(40_000))),
  'encoded words with 5,000 charsets': hostile(() =>
    subject(numbered(5_000, (i) => `=?x-${i}?B?/w==?= `)),
  ),
  'encoded words in encoded words': hostile(() =>
    subject(`=?utf-8?Q?${'=3D=3Futf-8=3FQ=3F'.repeat(20_000)}?=`),
  ),
  'an encoded subject of line breaks and NUL': hostile(() =>
    subject('=?utf-8?Q?a=0D=0ABcc:_all@x.example=00=0D=0A?='),
  ),
  'a subject for greedy patterns': hostile(() =>
    subject(`${'Re: '.repeat(100_000)}${'a'.repeat(50_000)}!`),
  ),
  'a subject of 900 KB of spaces': hostile(() => subject(`a${' '.repeat(900_000)}b`)),
  'a file name in 10,000 pieces': hostile(() =>
    mixed(
      `Content-Type: application/pdf\r\nContent-Disposition: attachment${numbered(
        10_000,
        (i) => `;\r\n filename*${i}*=%41`,
      )}\r\n\r\nx`,
    ),
  ),
  'a file name with a billion pieces': hostile(() =>
    mixed(
      'Content-Type: application/pdf; name*0=a; name*999999999=z; name*-1=b; name*x=c\r\n' +
        "Content-Disposition: attachment; filename*=''%; filename*0*=klingon''%FF%; filename*2=b\r\n\r\nx",
    ),
  ),
  'parameters named __proto__': hostile(() =>
    field(
      'Content-Type: text/plain; __proto__=x; constructor=y; charset=__proto__\r\n' +
        '__proto__: polluted\r\nconstructor: x\r\ntoString: y',
    ),
  ),
  '50,000 parameters': hostile(() =>
    field(`Content-Type: text/plain${numbered(50_000, (i) => `; p${i}=v`)}`),
  ),
  'a parameter of unclosed quotes': hostile(() =>
    field(`Content-Type: text/plain; name="${'\\"'.repeat(200_000)}`),
  ),
  'list fields of 300 KB': hostile(() =>
    field(`List-Unsubscribe: ${'<mailto:'.repeat(40_000)}\r\nList-Id: ${'<'.repeat(10_000)}`),
  ),
};
