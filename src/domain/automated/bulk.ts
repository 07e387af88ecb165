/** Mail to many, told from mail that a person sends through a group. */
import { lures } from './words.ts';
import { programs } from './senders.ts';
import { type Headers, type MailFacts, value } from './facts.ts';

export const massMailPrefix = 'Mass mail: ';

const campaignHeaders = [
  'x-campaign',
  'x-campaignid',
  'x-campaign-id',
  'x-campaign-name',
  'x-mailchimp-campaign-id',
  'x-mc-user',
  'x-mailgun-tag',
  'x-csa-complaints',
  'x-mailer-recptid',
  'x-mj-mid',
  'x-sib-id',
  'x-sfmc-stack',
  'x-hs-campaign-id',
  'x-mailing-list-id',
  'x-egoi-id',
  'x-newsletter',
  'x-rapidmail',
  'x-cleverreach',
  'x-mailerlite-campaign',
  'x-ac-campaign',
  'x-klaviyo-message-id',
  'x-sendy',
];
const campaignMailers =
  /mailchimp|sendinblue|brevo|constant ?contact|cleverreach|newsletter|listserv|phplist|e-?goi|sarbacane|getresponse?|mailerlite|activecampaign|klaviyo|sendy|mailjet|acymailing|mailpoet|campaign ?monitor|rapidmail|benchmark/i;
const helpDesks = /whmcs|zendesk|freshdesk|otrs|zammad|kayako|osticket|helpscout|request tracker/i;

const senderMark = 'notification sender';

/** What speaks for a mailing to many, and how firmly; two points are enough. */
const bulkMarks: [points: number, says: string, test: (h: Headers, f: MailFacts) => boolean][] = [
  [2, 'Precedence', (h) => /^\s*(bulk|junk)\b/i.test(value(h, 'precedence'))],
  [2, 'one-click unsubscribe (RFC 8058)', (h) => h.has('list-unsubscribe-post')],
  [2, 'campaign headers', isCampaign],
  [2, senderMark, (_, f) => programs.test(f.from ?? '')],
  [2, 'list administration', (h) => /yes/i.test(value(h, 'x-list-administrivia'))],
  [2, 'sent by the list itself', isFromList],
  [
    1,
    'newsletter sender',
    (_, f) => /^(news|updates?|offers?|promo\w*|deals|product|marketing)@/i.test(f.from ?? ''),
  ],
  [2, 'List-Unsubscribe', (h) => h.has('list-unsubscribe') && !h.has('list-id')],
  [1, 'List-Unsubscribe beside List-Id', (h) => h.has('list-unsubscribe') && h.has('list-id')],
  [1, 'List-Id', (h) => h.has('list-id')],
  [1, 'Feedback-ID', (h) => h.has('feedback-id')],
  [1, 'X-Auto-Response-Suppress', (h) => /all|oof|autoreply/i.test(suppress(h))],
  [1, 'help desk', (h) => helpDesks.test(value(h, 'x-mailer'))],
];

function isCampaign(headers: Headers): boolean {
  return (
    campaignHeaders.some((name) => headers.has(name)) ||
    campaignMailers.test(value(headers, 'x-mailer'))
  );
}

/** A digest or an announcement bears the list's own address; a member's mail that of the member. */
function isFromList(headers: Headers, { from, replyTo }: MailFacts): boolean {
  const listId = listIdOf(headers);
  if (!listId || !from) return false;
  // Google Groups writes "Anna via sales" with the group's address, and Anna's in Reply-To.
  const answersTo = (replyTo ?? value(headers, 'reply-to')).toLowerCase();
  if (answersTo && !answersTo.includes(from.toLowerCase().replace('-request@', '@'))) return false;
  const [local = '', domain = ''] = from.toLowerCase().split('@');
  const list = local.replace(/-(?:request|bounces|owner|announce)$/, '');
  return listId === `${list}.${domain}` || listId === `${local}.${domain}`;
}

