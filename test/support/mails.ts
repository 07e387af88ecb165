/** Ordinary and less ordinary mail for the system tests; who wrote it tells what it should become. */
export interface TestMail {
  raw: string;
  expect: { reply: boolean; automated?: boolean; category?: string };
}

interface Parts {
  from: string;
  subject: string;
  body: string;
  headers?: string[];
  contentType?: string;
}

let serial = 0;

/** An RFC 5322 message with CRLF line ends and a Message-ID of its own. */
export function mail({ from, subject, body, headers = [], contentType }: Parts): string {
  serial += 1;
  return [
    `From: ${from}`,
    'To: Marketing <marketing@ourselves.example>',
    `Subject: ${subject}`,
    `Message-ID: <m${serial}.${process.pid}@mail.example>`,
    'Date: Mon, 16 Nov 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
    `Content-Type: ${contentType ?? 'text/plain; charset=utf-8'}`,
    ...headers,
    '',
    body.replaceAll('\n', '\r\n'),
    '',
  ].join('\r\n');
}

const lead = (i: number): TestMail => ({
  raw: mail({
    from: `Lena Lead ${i} <lena${i}@globex.com>`,
    subject: `Pricing for ${20 + i} seats`,
    body: `Hello,\n\nwe are ${20 + i} people and would like a quote and a short demo of your product next week.\n\nKind regards\nLena`,
  }),
  expect: { reply: true, category: 'Lead' },
});

const support = (i: number): TestMail => ({
  raw: mail({
    from: `"Sam Support ${i}" <sam${i}@customer${i}.example>`,
    subject: `Cannot log in since this morning (${i})`,
    body: `Hi team,\n\nI cannot log in to my account any more, the page shows error 50${i}. We pay for the Pro plan. Please help, this is urgent!\n\nSam`,
  }),
  expect: { reply: true, category: 'Support' },
});

const press = (i: number): TestMail => ({
  raw: mail({
    from: `Pia Press <pia${i}@newspaper.example>`,
    subject: `=?utf-8?B?${Buffer.from(`Frage für einen Artikel ${i}`).toString('base64')}?=`,
    body: `Guten Tag,\n\nich schreibe einen Artikel über Ihre Branche und hätte einige Fragen an Ihre Pressestelle. Wann passt es Ihnen?\n\nMit freundlichen Grüßen\nPia Press`,
  }),
  expect: { reply: true },
});

const html = (i: number): TestMail => ({
  raw: mail({
    from: `Hanna <hanna${i}@agency${i}.example>`,
    subject: `Partnership proposal ${i}`,
    contentType: 'text/html; charset=utf-8',
    body: `<html><body><p>Hello,</p><p>we would like to become a <b>reseller partner</b> for your product in Spain. Could we talk about terms?</p><script>alert(1)</script></body></html>`,
  }),
  expect: { reply: true },
});

const spam = (i: number): TestMail => ({
  raw: mail({
    from: `Winner Desk <promo${i}@cheap-pills${i}.example>`,
    subject: `!!! You have WON $1,000,000 - claim NOW ${i} !!!`,
    body: `Congratulations!!! You have been selected to receive $1,000,000. Click here http://claim${i}.example/win to claim your prize. Viagra and cheap meds no prescription. 100% free, act now, limited offer!!!`,
  }),
  expect: { reply: false, category: 'Spam' },
});

const autoReply = (i: number): TestMail => ({
  raw: mail({
    from: `Otto Office <otto${i}@partner.example>`,
    subject: `Automatic reply: your message ${i}`,
    headers: ['Auto-Submitted: auto-replied'],
    body: 'I am out of the office until Monday.',
  }),
  expect: { reply: false, automated: true, category: 'General' },
});

const bounce = (i: number): TestMail => ({
  raw: mail({
    from: 'Mail Delivery System <MAILER-DAEMON@mx.example>',
    subject: 'Undelivered Mail Returned to Sender',
    headers: ['Return-Path: <>', 'Auto-Submitted: auto-replied'],
    body: `Your message ${i} could not be delivered.`,
  }),
  expect: { reply: false, automated: true, category: 'General' },
});

const newsletter = (i: number): TestMail => ({
  raw: mail({
    from: `Weekly <news@letter${i}.example>`,
    subject: `This week in marketing, issue ${i}`,
    headers: [
      `List-Id: <weekly${i}.letter.example>`,
      `List-Unsubscribe: <https://letter.example/u/${i}>`,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Precedence: bulk',
    ],
    body: 'Ten things you should read this week.',
  }),
  expect: { reply: false, automated: true, category: 'General' },
});

const kinds = [lead, support, press, html, spam, autoReply, bounce, newsletter];

/** `n` mails of all kinds in turn, every one with other content. */
export function variedMails(n: number): TestMail[] {
  return Array.from({ length: n }, (_, i) => kinds[i % kinds.length]!(i));
}

/** More attachments than mailparser ever finishes with. */
export function indigestibleMail(): string {
  const part =
    '--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a\r\n\r\nx\r\n';
  return mail({
    from: 'Bad <bad@broken.example>',
    subject: 'Many parts',
    contentType: 'multipart/mixed; boundary=b',
    body: `${part.repeat(1_500)}--b--`.replaceAll('\r\n', '\n'),
  });
}
