import type { Category } from '../../domain/category.ts';
import { correspondent, type Mail } from '../../domain/mail.ts';
import { isCompany, isRole, localPart, topLevel } from './sender.ts';

/** A sign that lies in the make of a mail and not in its words. */
export interface StructuralSign {
  /** Evidence by category; negative where it speaks against one. */
  evidence: Partial<Record<Category, number>>;
  /** For people; empty where the sign says nothing that they would want to read. */
  says: string;
}

type Detect = (mail: Mail) => StructuralSign | null;

/** The signs that a mail shows, in the order of this file. */
export function structuralSigns(mail: Mail): StructuralSign[] {
  return detectors.map((detect) => detect(mail)).filter((sign) => sign !== null);
}

const detectors: Detect[] = [
  thread,
  discussion,
  feedItem,
  links,
  shadyLinks,
  shouting,
  obfuscation,
  money,
  headcount,
  attachments,
  roleSender,
  shadySender,
  company,
  noRecipient,
  foreignScript,
  question,
  bargain,
];

const answerPrefix = /^\s*(re|aw|sv|antw|rif|res|r)\s*(\[\d+\])?\s*:/i;

function thread({ subject, threadId, messageId, quoted }: Mail): StructuralSign | null {
  const isAnswer = answerPrefix.test(subject);
  const isThread = threadId !== null && threadId !== messageId;
  if (isThread) return { evidence: { Spam: -2.5, General: 0.8 }, says: 'part of a conversation' };
  if (isAnswer && quoted !== '') return { evidence: { Spam: -1.5, General: 0.8 }, says: '' };
  // An answer to nothing: a favourite of advertisers, and of mail programs that lose References.
  return isAnswer ? { evidence: { Spam: 0.3, General: 0.3 }, says: '' } : null;
}

/** `[list-name]` as list servers put it; not `[Ticket 812]`, and not what gateways add. */
const listTag =
  /^\s*(?:(?:re|fwd?|aw)\s*:\s*)*\[(?!ext|urgent|important|spam|action|ticket|case|support)[a-z][a-z .:/+_-]{1,30}\]/i;

function discussion({ subject, quoted }: Mail): StructuralSign | null {
  const isTagged = listTag.test(subject.slice(0, 200));
  if (!isTagged && quoted === '') return null;
  const strength = (isTagged ? 1.2 : 0) + (quoted === '' ? 0 : 0.8);
  const Support = isTagged ? -2 : -0.3;
  return {
    evidence: { Spam: -1.4 * strength, General: 1.2 * strength, Support, Lead: Support },
    says: isTagged ? 'comes through a group' : 'quotes what it answers',
  };
}

/** As feed readers mail an article: it may report on anything. */
function feedItem({ own }: Mail): StructuralSign | null {
  return /^\s*URL: https?:\/\/\S+\s+Date:/.test(own.slice(0, 2_000))
    ? { evidence: { General: 3, Spam: -4 }, says: 'an article from a feed' }
    : null;
}