/** What speaks for a person: an answer in a thread, a discussion group, a mail program. */
const personMarks: [points: number, test: (h: Headers, f: MailFacts) => boolean][] = [
  [2, (h, f) => (h.has('in-reply-to') || h.has('references')) && isAnswer(h, f)],
  [2, (h, f) => (isDiscussionGroup(h) || isOwnGroup(h, f)) && !isFromList(h, f)],
  [1, (h) => personalMailers.test(value(h, 'user-agent') + value(h, 'x-mailer'))],
];

/** A sequence of cold mails also refers to the one before, with a link to leave it. */
function isAnswer(headers: Headers, { from }: MailFacts): boolean {
  return (
    !headers.has('list-unsubscribe') ||
    headers.has('list-id') ||
    headers.has('list-post') ||
    programs.test(from ?? '')
  );
}

const personalMailers =
  /thunderbird|mozilla|outlook|apple mail|iphone mail|ipad mail|mutt|k-?mail|evolution|roundcube|gnus|pine|eudora|the bat|exmh|claws|sylpheed|emclient|airmail|mailmate|horde|squirrelmail|geary|fairemail|k-9/i;

/** Bulk marks against personal ones: List headers alone may come from a group that people use. */
export function massMail(headers: Headers, facts: MailFacts): string | null {
  const marks = bulkMarks.filter(([, , test]) => test(headers, facts));
  const bulk = marks.reduce((sum, [points]) => sum + points, 0);
  if (bulk < 2) return null;
  const person = personMarks.reduce(
    (sum, [points, test]) => sum + (test(headers, facts) ? points : 0),
    0,
  );
  // An address alone is easily taken: what it says must not be bait.
  const isNamedOnly = marks.every(([, says]) => says === senderMark);
  if (isNamedOnly && isBait(facts)) return null;
  return bulk - person >= 2 ? massMailPrefix + marks.map(([, says]) => says).join(', ') : null;
}

/** Mail that only poses as a system's. */
export function isBait({ subject, text = '' }: MailFacts): boolean {
  return lures.test(`${subject}\n${text.slice(0, 3_000)}`.toLowerCase());
}

/**
 * A group to which one can write: it names the address for posts (RFC 2369, 3.4), bears the marks
 * of Mailman or Google Groups, or the message is addressed to the list itself.
 */
export function isDiscussionGroup(headers: Headers): boolean {
  if (/mailto:/i.test(value(headers, 'list-post'))) return true;
  const marks = ['mailing-list', 'x-beenthere', 'x-mailman-version', 'x-google-group-id'];
  if (marks.some((name) => headers.has(name))) return true;
  if (
    /googlegroups|groups\.google|-(leave|request)@|\+unsubscribe@/i.test(
      value(headers, 'list-unsubscribe'),
    )
  ) {
    return true;
  }
  const listId = listIdOf(headers);
  const addressed = `${value(headers, 'to')},${value(headers, 'cc')}`.toLowerCase();
  return listId !== undefined && addressed.replaceAll('@', '.').includes(listId);
}

/** A stranger writes to a group under the recipient's own domain: it hands on, and sends nothing. */
function isOwnGroup(headers: Headers, { from }: MailFacts): boolean {
  const listId = listIdOf(headers);
  const sender = from?.split('@')[1]?.toLowerCase();
  if (listId === undefined || sender === undefined) return false;
  const recipients = `${value(headers, 'to')},${value(headers, 'cc')}`.toLowerCase();
  const domains = Array.from(recipients.matchAll(/@([\p{L}\d.-]+)/gu), ([, domain = '']) => domain);
  return domains.some((domain) => domain !== sender && `.${listId}`.endsWith(`.${domain}`));
}

function listIdOf(headers: Headers): string | undefined {
  return /<([^<>]+)>/.exec(value(headers, 'list-id'))?.[1]?.toLowerCase();
}

function suppress(headers: Headers): string {
  return value(headers, 'x-auto-response-suppress');
}
