import { describe, expect, test } from 'vitest';

import { automatedReason, isMassMail, type MailFacts } from '../../src/domain/automated.ts';

const person: MailFacts = {
  contentType: 'text/plain; charset=utf-8',
  from: 'dana@northwind.example',
  subject: 'Pricing',
};

/** Judges a mail by its header lines, such as `Precedence: bulk`. */
function judge(lines: string[], facts: Partial<MailFacts> = {}): string | null {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(at + 1).trim()]);
  }
  return automatedReason(headers, { ...person, ...facts });
}

const googleGroup = [
  'Precedence: list',
  'Mailing-list: list marketing@example.com; contact marketing+owners@example.com',
  'List-ID: <marketing.example.com>',
  'List-Post: <https://groups.google.com/a/example.com/group/marketing/post>, <mailto:marketing@example.com>',
  'List-Unsubscribe: <mailto:googlegroups-manage+1+unsubscribe@googlegroups.com>, <https://groups.google.com/a/example.com/group/marketing/subscribe>',
];

describe('mail of a machine', () => {
  test.each<[reason: string, lines: string[], facts?: Partial<MailFacts>]>([
    ['Auto-Submitted: auto-replied (RFC 3834)', ['Auto-Submitted: auto-replied']],
    ['Auto-Submitted: auto-generated (RFC 3834)', ['Auto-Submitted: Auto-Generated; type=x']],
    ['Null return path (RFC 5321)', ['Return-Path: <>']],
    [
      'Bounce (RFC 3464)',
      [],
      { contentType: 'multipart/report; report-type=delivery-status; boundary=x' },
    ],
    [
      'Read receipt (RFC 8098)',
      [],
      { contentType: 'multipart/report; report-type="disposition-notification"' },
    ],
    ['Bounce (X-Failed-Recipients)', ['X-Failed-Recipients: a@b.example']],
    ['Calendar request (RFC 6047)', [], { contentType: 'text/calendar; method=REQUEST' }],
    ['Calendar message (RFC 6047)', ['Content-Class: urn:content-classes:calendarmessage']],
    ['Sent by a mail system', [], { from: 'mailer-daemon@mx.example' }],
    ['Automatic mail (x-autoreply)', ['X-Autoreply: yes']],
    ['Automatic mail (x-autorespond)', ['X-Autorespond: Re: Hello']],
    ['Precedence: auto_reply', ['Precedence: auto_reply']],
    ['Subject of an automatic reply', [], { subject: 'Automatic reply: Pricing' }],
    ['Subject of an automatic reply', [], { subject: 'Réponse automatique : Tarifs' }],
    ['No-reply sender', [], { from: 'no-reply@shop.example' }],
    ['No-reply sender', ['Reply-To: help@shop.example'], { from: 'noreply@shop.example' }],
    [
      'Receipt or order confirmation',
      [],
      { from: 'billing@saas.example', subject: 'Your receipt from SaaS #12' },
    ],
  ])('%s', (reason, lines, facts) => {
    expect(judge(lines, facts)).toBe(reason);
  });

  test.each<[name: string, lines: string[], facts?: Partial<MailFacts>]>([
    ['bulk', ['Precedence: bulk']],
    [
      'newsletter of a provider',
      [
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'List-Unsubscribe: <https://l.example/u>',
      ],
    ],
    ['campaign', ['X-Campaign: mailchimp123', 'List-Unsubscribe: <https://l.example/u>']],
    [
      'announcement list',
      [
        'List-Id: <news.acme.example>',
        'List-Unsubscribe: <https://l.example/u>',
        'To: me@example.com',
      ],
    ],
    [
      "our own company's announcement",
      [
        'List-Id: <all-staff.example.com>',
        'List-Unsubscribe: <https://example.com/u>',
        'To: Dana <dana@example.com>',
      ],
      { from: 'office@example.com' },
    ],
    [
      'small newsletter',
      ['List-Unsubscribe: <mailto:u@acme.example>'],
      { from: 'news@acme.example' },
    ],
    [
      'notification in a thread',
      [
        'In-Reply-To: <1@x>',
        'List-Post: <mailto:reply@code.example>',
        'List-Id: <a.b>',
        'List-Unsubscribe: <https://c.example/u>',
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'Precedence: list',
      ],
      { from: 'notifications@code.example' },
    ],
    [
      'newsletter through a group',
      [
        ...googleGroup,
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'X-Campaign: 1',
        'Feedback-ID: 1:2:3',
      ],
    ],
    [
      'system with suppression',
      ['X-Auto-Response-Suppress: All', 'List-Unsubscribe: <https://l.example/u>'],
    ],
    ['no-reply newsletter', ['Precedence: bulk'], { from: 'noreply@acme.example' }],
  ])('mass mail: %s', (_, lines, facts) => {
    const reason = judge(lines, facts);
    expect(reason).toMatch(/^Mass mail: /);
    expect(isMassMail(reason!)).toBe(true);
  });

  test('tells mass mail, which may be spam, from answers of machines', () => {
    expect(isMassMail(judge(['Auto-Submitted: auto-replied', 'Precedence: bulk'])!)).toBe(false);
  });
});

