import { messageIdIn, type RawHeaders } from './headers.ts';

/** Reads a header's first value; empty where there is none. Longer values say nothing more. */
export function first(raw: RawHeaders, name: string): string {
  return (raw.get(name)?.[0] ?? '').slice(0, 2_000);
}

/** What the fields say that sender and reader see, and those of programs. */
export function headerTraits(raw: RawHeaders): string[] {
  const found = signs.filter(([, test]) => test(raw)).map(([name]) => name);
  return [...found, ...addressTraits(raw), mailerTrait(raw), charsetTrait(raw)].filter(Boolean);
}

type Test = (raw: RawHeaders) => boolean;

const has =
  (...names: string[]): Test =>
  (raw) =>
    names.some((name) => raw.has(name));
const says =
  (name: string, pattern: RegExp): Test =>
  (raw) =>
    pattern.test(first(raw, name));

const isThread = has('in-reply-to', 'references');

const signs: [name: string, test: Test][] = [
  ['thread', isThread],
  ['re-without-thread', (raw) => says('subject', /^\s*re\s*:/i)(raw) && !isThread(raw)],
  ['list:post', says('list-post', /mailto:/i)],
  ['list:group', has('mailing-list', 'x-beenthere', 'x-mailman-version', 'x-google-group-id')],
  ['list:id', has('list-id')],
  ['list:unsubscribe', has('list-unsubscribe')],
  ['list:one-click', has('list-unsubscribe-post')],
  ['precedence:bulk', says('precedence', /^\s*(bulk|junk)/i)],
  ['precedence:list', says('precedence', /^\s*list/i)],
  ['auto-submitted', says('auto-submitted', /^\s*auto/i)],
  ['no-message-id', (raw) => messageIdIn(raw, 'message-id') === null],
  ['message-id:odd', (raw) => raw.has('message-id') && !isUsualId(first(raw, 'message-id'))],
  ['no-date', (raw) => first(raw, 'date') === ''],
  ['date:odd', (raw) => first(raw, 'date') !== '' && !usualDate.test(first(raw, 'date'))],
  ['no-to', (raw) => first(raw, 'to') === '' && first(raw, 'cc') === ''],
  ['undisclosed', says('to', /undisclosed|unlisted|recipient list/i)],
  ['no-mime-version', (raw) => !raw.has('mime-version')],
  ['no-content-type', (raw) => !raw.has('content-type')],
  ['subject:encoded', says('subject', /=\?[\w-]+\?[bq]\?/i)],
  // RFC 5322 wants ASCII; only what was sent without RFC 6532 or RFC 2047 is raw.
  ['subject:raw', says('subject', /[^\0-\x7F]/)],
  ['subject:capitals', (raw) => isShouted(first(raw, 'subject'))],
  ['subject:exclaims', says('subject', /!/)],
  ['subject:asks', says('subject', /\?\s*$/)],
  ['subject:money', says('subject', /[$€£]\s?\d|\d\s?[$€£%]/)],
  ['subject:empty', (raw) => first(raw, 'subject') === ''],
  ['subject:gap', says('subject', /\S {5,}\S/)],
  ['urgent', says('x-priority', /^\s*[12]/)],
  ['importance:high', says('importance', /high/i)],
  ['base64-text', says('content-transfer-encoding', /base64/i)],
  ['two-from', (raw) => (raw.get('from')?.length ?? 0) > 1],
  ['organization', has('organization', 'organisation')],
  ['signed:dkim', has('dkim-signature', 'domainkey-signature')],
];

function isUsualId(id: string): boolean {
  return /^<[^<>@\s]{4,200}@[^<>@\s]{3,200}>/.test(id);
}

const usualDate =
  /^\s*([A-Z][a-z]{2},\s+)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d{1,2}:\d\d(:\d\d)?\s([+-]\d{4}|[A-Z]{1,5})/;

function isShouted(subject: string): boolean {
  const letters = subject.match(/\p{L}/gu)?.length ?? 0;
  const upper = subject.match(/\p{Lu}/gu)?.length ?? 0;
  return letters >= 8 && upper > letters * 0.7;
}

const freeMail =
  /@(gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|aol|icloud|gmx|web|mail|proton|protonmail|yandex|qq|163|126|excite|lycos|netscape|earthlink|juno)\./i;

