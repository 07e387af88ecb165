import { field, hostile, type HostileMails, typed } from './make.ts';

/** Bytes that follow no pattern, but are the same each time. */
const rubbish = () => Buffer.from(Array.from({ length: 65_536 }, (_, i) => (i * i * 7_919) % 251));
const plain = 'From: a@b.example\r\nSubject: s\r\n\r\nWhat is your price?\r\n';

/** What is hardly a mail, or comes as something else. */
export const oddities: HostileMails = {
  'an empty message': hostile(() => '', 'mail.unparsable'),
  'only line breaks': hostile(() => '\r\n'.repeat(50_000), 'mail.unparsable'),
  'one byte': hostile(() => 'x', 'mail.unparsable'),
  'random bytes': hostile(rubbish, 'mail.unparsable'),
  'a body without a header': hostile(() => '\r\n\r\nJust text.', 'mail.unparsable'),
  'a header without a body': hostile(() => 'From: a@b.example\r\nSubject: s'),
  'bare carriage returns': hostile(() => plain.replaceAll('\n', ''), 'read', 'mail.unparsable'),
  'bare line feeds': hostile(() => plain.replaceAll('\r', '')),
  '300,000 bare carriage returns': hostile(() => `${plain}${'\r'.repeat(300_000)}`),
  'NUL between all letters': hostile(() => plain.split('').join('\0'), 'read', 'mail.unparsable'),
  'lines of an mbox': hostile(
    () => `From jo Mon Jan  1\r\n${plain}${`\r\nFrom jo\r\n${plain}`.repeat(3_000)}`,
  ),
  'one line of 3 MB': hostile(() => typed('text/plain', 'a'.repeat(3_000_000))),
  '1,000,000 empty lines': hostile(() => typed('text/plain', '\r\n'.repeat(1_000_000))),
  'a calendar of garbage': hostile(() =>
    typed(
      'text/calendar; method=REQUEST',
      `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\nRRULE:FREQ=SECONDLY;COUNT=999999999\r\n'.repeat(5_000)}`,
    ),
  ),
  'a bounce of garbage': hostile(() =>
    typed(
      'multipart/report; report-type=delivery-status; boundary=x',
      `--x\r\nContent-Type: message/delivery-status\r\n\r\n${'Action: \0\xff\r\n\r\n'.repeat(20_000)}`,
    ),
  ),
  'ciphertext that is none': hostile(() =>
    typed(
      'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x',
      '--x\r\n\r\n\x01',
    ),
  ),
  'a signature that is none': hostile(() =>
    typed('application/pkcs7-mime; smime-type=signed-data; name=smime.p7m', 'MIAG\xff\0', 'base64'),
  ),
  'a page that asks for commands': hostile(() =>
    field("Subject: $(reboot) `reboot` '; drop table message; -- {{constructor}} %s%n ../../x"),
  ),
  '100 MB of text': hostile(
    () => typed('text/plain', 'hello world, hello\r\n'.repeat(5_200_000)),
    'parser.crashed',
    'mail.timeout',
  ),
};
