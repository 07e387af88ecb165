import { isFreeMail } from '../free-mail.ts';
import { letters } from './job-titles.ts';

/** Who sends in others' names: mailing services, help desks, forms, networks, lists. */
const others = new Set(
  `amazonses.com sendgrid.net sendgrid.com mailchimp.com mailchimpapp.net mcsv.net mcdlv.net
   rsgsv.net mandrillapp.com mailgun.org mailgun.net mailgun.com sparkpostmail.com
   postmarkapp.com mailjet.com mailersend.net mailerlite.com mlsend.com brevo.com
   sendinblue.com sib.com constantcontact.com ccsend.com createsend.com cmail19.com
   cmail20.com campaign-archive.com klaviyomail.com hubspotemail.net hubspot.com hs-send.com
   exacttarget.com salesforce.com marketo.com mktomail.com pardot.com getresponse.com
   activehosted.com activecampaign.com emlnk.com convertkit.com substack.com beehiiv.com
   ghost.io cleverreach.com rapidmail.de newsletter2go.com inxmail.com episerver.net
   optivo.com sendpulse.com customeriomail.com intercom-mail.com intercom.io zendesk.com
   freshdesk.com freshworks.com helpscout.net helpscout.com groovehq.com atlassian.net
   atlassian.com front.com gorgias.com reamaze.com typeform.com jotform.com wufoo.com
   formspree.io google.com googlegroups.com groups.io yahoogroups.com freelists.org
   calendly.com docusign.net docusign.com linkedin.com facebookmail.com xing.com twitter.com
   x.com github.com gitlab.com slack.com zoom.us microsoft.com eventbrite.com survey.com
   surveymonkey.com qualtrics.com shopify.com squarespace.com wix.com wordpress.com paypal.com
   stripe.com onmicrosoft.com sharepoint.com simplelogin.co appleid.com`.split(/\s+/),
);

/** Second-level registries such as `co.uk`. */
const registries =
  /^(ac|co|com|edu|gen|go|gob|gov|gouv|gv|ltd|me|mil|ne|net|nhs|nom|or|org|plc|sch)\.[a-z]{2}$/;

/** Boxes of providers that no list knows, and labels that say nothing. */
const sayNothing = [
  /mail|inbox|mbox|post(?!er)|corre[io]?o|correio|courriel/,
  /^(student|studenti|stud|alumni|alum|alu)(-|$)/,
  /^(poczta|example|localhost|home|web|office|host|server|domain)\d*$/,
  /^xn--/,
  /^\d+$/,
];

/** Sub-domains of lists, of systems, and of students, who are no company. */
const elsewhere = new RegExp(
  '^(lists?|groups?|mailman|listserv|news|newsletters?|bounces?|reply|notifications?' +
    '|students?|stud|alumni|alum|pbx|cron)\\.',
);

/** Local parts of machines and lists. */
const machines = [
  /^(no-?reply|do-?not-?reply|bounces?|mailer-daemon|postmaster|notifications?|notify)\b/,
  /^(newsletters?|news|listserv|majordomo|voicemail|scanner|printer|cron|root|alerts?)\b/,
  /-(request|owner|bounces?|leave|subscribe|unsubscribe)$/,
];

/**
 * The part of the domain that a company has chosen: `acme` of `ada@mail.acme.co.uk`. Null where the
 * address says nothing of a company: mailbox providers, mailing services, lists, machines.
 */
export function companyLabel(address: string): string | null {
  const [local, domain] = splitAddress(address);
  if (!/^[a-z0-9.-]+\.[a-z]{2,}$/.test(domain) || elsewhere.test(domain)) return null;
  if (machines.some((machine) => machine.test(local))) return null;
  const labels = domain.split('.');
  const above = labels.map((_, i) => labels.slice(i).join('.'));
  if (above.some((name) => isFreeMail(name) || others.has(name))) return null;
  const label = labels.at(registries.test(labels.slice(-2).join('.')) ? -3 : -2);
  if (!label || label.length < 2 || sayNothing.some((nothing) => nothing.test(label))) {
    return null;
  }
  return label;
}

function splitAddress(address: string): [string, string] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at).toLowerCase(), address.slice(at + 1).toLowerCase()];
}

/** Words that a name may consist of. */
const maxWords = 5;

/**
 * The label as the text writes it: `Energy Switch` for `energyswitch`. Null where the text does not
 * have it as a name.
 */
export function spelledLabel(label: string, text: string): string | null {
  const wanted = letters(label);
  const words = text.slice(0, 20_000).split(/\s+/).map(bare);
  for (let start = 0; start < words.length; start += 1) {
    if (!/^[\p{Lu}\p{Lo}\p{N}]/u.test(words[start] ?? '')) continue;
    let joined = '';
    for (let end = start; end < start + maxWords && end < words.length; end += 1) {
      joined = letters(joined + (words[end] ?? ''));
      if (joined === wanted) return words.slice(start, end + 1).join(' ');
      if (!wanted.startsWith(joined)) break;
    }
  }
  return null;
}

/** Without what stands round a word in a sentence; nothing where it is part of a link. */
function bare(word: string): string {
  return /[@/\\<>{}=]|www\./.test(word)
    ? ''
    : word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}!+]+$/gu, '');
}

/** `brightlane-logistics` as `Brightlane Logistics`, `ibm` as `IBM`. */
export function labelAsName(label: string): string {
  return label
    .split('-')
    .filter(Boolean)
    .map(
      (word) => legalForms.get(word) ?? (isAcronym(word) ? word.toUpperCase() : capitalised(word)),
    )
    .join(' ');
}

const legalForms = new Map([
  ['ag', 'AG'],
  ['gmbh', 'GmbH'],
  ['inc', 'Inc'],
  ['kg', 'KG'],
  ['llc', 'LLC'],
  ['ltd', 'Ltd'],
  ['sarl', 'SARL'],
  ['srl', 'Srl'],
]);

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function isAcronym(word: string): boolean {
  return word.length <= 5 && !/[aeiouy]/.test(word);
}
