import { describe, expect, test } from 'vitest';

import type { RawHeaders } from '../../../src/adapters/mail-parser/headers.ts';
import { type TraitFacts, traitsOf } from '../../../src/adapters/mail-parser/traits.ts';

const plain: TraitFacts = { html: '', text: 'Hello', attachments: [], contentType: 'text/plain' };

/** An ordinary letter by default. */
function traits(fields: Record<string, string | string[]>, facts: Partial<TraitFacts> = {}) {
  const usual = {
    from: 'Dana <dana@northwind.example>',
    to: 'sales@company.example',
    subject: 'Prices',
    date: 'Tue, 3 Feb 2026 04:05:06 +0000',
    'message-id': '<abcd1@northwind.example>',
    'mime-version': '1.0',
    'content-type': 'text/plain; charset=utf-8',
  };
  const entries = Object.entries({ ...usual, ...fields }).filter(([, value]) => value !== '');
  const raw: RawHeaders = new Map(entries.map(([name, value]) => [name, [value].flat()]));
  return traitsOf(raw, { ...plain, ...facts });
}

test('an ordinary letter has hardly any', () => {
  expect(traits({})).toEqual([
    'message-id:own',
    'mailer:none',
    'charset:utf-8',
    'make:plain',
    'length:1',
    'links:0',
  ]);
});

describe('headers', () => {
  test.each<[trait: string, fields: Record<string, string | string[]>]>([
    ['thread', { 'in-reply-to': '<1@company.example>' }],
    ['re-without-thread', { subject: 'Re: offer' }],
    ['list:post', { 'list-post': '<mailto:list@x.example>' }],
    ['list:unsubscribe', { 'list-unsubscribe': '<https://x.example/u>' }],
    ['precedence:bulk', { precedence: 'bulk' }],
    ['no-message-id', { 'message-id': '' }],
    ['message-id:odd', { 'message-id': '<no at sign>' }],
    ['message-id:foreign', { 'message-id': '<abcd1@elsewhere.example>' }],
    ['no-date', { date: '' }],
    ['date:odd', { date: '2026-02-03 04:05' }],
    ['no-to', { to: '' }],
    ['undisclosed', { to: 'undisclosed-recipients:;' }],
    ['subject:capitals', { subject: 'WE BUY OLD GOLD' }],
    ['subject:gap', { subject: 'Cheap watches        qzxk' }],
    ['reply-to:differs', { 'reply-to': 'dana@other.example' }],
    ['reply-to:free-mail', { 'reply-to': 'dana11@gmail.com' }],
    ['from:no-name', { from: 'dana@northwind.example' }],
    ['from:digits', { from: 'Dana <d83121@northwind.example>' }],
    ['to:self', { to: 'dana@northwind.example' }],
    ['two-from', { from: ['a@x.example', 'b@x.example'] }],
    ['mailer:outlook-express', { 'x-mailer': 'Microsoft Outlook Express 6.00.2800.1106' }],
    ['mailer:mozilla', { 'user-agent': 'Mozilla Thunderbird' }],
    ['charset:cyrillic', { 'content-type': 'text/plain; charset="koi8-r"' }],
    ['base64-text', { 'content-transfer-encoding': 'base64' }],
    ['spf:failed', { 'authentication-results': 'mx.example; spf=softfail; dkim=pass' }],
    ['urgent', { 'x-priority': '1 (Highest)' }],
  ])('%s', (trait, fields) => {
    expect(traits({})).not.toContain(trait);
    expect(traits(fields)).toContain(trait);
  });

  test('a subdomain is the same house', () => {
    expect(traits({ 'return-path': '<bounce@mail.northwind.example>' })).not.toContain(
      'return-path:differs',
    );
  });
});

describe('the route', () => {
  const relay = 'from mx.company.example by imap.company.example; Tue, 3 Feb 2026 04:05:07 +0000';

  test.each<[trait: string, received: string]>([
    ['route:private-line', 'from abc (dsl-12-34.provider.example [203.0.113.7]) by mx; '],
    ['route:helo-is-number', 'from [203.0.113.7] (unknown [203.0.113.7]) by mx; '],
    ['route:helo-is-bare', 'from friend (host.example [203.0.113.7]) by mx; '],
    ['route:no-name', 'from mail.example (unknown [203.0.113.7]) by mx; '],
    [
      'date:ahead',
      'from mail.example (mail.example [203.0.113.7]) by mx; Sun, 1 Feb 2026 01:00:00 +0000',
    ],
  ])('%s', (trait, received) => {
    expect(traits({ received: [relay] })).not.toContain(trait);
    expect(traits({ received: [received] })).toContain(trait);
  });
});

describe('the make', () => {
  test.each<[trait: string, facts: Partial<TraitFacts>]>([
    ['make:alternative', { contentType: 'multipart/alternative', html: '<p>Hello</p>' }],
    ['make:html', { contentType: 'text/html', html: '<p>Hello</p>' }],
    ['text:none', { text: ' ' }],
    ['text:capitals', { text: 'DEAR FRIEND, I AM THE WIDOW OF THE LATE MINISTER OF OIL. HELP.' }],
    ['file:program', { attachments: [{ name: 'bill.pdf.exe', type: 'a/b', size: 1 }] }],
    ['file:pdf', { attachments: [{ name: 'rfp.pdf', type: 'application/pdf', size: 1 }] }],
    ['links:1', { text: 'see https://x.example/a' }],
    ['link:number', { text: 'see http://203.0.113.7/login' }],
    ['link:with-user', { text: 'see http://bank.example@203.0.113.7/' }],
    ['link:shortener', { text: 'see https://bit.ly/x1' }],
    [
      'link:misleading',
      { html: '<a href="https://evil.example/x">https://www.bank.test/login</a>' },
    ],
    ['html:form', { html: '<form action="x">' }],
    ['html:split-words', { html: 'v<!-- q -->iagra' }],
    ['html:encoded-letters', { html: '&#118;&#105;&#97;&#103;&#114;' }],
    ['html:all-image', { html: '<img src="cid:1">', text: '' }],
  ])('%s', (trait, facts) => {
    expect(traits({})).not.toContain(trait);
    expect(traits({}, facts)).toContain(trait);
  });

  test('a link to the site that it names misleads nobody', () => {
    const html = '<a href="https://shop.bank.example/x">www.bank.example</a>';
    expect(traits({}, { html })).not.toContain('link:misleading');
  });
});

test('are few, short, each once, and the same every time', () => {
  const files = Array.from({ length: 30 }, (_, i) => ({ name: `${i}.pdf`, type: 'x/y', size: 1 }));
  const facts = {
    html: '<img><form><script><map><iframe>',
    text: 'WIN $5 !!!',
    attachments: files,
  };
  const found = traits({ 'list-id': 'x', precedence: 'bulk', 'x-priority': '1' }, facts);
  expect(found).toEqual(traits({ 'list-id': 'x', precedence: 'bulk', 'x-priority': '1' }, facts));
  expect(new Set(found).size).toBe(found.length);
  expect(found.length).toBeLessThanOrEqual(40);
  expect(Math.max(...found.map((each) => each.length))).toBeLessThan(32);
});

test.each([
  '<a href=',
  '<a href="https://a.example/',
  '<font ',
  '&#118;',
  'a<',
  'http://',
  '! ',
  ' ',
])('a flood of %j is read in time', (unit) => {
  const flood = unit.repeat(1_000_000 / unit.length);
  const start = performance.now();
  traits({ subject: flood, from: flood, received: flood }, { html: flood, text: flood });
  expect(performance.now() - start).toBeLessThan(500);
});