function addressTraits(raw: RawHeaders): string[] {
  const from = first(raw, 'from');
  const replyTo = first(raw, 'reply-to');
  const domain = domainIn(from);
  const name = from.split('<')[0]!.replaceAll(/["']/g, '').trim();
  const local = /([^\s<>"@]{1,100})@/.exec(from)?.[1] ?? '';
  const traits: string[] = [];
  if (domain === '') traits.push('from:none');
  if (freeMail.test(from)) traits.push('from:free-mail');
  if (!from.includes('<') || name === '') traits.push('from:no-name');
  else if (name.includes('@')) traits.push('from:name-is-address');
  if ((local.match(/\d/g)?.length ?? 0) >= 4) traits.push('from:digits');
  if (/no-?reply|do-?not-?reply/i.test(local)) traits.push('from:no-reply');
  if (replyTo !== '' && domainIn(replyTo) !== domain) {
    traits.push('reply-to:differs');
    if (freeMail.test(replyTo) && !freeMail.test(from)) traits.push('reply-to:free-mail');
  }
  const path = first(raw, 'return-path');
  if (path.includes('@') && domainIn(path) !== domain) traits.push('return-path:differs');
  const id = domainIn(first(raw, 'message-id'));
  if (id !== '') traits.push(id === domain ? 'message-id:own' : 'message-id:foreign');
  const to = first(raw, 'to').toLowerCase();
  if (local !== '' && to.includes(`${local}@${domain}`.toLowerCase())) traits.push('to:self');
  if ((to.match(/@/g)?.length ?? 0) > 4) traits.push('to:many');
  return traits;
}

/** The registrable part of the first address's domain, roughly: `acme.co.uk` of `mail.acme.co.uk`. */
export function domainIn(value: string): string {
  const labels = (/@([\w.-]{1,255})/.exec(value)?.[1] ?? '').toLowerCase().split('.');
  const isSecondLevel = /^(co|com|org|net|ac|gov|edu)$/.test(labels.at(-2) ?? '');
  return labels.slice(isSecondLevel ? -3 : -2).join('.');
}

/** Programs that people write with, and what advertisers pretend to use. */
const mailers: [RegExp, string][] = [
  [/outlook express/i, 'outlook-express'],
  [/microsoft (office )?outlook|exchange|internet mail service/i, 'outlook'],
  [/thunderbird|mozilla|netscape/i, 'mozilla'],
  [/apple mail|iphone|ipad/i, 'apple'],
  [/mutt|k-?mail|evolution|pine|gnus|exmh|sylpheed|claws|vm |mh-e|elm/i, 'unix'],
  [/eudora|lotus|pegasus|calypso|opera/i, 'other-program'],
  [/the bat/i, 'the-bat'],
  [/squirrel|roundcube|horde|imp|yahoo|hotmail|webmail|zimbra|zoho/i, 'web'],
  [/mailchimp|brevo|sendinblue|hubspot|constant|campaign|newsletter|listserv|lyris/i, 'campaign'],
  [/php|perl|python|java|mime::|swift|nodemailer|sendmail/i, 'script'],
];

function mailerTrait(raw: RawHeaders): string {
  const mailer = first(raw, 'user-agent') || first(raw, 'x-mailer');
  if (mailer === '') return 'mailer:none';
  return `mailer:${mailers.find(([pattern]) => pattern.test(mailer))?.[1] ?? 'unknown'}`;
}

const charsets: [RegExp, string][] = [
  [/us-ascii/i, 'ascii'],
  [/utf-?8/i, 'utf-8'],
  [/iso-8859-1\b|iso-8859-15|windows-1252/i, 'western'],
  [/gb|big5|euc|iso-2022|shift|ks_c/i, 'asian'],
  [/koi8|windows-1251|iso-8859-5/i, 'cyrillic'],
];

function charsetTrait(raw: RawHeaders): string {
  const charset = /charset\s*=\s*"?([\w-]{2,40})/i.exec(first(raw, 'content-type'))?.[1];
  if (charset === undefined) return '';
  return `charset:${charsets.find(([pattern]) => pattern.test(charset))?.[1] ?? 'other'}`;
}