function links({ own }: Mail): StructuralSign | null {
  const count = own.match(/https?:\/\//gi)?.length ?? 0;
  if (count < 4) return null;
  const isDense = count * 250 > own.length;
  return {
    evidence: { General: 0.8, Spam: isDense ? 0.4 : 0, Lead: -0.8, Support: -0.4 },
    says: 'many links',
  };
}

const shady =
  /https?:\/\/(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|\d{8,10}\b|[^\s/]{1,80}@|(bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|cutt\.ly|rb\.gy)\/|[^\s/]{1,80}\.(top|xyz|click|icu|loan|win|bid|buzz|cfd|tk|ml|ga|cf|gq|monster|rest|example\.(ru|top))\b)/i;

function shadyLinks({ own }: Mail): StructuralSign | null {
  return own.includes('://') && shady.test(own)
    ? { evidence: { Spam: 2.2 }, says: 'links to a number, a shortener or a throw-away domain' }
    : null;
}

function shouting({ subject, own }: Mail): StructuralSign | null {
  const isLoudSubject = isUpper(subject, 8);
  const isLoudText = isUpper(own, 60);
  const marks = (own.match(/!/g)?.length ?? 0) + 2 * (subject.match(/!/g)?.length ?? 0);
  const score =
    (isLoudSubject ? 0.9 : 0) +
    (isLoudText ? 1 : 0) +
    Math.min(1, marks / 6) -
    (marks < 3 ? 0.2 : 0);
  return score > 0.4 ? { evidence: { Spam: score }, says: 'capitals and exclamation marks' } : null;
}

function isUpper(text: string, least: number): boolean {
  const sample = text.slice(0, 1_000);
  const upper = sample.match(/\p{Lu}/gu)?.length ?? 0;
  if (upper * 2 < least) return false;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  return letters >= least && upper > 0.65 * letters;
}

const disguises = [
  /\b(v[1!|]agr[a@4]|viagr[@4]|c[1!|]al[1!|]s|m0ney|fr3[e3]|s[e3]x{2,}|[a-z]{2,12}0ff\b)/i,
  /\b(?:[a-z][.*_-]){4,}[a-z]\b/i,
  /[\u200B-\u200D\u2060\u00AD](?=\p{Script=Latin})/u,
  /\uFFFD.{0,40}\uFFFD.{0,40}\uFFFD/u,
];
/** Junk after white space makes each copy of a subject differ. */
const junkTail = /\S {4,}[a-z\d]{4,20}\s*$/i;

function obfuscation({ subject, text }: Mail): StructuralSign | null {
  const head = `${subject}\n${text.slice(0, 6_000)}`;
  const found = disguises.filter((pattern) => pattern.test(head)).length;
  const hits = found + (junkTail.test(subject) ? 1 : 0);
  return hits ? { evidence: { Spam: 1.2 + hits * 0.8 }, says: 'disguised words' } : null;
}

const fortune =
  /(?:[$€£]|\b(?:usd?|eur|gbp))\s?\d{1,3}(?:[.,]\d{3}){2,}|\b\d+([.,]\d+)? ?million (?:us|usd|dollars|euros?|pounds)/i;

function money({ subject, own }: Mail): StructuralSign | null {
  const text = `${subject}\n${own}`;
  if (fortune.test(text)) return { evidence: { Spam: 1.4 }, says: 'speaks of a fortune' };
  const amounts = text.match(/[$€£]\s?\d/g)?.length ?? 0;
  const isPriceList = amounts >= 3 && own.includes('://');
  return amounts >= 4 || isPriceList || text.includes('$$')
    ? { evidence: { Spam: isPriceList ? 1.6 : 0.8 }, says: 'many amounts of money' }
    : null;
}

/** Buyers say how many they are: "40 seats", "12 postes", "für 30 Nutzer". */
const heads =
  /\b\d{1,3}(?:[.,]?\d{3})? (?:people|persons|users?|seats|employees|staff|colleagues|customers|sites|stores|locations|properties|reps|agents|personen|leuten?|nutzer|mitarbeite\w{1,8}|arbeitsplätze|kunden|personnes|utilisateurs|postes|salariés|collaborateurs|personas|usuarios|empleados|puestos|persone|utenti|dipendenti|postazioni|gebruikers|medewerkers|mensen|pessoas|usuários|utilizadores|funcionários|colaboradores)(?!\p{L})/iu;

function headcount({ own }: Mail): StructuralSign | null {
  return heads.test(own) ? { evidence: { Lead: 0.9 }, says: 'says for how many' } : null;
}

const attachmentSigns: [RegExp, StructuralSign][] = [
  [
    /\.(exe|scr|pif|bat|cmd|vbs|js|jar|iso|img|lnk|hta|html?|ace)$/i,
    { evidence: { Spam: 2.2 }, says: 'carries a dangerous attachment' },
  ],
  [/\.ics$/i, { evidence: { General: 2.5 }, says: 'carries an invitation' }],
  [
    /\b(cv|resume|résumé|lebenslauf|curriculum|bewerbung|currículo)\b|_cv|cv_/iu,
    { evidence: { General: 2.5 }, says: 'carries a CV' },
  ],
  [
    /(invoice|rechnung|facture|factura|fattura|factuur|fatura|receipt|quittung)/i,
    { evidence: { General: 1.2 }, says: 'carries an invoice' },
  ],
  [/\b(rfp|rfq|tender|ausschreibung)/i, { evidence: { Lead: 1.5 }, says: 'carries a tender' }],
];

function attachments({ attachments: files }: Mail): StructuralSign | null {
  const names = files.slice(0, 20).map(({ name }) => name.replaceAll('_', ' '));
  return attachmentSigns.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? null;
}

const generalRoles =
  /^(no-?reply|do-?not-?reply|notifications?|newsletter|news|jobs|careers|hr|press|presse|redaktion|redaction|editor|billing|invoices?|accounting|accounts|buchhaltung|receipts?|orders?|shipping|events?|alerts?|digest|updates?|calendar|mailer-daemon|postmaster)\b/;

function roleSender(mail: Mail): StructuralSign | null {
  const local = localPart(correspondent(mail));
  return generalRoles.test(local)
    ? {
        evidence: { General: 1.2, Lead: -0.5, Support: -0.5 },
        says: `sent by ${local.slice(0, 30)}@`,
      }
    : null;
}

function shadySender({ from }: Mail): StructuralSign | null {
  if (!from) return { evidence: { Spam: 0.4 }, says: 'no sender' };
  const isThrowAway = /^(top|xyz|click|icu|loan|win|bid|buzz|cfd|tk|ml|ga|cf|gq|monster)$/.test(
    topLevel(from),
  );
  if (isThrowAway) return { evidence: { Spam: 1.6 }, says: 'throw-away domain' };
  const local = localPart(from);
  const digits = local.match(/\d/g)?.length ?? 0;
  const isNoise = digits >= 4 && digits * 2 >= local.length - 4 && !isRole(from);
  return isNoise ? { evidence: { Spam: 0.7 }, says: 'sender name of letters and digits' } : null;
}

/** Customers and buyers write from their company; that alone says nothing of the category. */
function company(mail: Mail): StructuralSign | null {
  return isCompany(correspondent(mail))
    ? { evidence: { Lead: 0.3, Spam: -0.1 }, says: 'company address' }
    : null;
}

function noRecipient({ recipients }: Mail): StructuralSign | null {
  const isHidden = recipients.some(({ name, address }) => /undisclosed/i.test(name + address));
  return isHidden ? { evidence: { Spam: 0.9 }, says: 'hidden recipients' } : null;
}

/** Mail in other letters than ours: mostly for somebody else, or a customer abroad. */
function foreignScript({ own }: Mail): StructuralSign | null {
  const sample = own.slice(0, 1_000);
  const foreign = sample.match(/(?!\p{Script=Latin})\p{L}/gu)?.length ?? 0;
  return foreign > 30 && foreign * 3 > sample.length
    ? { evidence: { General: 0.3, Spam: 0.3 }, says: 'not in Latin letters' }
    : null;
}

/** Who opens with a question mostly wants to buy or is stuck. */
function question({ threadId, messageId, own }: Mail): StructuralSign | null {
  const isOpening = threadId === null || threadId === messageId;
  return isOpening && own.includes('?')
    ? { evidence: { Lead: 0.35, Support: 0.35 }, says: '' }
    : null;
}

function bargain({ subject, own }: Mail): StructuralSign | null {
  return /\b\d{2} ?% (?:off|discount|rabatt|de réduction|de descuento|di sconto|korting|de desconto)/i.test(
    `${subject}\n${own}`,
  )
    ? { evidence: { Spam: 1.6 }, says: 'advertises a bargain' }
    : null;
}
