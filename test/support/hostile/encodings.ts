import { gzipSync } from 'node:zlib';
import { hostile, type HostileMails, mixed, typed } from './make.ts';

const qp = (body: string) => typed('text/plain', body, 'quoted-printable');
const base64 = (body: string) => typed('text/plain', body, 'base64');
const inCharset = (charset: string, body: string | Buffer) =>
  typed(`text/plain; charset=${charset}`, Buffer.from(body).toString('latin1'));

/** mailparser needs minutes for it: its quoted-printable decoder is quadratic in runs of spaces. */
export const slowMail = hostile(() => qp(`${' '.repeat(400_000)}x`), 'mail.timeout');

/** Small for a bomb, but what unpacks it gets 20 MB. */
const bomb = () => gzipSync(Buffer.alloc(20_000_000)).toString('base64');

/** Encodings and charsets (RFC 2045) that are broken, lie, or take for ever. */
export const encodings: HostileMails = {
  'a run of spaces in quoted-printable': slowMail,
  '50 KB of spaces in quoted-printable': hostile(
    () => qp(`${' '.repeat(50_000)}x`),
    'read',
    'mail.timeout',
  ),
  'many runs of tabs in quoted-printable': hostile(
    () => qp(`${'\t'.repeat(20_000)}x\r\n`.repeat(20)),
    'read',
    'mail.timeout',
  ),
  '2 MB of equal signs in quoted-printable': hostile(() => qp('='.repeat(2_000_000))),
  '300,000 soft line breaks': hostile(() => qp('=\r\n'.repeat(300_000))),
  'escapes that are none': hostile(() => qp('=ZZ=0=\0=C3=28=FF=FE '.repeat(20_000))),
  'base64 that is broken': hostile(() => base64(`aGVsbG8${'*?=\xff'.repeat(50_000)}gd29ybGQ`)),
  'base64 on one line of 3 MB': hostile(() => base64('QUJD'.repeat(750_000))),
  'base64 of one letter': hostile(() => base64('A')),
  'padding without data': hostile(() => base64('='.repeat(500_000))),
  'an encoding nobody knows': hostile(() => typed('text/plain', 'as it is', 'x-rot13')),
  'a uuencoded body': hostile(() =>
    typed('text/plain', `begin 644 a.txt\r\n${'M86)C\r\n'.repeat(20_000)}`, 'x-uuencode'),
  ),
  'uuencode in the text': hostile(() =>
    typed('text/plain', `begin 777 ../../etc/passwd\r\n${'M~~~~\r\n'.repeat(20_000)}`),
  ),
  'a charset nobody knows': hostile(() => typed('text/plain; charset=klingon', 'x')),
  'a charset of 100 KB': hostile(() => typed(`text/plain; charset=${'k'.repeat(100_000)}`, 'x')),
  'UTF-8 that is Latin-1': hostile(() => typed('text/plain; charset=utf-8', 'caf\xe9 \xff\xfe')),
  'overlong and cut UTF-8': hostile(() =>
    inCharset('utf-8', Buffer.from('c080e0808af4908080edb080e282', 'hex')),
  ),
  'lone surrogates': hostile(() =>
    inCharset('utf-16le', Buffer.from('00d8610000dc00d800d8', 'hex')),
  ),
  'UTF-16 of odd length': hostile(() => inCharset('utf-16be', Buffer.from('0061ff', 'hex'))),
  'ISO-2022-JP that never returns': hostile(() =>
    inCharset('iso-2022-jp', `\u001b$B${'$3'.repeat(100_000)}`),
  ),
  'UTF-7 with a script': hostile(() =>
    typed('text/html; charset=utf-7', '+ADw-script+AD4-alert(1)+ADw-/script+AD4-'),
  ),
  'a body of NUL': hostile(() => typed('text/plain', `a${'\0'.repeat(300_000)}b`)),
  '500,000 flowed lines': hostile(
    () => typed('text/plain; format=flowed', 'a \r\n'.repeat(500_000)),
    'read',
    'mail.timeout',
  ),
  '20,000 flowed quotes of a quote': hostile(() =>
    typed('text/plain; format=flowed; delsp=yes', `${'>'.repeat(50)}a \r\n`.repeat(20_000)),
  ),
  'a body that says it is compressed': hostile(() =>
    typed('text/plain\r\nContent-Encoding: gzip', bomb(), 'base64'),
  ),
  'an attached bomb': hostile(() =>
    mixed(
      'Content-Type: text/plain\r\n\r\nplease unpack',
      `Content-Type: application/zip; name=42.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${bomb()}`,
    ),
  ),
  'a winmail.dat of garbage': hostile(() =>
    mixed(
      'Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64' +
        `\r\n\r\neJ8+Ig${'/'.repeat(100_000)}`,
    ),
  ),
  'text that runs backwards': hostile(() =>
    inCharset('utf-8', '\u202E\u2066\u200B\u{E0041}'.repeat(20_000)),
  ),
  'letters under 100,000 accents': hostile(() =>
    inCharset('utf-8', `a${'\u0301'.repeat(100_000)}`),
  ),
};
