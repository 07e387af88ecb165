const header = 'From: a@b.example\r\nTo: c@d.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n';

/** What is expected of a hostile mail: it is read, or one of these failures. */
type Ending = 'read' | 'mail.unparsable' | 'mail.timeout' | 'parser.crashed';

function typed(type: string, body: string): Buffer {
  return Buffer.from(`${header}Content-Type: ${type}\r\n\r\n${body}`);
}

function field(value: string): Buffer {
  return Buffer.from(`${header}${value}\r\n\r\nbody`);
}

/** mailparser needs minutes for it: its quoted-printable decoder is quadratic in runs of spaces. */
export const slowMail = Buffer.from(
  `${header}Content-Transfer-Encoding: quoted-printable\r\n\r\n${' '.repeat(400_000)}x`,
);

const part = '--x\r\nContent-Type: application/pdf\r\n\r\nx\r\n';

function nestedMultiparts(depth: number): Buffer {
  const open = (i: number) =>
    `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`;
  const body = Array.from({ length: depth }, (_, i) => open(i)).join('');
  return typed('multipart/mixed; boundary=b0', `${body}--b${depth}\r\n\r\ndeep\r\n`);
}

/** Mails that once made mailparser hang, crash or take minutes, and their relatives. */
export const hostileMails: Record<string, { source: Buffer; endings: Ending[] }> = {
  'a run of spaces in quoted-printable': { source: slowMail, endings: ['mail.timeout'] },
  '1,000 attachments': {
    source: typed('multipart/mixed; boundary=x', `${part.repeat(1_000)}--x--`),
    endings: ['mail.unparsable'],
  },
  '10,000 parts': {
    source: typed('multipart/mixed; boundary=x', '--x\r\n\r\n\r\n'.repeat(10_000)),
    endings: ['mail.unparsable'],
  },
  '900 nested multiparts': { source: nestedMultiparts(900), endings: ['read'] },
  'a header of 2 MB': {
    source: field(`X-Long: ${'a'.repeat(2_000_000)}`),
    endings: ['mail.unparsable'],
  },
  '80,000 header fields': {
    source: field('X-Many: a\r\n'.repeat(80_000).trimEnd()),
    endings: ['read'],
  },
  'a field folded 200,000 times': {
    source: field(`X-Fold: a${'\r\n b'.repeat(200_000)}`),
    endings: ['read'],
  },
  '30,000 recipients': { source: field(`Cc: ${'a@b.cd, '.repeat(30_000)}`), endings: ['read'] },
  'unclosed comments': { source: field(`Cc: ${'('.repeat(500_000)}`), endings: ['read'] },
  'unclosed encoded words': { source: field(`X: ${'=?'.repeat(400_000)}`), endings: ['read'] },
  'nested address groups': {
    source: field(`Cc: ${'g:'.repeat(100_000)}`),
    endings: ['read', 'mail.timeout'],
  },
  '500,000 flowed lines': {
    source: typed('text/plain; format=flowed', 'a \r\n'.repeat(500_000)),
    endings: ['read', 'mail.timeout'],
  },
  '1,000 nested tables': {
    source: typed('text/html', '<table><tr><td>'.repeat(1_000)),
    endings: ['read'],
  },
  '100,000 nested lists': {
    source: typed('text/html', '<ol><li>'.repeat(100_000)),
    endings: ['read', 'mail.timeout'],
  },
  'unclosed tags': { source: typed('text/html', '<a '.repeat(300_000)), endings: ['read'] },
  'one line of 3 MB': { source: typed('text/plain', 'a'.repeat(3_000_000)), endings: ['read'] },
  'a charset nobody knows': {
    source: typed('text/plain; charset=klingon', 'x'),
    endings: ['read'],
  },
  'a multipart without a boundary': { source: typed('multipart/mixed', 'x'), endings: ['read'] },
  '100 MB of text': {
    source: typed('text/plain', 'hello world, hello\r\n'.repeat(5_200_000)),
    endings: ['parser.crashed', 'mail.timeout'],
  },
};
