import { describe, expect, test } from 'vitest';
import { readMail } from '../../../src/adapters/mail-parser/read-mail.ts';

const header = 'From: Jo <jo@sender.example>\r\nTo: us@demo.example\r\nSubject: s\r\n';

/** Lines of header and body; the text is sent as UTF-8. */
function read(...lines: string[]) {
  return readMail(Buffer.from(lines.join('\r\n')));
}

function readBody(type: string, body: Buffer | string, encoding = '8bit') {
  const fields = `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
  return readMail(Buffer.concat([Buffer.from(header + fields), Buffer.from(body as Buffer)]));
}

/** A multipart body; a part is its header lines, an empty line and its text. */
function multipart(subtype: string, ...parts: string[][]): string[] {
  const boundary = `${subtype}-${Math.random().toString(36).slice(2)}`;
  return [
    `Content-Type: multipart/${subtype}; boundary="${boundary}"`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, ...part]),
    `--${boundary}--`,
  ];
}

const plain = ['Content-Type: text/plain', '', 'plain text'];
const html = ['Content-Type: text/html', '', '<p>rich <b>text</b></p>'];
const image = ['Content-Type: image/png; name=logo.png', 'Content-ID: <logo>', '', 'png'];
const pdf = ['Content-Type: application/pdf', 'Content-Disposition: attachment', '', 'pdf'];

describe('addresses', () => {
  test('are lower-cased, names decoded, groups flattened', async () => {
    const mail = await read(
      'From: =?iso-8859-1?Q?J=FCrgen?= <Juergen.W@HANSA.example>',
      'To: Team A: Ann <ann@a.example>, bob@a.example;, Team B:;, Carl <carl@b.example>',
      'Cc: "Dee, D." <dee@b.example>',
      '',
    );
    expect(mail.from).toEqual({ name: 'Jürgen', address: 'juergen.w@hansa.example' });
    expect(mail.recipients).toEqual([
      { name: 'Ann', address: 'ann@a.example' },
      { name: '', address: 'bob@a.example' },
      { name: 'Carl', address: 'carl@b.example' },
      { name: 'Dee, D.', address: 'dee@b.example' },
    ]);
  });

  test('come from the first From that has one: the one that mail clients show', async () => {
    const { from } = await read('From: First <1@x.example>', 'From: Second <2@x.example>', '');
    expect(from).toEqual({ name: 'First', address: '1@x.example' });
    const { from: usable } = await read('From: Nobody', 'From: Second <2@x.example>', '');
    expect(usable?.address).toBe('2@x.example');
  });

  test('come from Sender where From has none', async () => {
    const { from } = await read('From: ', 'Sender: Robot <robot@x.example>', '');
    expect(from).toEqual({ name: 'Robot', address: 'robot@x.example' });
  });

  test('may be missing', async () => {
    const mail = await read('Subject: nobody', '', 'x');
    expect(mail).toMatchObject({ from: null, replyTo: null, recipients: [], messageId: null });
  });

  test('are not made up from encoded words, and hold no line breaks', async () => {
    const { from, recipients } = await read(
      'From: =?utf-8?Q?"ceo@bank.example"=0D=0ABcc:_x?= <thief@x.example>',
      `To: ${'a'.repeat(400)}@long.example, ok@x.example`,
      '',
    );
    expect(from?.address).toBe('thief@x.example');
    expect(from?.name).not.toMatch(/[\r\n]/);
    expect(recipients).toEqual([{ name: '', address: 'ok@x.example' }]);
  });
});

describe('the thread', () => {
  const own = 'Message-ID: <own@x.example>';
  const inReplyTo = 'In-Reply-To: Your mail of Monday <parent@x.example>';
  const references = 'References: <root@x.example>\r\n\t<parent@x.example>';

  test.each([
    ['the first reference', [references, inReplyTo, own], '<root@x.example>'],
    ['the parent without references', [inReplyTo, own], '<parent@x.example>'],
    ['the mail itself where it is the first', [own], '<own@x.example>'],
    ['nothing without ids', [], null],
  ])('is %s', async (_, lines, threadId) => {
    expect((await read('Subject: s', ...lines, '')).threadId).toBe(threadId);
  });

  test('accepts an id without its brackets, and no giant', async () => {
    expect((await read('Message-ID: bare@x.example', '')).messageId).toBe('<bare@x.example>');
    expect((await read('Subject: s', `Message-ID: <${'i'.repeat(999)}>`, '')).messageId).toBe(null);
  });
});

describe('the subject', () => {
  test.each([
    ['=?utf-8?B?8J+YgCBoaQ==?=', '😀 hi'],
    ['=?ISO-2022-JP?B?GyRCJDMkcyRLJEEkTxsoQg==?=', 'こんにちは'],
    ['=?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=', 'Привет'],
    ['=?utf-8?Q?split_?=\r\n =?utf-8?Q?word?=', 'split word'],
    ['=?utf-8?Q?two=0D=0ABcc:_lines=00?=', 'two Bcc: lines'],
    ['raw UTF-8: Grüße', 'raw UTF-8: Grüße'],
    ['=?klingon?Q?unknown?=', 'unknown'],
  ])('%s', async (encoded, subject) => {
    expect((await read('From: a@x.example', `Subject: ${encoded}`, '')).subject).toBe(subject);
  });
});

describe('the text', () => {
  test.each([
    ['text/plain; charset=utf-8', Buffer.from('naïve 🙂'), 'naïve 🙂'],
    ['text/plain; charset=iso-8859-1', Buffer.from('caf\xe9', 'latin1'), 'café'],
    ['text/plain; charset=windows-1252', Buffer.from([0x80, 0x35]), '€5'],
    ['text/plain; charset=koi8-r', Buffer.from([0xf0, 0xd2, 0xc9]), 'При'],
    ['text/plain; charset=gb18030', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), '你好'],
    ['text/plain; charset=shift_jis', Buffer.from([0x82, 0xb1]), 'こ'],
    ['text/plain; charset=utf-16le', Buffer.from('hi', 'utf16le'), 'hi'],
    ['text/plain; charset=klingon', Buffer.from('as it is'), 'as it is'],
  ])('of %s', async (type, body, text) => {
    expect((await readBody(type, body)).text).toBe(text);
  });

  test('is decoded from base64 and quoted-printable, and reflowed', async () => {
    expect((await readBody('text/plain', 'aGVsbG8=', 'base64')).text).toBe('hello');
    expect((await readBody('text/plain', 'a=\r\nb =3D c', 'quoted-printable')).text).toBe('ab = c');
    const flowed = await readBody('text/plain; format=flowed', 'one \r\nline\r\n\r\nnext');
    expect(flowed.text).toBe('one line\n\nnext');
  });

  test('is the plain alternative where it says something, else the HTML', async () => {
    expect((await read(header + multipart('alternative', plain, html).join('\r\n'))).text).toBe(
      'plain text',
    );
    const empty = ['Content-Type: text/plain', '', '   '];
    expect((await read(header + multipart('alternative', empty, html).join('\r\n'))).text).toBe(
      'rich text',
    );
  });

  test('is found inside of nested containers', async () => {
    const related = multipart('related', html, image);
    const alternative = multipart('alternative', related);
    const mail = await read(header + multipart('mixed', alternative, pdf).join('\r\n'));
    expect(mail.text).toBe('rich text');
    expect(mail.attachments.map(({ name, type }) => [name, type])).toEqual([
      ['logo.png', 'image/png'],
      ['unnamed', 'application/pdf'],
    ]);
  });

  test('keeps an HTML body beside the plain footer of a mailing list', async () => {
    const mail = await read(header + multipart('mixed', html, plain).join('\r\n'));
    expect(mail.text).toBe('rich text\nplain text');
  });

  test('of HTML has no styles, images, link targets or comments', async () => {
    const { text } = await readBody(
      'text/html',
      '<style>p{}</style><!-- c --><h1>Offer</h1><p>See <a href="https://x.example/?t=1">here</a>' +
        '<img src="https://x.example/open.gif" alt="pixel"></p><script>alert(1)</script>',
    );
    expect(text).toBe('Offer\n\nSee here');
  });

  test('holds no NUL and at most 100,000 characters, cut between characters', async () => {
    expect((await readBody('text/plain', 'a\0b')).text).toBe('ab');
    expect((await readBody('text/plain', 'x'.repeat(200_000))).text).toHaveLength(100_000);
    const { text } = await readBody('text/plain; charset=utf-8', `x${'🙂'.repeat(60_000)}`);
    expect(text).toHaveLength(99_999);
    expect(text.endsWith('🙂')).toBe(true);
  });

  test('survives HTML that is too long or too deep', async () => {
    const long = await readBody('text/html', '<p>word</p>'.repeat(200_000));
    expect(long.text.startsWith('word')).toBe(true);
    const deep = await readBody('text/html', `<p>top</p>${'<table><tr><td>'.repeat(1_000)}core`);
    expect(deep.text).toContain('top');
  });

  test('survives HTML that its converter does not', async () => {
    const roman = '<p>top</p><ol type=I start=999999999>' + '<li>one'.repeat(20);
    const { text } = await readBody('text/html', `${roman}</ol>a < b<p>end</p><unclosed`);
    expect(text).toMatch(/^top (one )+a end$/);
  });

  test('may be missing', async () => {
    expect((await read(`${header}Content-Type: multipart/mixed`, '', 'no boundary')).text).toBe('');
  });
});

describe('attachments', () => {
  async function nameOf(...fields: string[]) {
    const mail = await read(
      header + multipart('mixed', plain, [...fields, '', 'data']).join('\r\n'),
    );
    return mail.attachments[0]?.name;
  }

  test('have their names from RFC 2231, RFC 2047 or Content-Type', async () => {
    const type = 'Content-Type: application/pdf';
    const disposition = 'Content-Disposition: attachment';
    expect(await nameOf(type, `${disposition}; filename*=utf-8''%E2%82%AC%20list.pdf`)).toBe(
      '€ list.pdf',
    );
    expect(
      await nameOf(type, `${disposition};\r\n filename*0*=utf-8''a%20;\r\n filename*1="b.pdf"`),
    ).toBe('a b.pdf');
    expect(await nameOf(type, `${disposition}; filename="=?utf-8?Q?=C3=BC.pdf?="`)).toBe('ü.pdf');
    expect(await nameOf(`${type}; name=plain.pdf`, disposition)).toBe('plain.pdf');
    expect(await nameOf(type, disposition)).toBe('unnamed');
  });

  test('have their decoded size, and are never read into the text', async () => {
    const base64 = Buffer.alloc(100_000, 7).toString('base64');
    const big = ['Content-Type: image/png', 'Content-Transfer-Encoding: base64', '', base64];
    const note = ['Content-Type: text/plain', 'Content-Disposition: attachment', '', 'aside'];
    const mail = await read(header + multipart('mixed', plain, big, note).join('\r\n'));
    expect(mail.attachments.map(({ size }) => size)).toEqual([100_000, 5]);
    expect(mail.text).toBe('plain text');
  });

  test('may be forwarded messages', async () => {
    const forwarded = ['Content-Type: message/rfc822', '', 'Subject: inner', '', 'inner text'];
    const mail = await read(header + multipart('mixed', plain, forwarded).join('\r\n'));
    expect(mail.attachments).toMatchObject([{ type: 'message/rfc822' }]);
    expect(mail.subject).toBe('s');
  });
});

describe('a machine', () => {
  test('is told by its headers', async () => {
    const reply = await read(`${header}Auto-Submitted: auto-replied`, '', 'away');
    expect(reply.automated).toContain('Auto-Submitted');
    expect((await read(header, 'hi')).automated).toBeNull();
  });

  test('is told by the type of a bounce', async () => {
    const status = ['Content-Type: message/delivery-status', '', 'Action: failed'];
    const [, ...body] = multipart('report', plain, status);
    const boundary = body[1]?.slice(2);
    const type = `Content-Type: multipart/report; report-type=delivery-status; boundary=${boundary}`;
    const mail = await read(header + type, ...body);
    expect(mail.automated).not.toBeNull();
    expect(mail.text).toContain('Action: failed');
  });
});

describe('what is hardly a mail', () => {
  test('is read after a byte order mark, empty lines or an mbox line', async () => {
    expect((await read(`\u{feff}${header}`, 'x')).subject).toBe('s');
    expect((await read(`\r\n\r\n${header}`, 'x')).subject).toBe('s');
    expect((await read(`From jo@x.example Mon Jan  1 00:00:00 2024\r\n${header}`, 'x')).text).toBe(
      'x',
    );
  });

  test('is read with bare line feeds and without a body', async () => {
    expect((await readMail(Buffer.from(header.replaceAll('\r', '')))).subject).toBe('s');
  });

  test('is rejected without any header by which to know it', async () => {
    await expect(read('just a line', '', 'text')).rejects.toThrow('no readable header');
    await expect(read('X-Mailer: 1', 'Received: x', '', 'text')).rejects.toThrow(
      'no readable header',
    );
  });
});
