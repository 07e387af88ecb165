import { field, hostile, type HostileMails, mixed, typed } from './make.ts';

const pdf = '--x\r\nContent-Type: application/pdf\r\n\r\nx\r\n';
const inline = '--x\r\n\r\nword\r\n';
const inMixed = (body: string) => typed('multipart/mixed; boundary=x', body);

function nestedMultiparts(depth: number): string {
  const open = (i: number) =>
    `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`;
  const body = Array.from({ length: depth }, (_, i) => open(i)).join('');
  return typed('multipart/mixed; boundary=b0', `${body}--b${depth}\r\n\r\ndeep\r\n`);
}

/** Messages in messages, each in a multipart of its own or bare. */
function forwarded(depth: number): string {
  return typed(
    'message/rfc822',
    `${'Subject: inner\r\nContent-Type: message/rfc822\r\n\r\n'.repeat(depth)}Subject: core\r\n\r\nx`,
  );
}

/** Trees of MIME parts (RFC 2046) that are too wide, too deep or no trees. */
export const structures: HostileMails = {
  '1,000 attachments': hostile(() => inMixed(`${pdf.repeat(1_000)}--x--`), 'mail.unparsable'),
  '5,000 attachments': hostile(() => inMixed(pdf.repeat(5_000)), 'mail.unparsable'),
  '1,100 text parts': hostile(() => inMixed(inline.repeat(1_100)), 'read', 'mail.unparsable'),
  '10,000 parts': hostile(() => inMixed('--x\r\n\r\n\r\n'.repeat(10_000)), 'mail.unparsable'),
  '900 nested multiparts': hostile(() => nestedMultiparts(900)),
  '1,000 nested multiparts': hostile(() => nestedMultiparts(1_000), 'read', 'mail.unparsable'),
  '20,000 nested multiparts': hostile(() => nestedMultiparts(20_000), 'mail.unparsable'),
  '200 forwards of a forward': hostile(() => forwarded(200)),
  '200 forwards in one mail': hostile(() =>
    mixed(...Array<string>(200).fill('Content-Type: message/rfc822\r\n\r\nSubject: i\r\n\r\nx')),
  ),
  'a multipart without a boundary': hostile(() => typed('multipart/mixed', 'x')),
  'an empty boundary': hostile(() => typed('multipart/mixed; boundary=""', '--\r\n\r\nx\r\n----')),
  'a boundary in the preamble': hostile(() =>
    inMixed(`see --x for it\r\n --x\r\n--xx\r\n--x y\r\n${inline}--x--\r\n${inline}`),
  ),
  'a boundary that never comes': hostile(() => inMixed('no part\r\n'.repeat(10_000))),
  'a boundary of 100 KB': hostile(() => {
    const boundary = 'b'.repeat(100_000);
    return typed(`multipart/mixed; boundary=${boundary}`, `--${boundary}\r\n\r\nx`);
  }),
  'a boundary that is a pattern': hostile(() =>
    typed('multipart/mixed; boundary="(a+)+$"', `--(a+)+$\r\n\r\n${'a'.repeat(50_000)}!`),
  ),
  'the same boundary again inside': hostile(() =>
    mixed('Content-Type: multipart/mixed; boundary=x\r\n', '\r\ninner'),
  ),
  'a million almost-boundaries': hostile(() => inMixed(`${inline}${'--\r\n'.repeat(700_000)}`)),
  'a part with a header of 1 MB': hostile(
    () => mixed(`X-Long: ${'a'.repeat(1_100_000)}\r\n\r\nx`),
    'read',
    'mail.unparsable',
  ),
  '500 alternatives': hostile(() =>
    typed(
      'multipart/alternative; boundary=x',
      '--x\r\nContent-Type: text/html\r\n\r\n<p>hi</p>\r\n'.repeat(500),
    ),
  ),
  'a part of a message': hostile(() =>
    typed('message/partial; number=2; total=9999999; id="<p@x.example>"', 'half a sentence'),
  ),
  'a body that is elsewhere': hostile(() =>
    typed('message/external-body; access-type=local-file; name="/etc/passwd"', ''),
  ),
  'three Content-Types': hostile(() =>
    field('Content-Type: multipart/mixed; boundary=x\r\nContent-Type: text/html\r\nContent-Type:'),
  ),
  'a type that is no type': hostile(() => typed('////;;;=;charset', 'text')),
};
