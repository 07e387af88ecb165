import { field, hostile, type HostileMails } from './make.ts';

const from = (value: string) => `From: ${value}\r\nTo: c@d.example\r\nSubject: s\r\n\r\nbody`;

/** Address fields (RFC 5322, 3.4) that are too many, too deep or no addresses. */
export const addresses: HostileMails = {
  '30,000 recipients': hostile(() => field(`Cc: ${'a@b.cd, '.repeat(30_000)}`)),
  '100,000 recipients': hostile(
    () => field(`Cc: ${'a@b.cd,'.repeat(100_000)}`),
    'read',
    'mail.timeout',
  ),
  '10,000 Cc fields': hostile(() => field('Cc: a@b.cd\r\n'.repeat(10_000).trimEnd())),
  'unclosed comments': hostile(() => field(`Cc: ${'('.repeat(500_000)}`)),
  'comments 50,000 deep': hostile(() =>
    from(`${'('.repeat(50_000)}x${')'.repeat(50_000)} a@b.example`),
  ),
  'nested address groups': hostile(
    () => field(`Cc: ${'g:'.repeat(100_000)}`),
    'read',
    'mail.timeout',
  ),
  '20,000 groups': hostile(
    () => field(`Cc: ${'g: a@b.cd;, '.repeat(20_000)}`),
    'read',
    'mail.timeout',
  ),
  'a group for a sender': hostile(() => from('Undisclosed: a@b.example, x@y.example;')),
  'unclosed quotes': hostile(() => from(`"${'\\"'.repeat(200_000)} <a@b.example>`)),
  'unclosed angles': hostile(() => from('<'.repeat(300_000))),
  'a name of 500 KB': hostile(() => from(`"${'n'.repeat(500_000)}" <a@b.example>`)),
  'an address of 500 KB': hostile(() => from(`${'a'.repeat(500_000)}@b.example`)),
  '100,000 at signs': hostile(() => from('@'.repeat(100_000))),
  'a source route': hostile(() => from('<@a.example,@b.example:real@c.example>')),
  'a name that is another address': hostile(() =>
    from('=?utf-8?Q?ceo@bank.example=0D=0ABcc:_x?= <thief@x.example>'),
  ),
  'a domain beyond IDNA': hostile(() => from(`a@xn--${'\xff'.repeat(200)}.xn--0.example`)),
  'no sender at all': hostile(() => 'Subject: from nobody\r\n\r\nWhat is your price?'),
  'an empty From': hostile(() => from('')),
  'a From of nothing but commas': hostile(() => from(','.repeat(200_000))),
  '10,000 Reply-To addresses': hostile(() => field(`Reply-To: ${'r@s.example, '.repeat(10_000)}`)),
};
