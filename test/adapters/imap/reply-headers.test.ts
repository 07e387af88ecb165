import { expect, test } from 'vitest';

import { answeredBy } from '../../../src/adapters/imap/reply-headers.ts';

const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const word = (subject: string) => `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;

test.each([
  ['a plain reply', head('In-Reply-To: <a@x>'), ['<a@x>']],
  [
    'a thread, the nearest first',
    head('References: <a@x>\t<b@x>', ' <c@x>', 'In-Reply-To: <c@x>'),
    ['<c@x>', '<b@x>', '<a@x>'],
  ],
  ['folded in the middle of an id', head('In-Reply-To:', ' <a.', ' b@x>'), ['<a.b@x>']],
  ['words beside the id', head('In-Reply-To: Your mail of Monday <a@x>'), ['<a@x>']],
  ['no angle brackets', head('in-reply-to: a@x b@x'), ['<a@x>', '<b@x>']],
  ['bare line feeds', 'References: <a@x>\n <b@x>\n\n', ['<b@x>', '<a@x>']],
  ['a mail of its own', head('Subject: News'), []],
  ['nothing', '', []],
  ['no ids', head('In-Reply-To: <>', 'References:'), []],
  ['what is below the header', head('Subject: x') + head('In-Reply-To: <a@x>'), []],
])('%s', (_, lines, ids) => {
  expect(answeredBy(lines)).toEqual(ids);
});

test.each([
  'FW: x',
  'TR : Devis',
  word('轉寄: x'),
  word('转发：x'),
  '=?iso-8859-1?Q?WG:_R=FCckfrage?=',
  '=?nonsense?B?RndkOiB4?=',
  'Fwd: Prices',
  ' fwd:Prices',
])('passed on to somebody else as "%s", it is no answer', (subject) => {
  expect(answeredBy(head(`Subject: ${subject}`, 'References: <a@x>'))).toEqual([]);
});

test.each(['Re: Fwd: Prices', 'AW: WG: x', 'Information', 'Fwd', word('Re: Grüße')])(
  '"%s" is an answer',
  (subject) => {
    expect(answeredBy(head(`Subject: ${subject}`, 'In-Reply-To: <a@x>'))).toEqual(['<a@x>']);
  },
);

test('nobody wrote an answer that was sent automatically, or that its client says it passed on', () => {
  const reply = 'In-Reply-To: <a@x>';
  expect(answeredBy(head(reply, 'Auto-Submitted: auto-replied'))).toEqual([]);
  expect(answeredBy(head(reply, 'X-Forwarded-Message-Id: <a@x>'))).toEqual([]);
  expect(answeredBy(head(reply, 'Auto-Submitted: no'))).toEqual(['<a@x>']);
});

test('a header without end is read in no time, and so far as it can matter', () => {
  const many = Array.from({ length: 50_000 }, (_, i) => ` <${i}@x>`).join('\r\n');
  const began = performance.now();
  const ids = answeredBy(head('In-Reply-To: <a@x>', `References:${many}`));
  expect(ids.slice(0, 3)).toEqual(['<a@x>', '<49999@x>', '<49998@x>']);
  expect(ids.length).toBeLessThan(100);
  expect(answeredBy(`Subject: ${' '.repeat(200_000)}x`)).toEqual([]);
  expect(answeredBy(`In-Reply-To: ${'<'.repeat(200_000)}`)).toEqual([]);
  expect(performance.now() - began).toBeLessThan(1_000);
});
