import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mail } from '../../src/domain/mail.ts';
import type { MailParser } from '../../src/ports.ts';

const source = Buffer.from(
  [
    'From: "Lindqvist, Maria" <Maria@Northwind.example>',
    'To: marketing@demo.example, Sales: sales@demo.example, ;',
    'Cc: boss@northwind.example',
    'Reply-To: Front Desk <Desk@Northwind.example>',
    'Subject: =?utf-8?Q?Preise_f=C3=BCr_?= =?utf-8?Q?120_Pl=C3=A4tze?=',
    'Message-ID: <3@northwind.example>',
    'In-Reply-To: <2@demo.example>',
    'References: <1@northwind.example>',
    ' <2@demo.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Gr=FC=DFe aus K=F6ln',
    '--b',
    'Content-Type: application/pdf; name=list.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    'AAECAwQ=',
    '--b--',
    '',
  ].join('\r\n'),
);

/** Without `traits`, which grow with what the classifier learns. */
const expected: Omit<Mail, 'traits'> = {
  from: { name: 'Lindqvist, Maria', address: 'maria@northwind.example' },
  replyTo: { name: 'Front Desk', address: 'desk@northwind.example' },
  answerTo: 'Desk@Northwind.example',
  recipients: [
    { name: '', address: 'marketing@demo.example' },
    { name: '', address: 'sales@demo.example' },
    { name: '', address: 'boss@northwind.example' },
  ],
  subject: 'Preise für 120 Plätze',
  messageId: '<3@northwind.example>',
  threadId: '<1@northwind.example>',
  references: ['<1@northwind.example>', '<2@demo.example>'],
  text: 'Grüße aus Köln',
  own: 'Grüße aus Köln',
  quoted: '',
  signature: '',
  hidden: '',
  attachments: [{ name: 'list.pdf', type: 'application/pdf', size: 5 }],
  injection: { suspected: false, evidence: [] },
  automated: null,
};

/** What every mail parser does, whatever is behind it. */
export function mailParserContract(name: string, make: () => MailParser): void {
  describe(`MailParser: ${name}`, () => {
    const { signal } = new AbortController();
    let parser: MailParser;
    beforeAll(() => {
      parser = make();
    });
    afterAll(() => parser.close());

    test('reads everything that a Mail holds', async () => {
      const { traits, ...mail } = await parser.parse(source, signal);
      expect(mail).toEqual(expected);
      expect(traits).toEqual(expect.arrayContaining(['thread', 'file:pdf']));
    });

    test('leaves the source as it was', async () => {
      const copy = Buffer.from(source);
      await parser.parse(copy, signal);
      expect(copy.equals(source)).toBe(true);
    });

    test('reads many at once, each with its own answer', async () => {
      const subjects = Array.from({ length: 50 }, (_, i) => `number ${i}`);
      const mails = await Promise.all(
        subjects.map((subject) =>
          parser.parse(Buffer.from(`Subject: ${subject}\r\n\r\n`), AbortSignal.timeout(20_000)),
        ),
      );
      expect(mails.map((mail) => mail.subject)).toEqual(subjects);
    });

    test('rejects what is no mail, and goes on', async () => {
      const rubbish = Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 7_919) % 256));
      await expect(parser.parse(rubbish, signal)).rejects.toMatchObject({
        code: 'mail.unparsable',
        message: 'no readable header',
      });
      await expect(parser.parse(Buffer.alloc(0), signal)).rejects.toMatchObject({
        code: 'mail.unparsable',
      });
      expect(await parser.parse(source, signal)).toMatchObject(expected);
    });

    test('rejects an aborted call with the reason of the abort', async () => {
      const reason = new Error('shutting down');
      await expect(parser.parse(source, AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    test('rejects once it is closed, and closes twice', async () => {
      const other = make();
      await other.close();
      await other.close();
      await expect(other.parse(source, signal)).rejects.toMatchObject({
        code: 'parser.unavailable',
      });
    });
  });
}