describe('mail of a person', () => {
  test.each<[name: string, lines: string[], facts?: Partial<MailFacts>]>([
    ['without any mark', []],
    ['with Auto-Submitted: no', ['Auto-Submitted: no']],
    ['with an ordinary return path', ['Return-Path: <dana@northwind.example>']],
    ['through Google Groups', googleGroup],
    ['through Google Groups, answering', [...googleGroup, 'In-Reply-To: <1@x>']],
    [
      'through Mailman with Precedence: bulk',
      [
        'Precedence: bulk',
        'List-Id: Users <ilug.linux.example>',
        'List-Post: <mailto:ilug@linux.example>',
        'X-BeenThere: ilug@linux.example',
        'In-Reply-To: <1@x>',
      ],
    ],
    [
      'through a one-click group, answering',
      [
        'List-Id: <group.groups.example>',
        'List-Post: <mailto:group@groups.example>',
        'List-Unsubscribe: <https://g.example/u>',
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'In-Reply-To: <1@x>',
      ],
    ],
    [
      "to a group under the recipient's own domain",
      [
        'List-Id: Sales team <sales-team.groups.example.com>',
        'List-Unsubscribe: <https://groups.example.com/leave>',
        'To: Sales <sales@example.com>',
      ],
      { from: 'ada@customer.example' },
    ],
    [
      'to a group with little to show for it',
      [
        'List-Id: <marketing.example.com>',
        'Precedence: list',
        'List-Unsubscribe: <https://example.com/u>',
        'To: Marketing <marketing@example.com>',
      ],
    ],
    [
      'from Exchange that suppresses auto-replies',
      ['X-Auto-Response-Suppress: DR, OOF, AutoReply'],
    ],
    [
      'from a form on a web site',
      ['Reply-To: Visitor <visitor@gmail.com>'],
      { from: 'noreply@our-site.example' },
    ],
    ['from a provider that stamps Feedback-ID', ['Feedback-ID: 1.eu-west-1.x:AmazonSES']],
    ['answering an automatic reply', [], { subject: 'Re: Automatic reply: Pricing' }],
    ['asking about their order', [], { subject: 'Your order form' }],
    ['on holiday plans', [], { subject: 'Out of office hours support?' }],
  ])('%s', (_, lines, facts) => {
    expect(judge(lines, facts)).toBeNull();
  });
});

describe('where headers say nothing', () => {
  test.each<[subject: string, from: string, text?: string]>([
    ['Odpowiedź automatyczna: oferta', 'ewa@firma.example'],
    ['Automatická odpověď: poptávka', 'jana@firma.example'],
    ['Автоответ: счёт', 'ivan@firma.example'],
    ['自動返信：お問い合わせ', 'info@kaisha.example'],
    ['Out of Office Re: your renewal', 'ted@firm.example'],
    [
      'Re: Offer',
      'ada@firm.example',
      'I am out of the office until Monday. In urgent cases please contact Bob.',
    ],
    [
      'AW: Angebot',
      'anna@firma.example',
      'Ich bin bis 3. Mai im Urlaub. In dringenden Fällen: zentrale@firma.example',
    ],
    ['[FIRING:1] DiskAlmostFull', 'ops@firm.example'],
    ['Cron <root@web3> /usr/bin/backup', 'shop@web3.example'],
    ['talk Digest, Vol 88, Issue 6', 'talk-request@lists.example'],
    ['New voicemail from 020', 'anlage@firm.example'],
    ['Tilausvahvistus 88', 'tilaus@kauppa.example'],
    ['Your password was changed', 'security@saas.example'],
    ['Declined: Call @ Tue 16 Apr', 'tom@firm.example'],
    ['Monthly figures', 'ops@firm.example', 'Bitte antworten Sie nicht auf diese Nachricht.'],
    ['Monthly figures', 'ops@firm.example', 'This is an automated message from the warehouse.'],
    ['Rapport', 'ops@firm.example', 'Ceci est un message automatique.'],
    ['Informe', 'ops@firm.example', 'Por favor, no responda a este correo.'],
  ])('%s from %s', (subject, from, text = '') => {
    expect(judge([], { subject, from, text })).not.toBeNull();
  });

  test.each<[subject: string, from: string, text: string, replyTo?: string]>([
    ['Re: Automatic reply: Pricing', 'ada@firm.example', 'Thanks, who stands in for you?'],
    ['Re: [FIRING:1] disk', 'ada@firm.example', 'I cleaned it up.'],
    [
      'Holidays',
      'ada@firm.example',
      'I am on holiday until Monday; could you send the offer again by then?',
    ],
    ['Your order form', 'ada@firm.example', 'Where do I find it?'],
    ['Password', 'ada@firm.example', 'My password was changed and I cannot get in.'],
    [
      'Fwd: Your receipt',
      'billing@firm.example',
      'Is this one of ours?\n\n-----Original Message-----\nDo not reply to this email.',
    ],
    ['Re: Ticket 12', 'ada@firm.example', 'It works now.\n> This is an automated message.'],
    [
      'New response: wholesale form',
      'notifications@forms.example',
      'Shop name: Nettle',
      'shop@nettle.example',
    ],
    [
      '[Ticket#88] camera broken',
      'support@firm.example',
      'The camera shows a still picture.',
      'o.reich@klinik.example',
    ],
    [
      'Mailbox full',
      'no-reply@storage.example',
      'Click here to verify your account and release messages.',
    ],
  ])('a person, or bait: %s from %s', (subject, from, text, replyTo) => {
    expect(judge([], { subject, from, text, replyTo: replyTo ?? null })).toBeNull();
  });
});

test('reasons are short and carry no header at length', () => {
  const reason = judge([`Auto-Submitted: ${'x'.repeat(5_000)}`]);
  expect(reason!.length).toBeLessThan(80);
});
