import { companyLabel, labelAsName, spelledLabel } from './company/sender-domain.ts';
import { legalName, looksLikeName, matchesLabel, saysItsKind } from './company/names.ts';
import { isDepartment, isJobTitle, letters, plain } from './company/job-titles.ts';
import { correspondent, type Mail } from './mail.ts';
import type { CrmRecord } from './message.ts';

const maxLines = 12;
const maxLine = 120;
const maxLength = 60;

/** A piece of a signature's line, and which line that is. */
interface Piece {
  text: string;
  line: number;
  kind: 'name' | 'title' | 'other';
}

/**
 * The sender's company and role as the signature gives them, or else the company as the domain
 * names it: for a person to check, where the CRM knows nobody. Null rather than a bad guess, for
 * machine-made mail, and for mail that addresses a model: the guess goes into prompts.
 *
 * Whatever the signature holds, the fields are short single lines without links and markup.
 * `source` is `guess:signature` or `guess:domain`.
 */
export function guessedCompany(mail: Mail): CrmRecord | null {
  const sender = correspondent(mail);
  if (!sender || mail.automated !== null || mail.injection.suspected) return null;
  const label = companyLabel(sender.address);
  const names = new Set([...wordsOf(sender.name), ...wordsOf(mail.from?.name ?? '')]);
  const pieces = piecesOf(signatureOf(mail, names), names);
  const signed = companyIn(pieces, label);
  const company = signed ?? (isOurs(mail, label) ? null : companyOfLabel(mail, label, names));
  if (!company) return null;
  const title = pieces.find(({ kind, text }) => kind === 'title' && isShown(text));
  return {
    company,
    industry: '',
    size: '',
    contactRole: title && letters(title.text) !== letters(company) ? title.text : '',
    source: signed ? 'guess:signature' : 'guess:domain',
  };
}

/** A colleague, or somebody who pretends to be one. */
function isOurs({ recipients: [first] }: Mail, label: string | null): boolean {
  return first !== undefined && companyLabel(first.address) === label;
}

function wordsOf(name: string): string[] {
  return plain(name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
}

/** The signature; where none was told apart, the mail's last lines from the sender's name on. */
function signatureOf(mail: Mail, names: Set<string>): string[] {
  const lines = linesOf(mail.signature);
  if (lines.length > 0) return lines.slice(0, maxLines);
  const last = linesOf(mail.own.slice(-1_500)).slice(-8);
  const start = last.findLastIndex((line) => startsWithName(line, names));
  return start < 0 ? [] : last.slice(start);
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(cleaned)
    .filter((line) => line !== '' && line.length <= maxLine);
}

function startsWithName(line: string, names: Set<string>): boolean {
  const first = line.split(/[,|·•–—(]/u)[0] ?? '';
  return isOnlyName(first, names);
}

const honorific =
  'dott|drs?|ir|prof|ing|dipl|mag|mrs?|ms|miss|mme|mlle|sig|sra?|srta|herr|frau|dhr|mevr|eng';
const degree = 'msc|phd|mba|ba|bsc|ma';
/** Somebody, if not the one whom the address names. */
const addressed = new RegExp(`^(${honorific})\\b(\\.(ssa|ra))?\\.?\\s`, 'i');
const honorifics = new RegExp(`\\b(${honorific}|${degree})\\b(\\.(ssa|ra))?\\.?`, 'g');

function isOnlyName(text: string, names: Set<string>): boolean {
  const bare = plain(text).replace(honorifics, '');
  const words = wordsOf(bare);
  return (
    words.length > 0 &&
    words.length <= 5 &&
    words.filter((word) => names.has(word)).length > words.length / 2
  );
}

/** One line of plain text: a hostile sender may have written it. */
function cleaned(line: string): string {
  return line
    .slice(0, 2 * maxLine)
    .toWellFormed()
    .replaceAll(/<[^>]*>|\p{C}|\uFFFD/gu, ' ')
    .replaceAll(/\b(https?:\/\/|www\.)\S+|\S+@\S+/gi, ' ')
    .replaceAll(/[*_~`#<>{}[\]\\^=]+/g, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[\s\-–—|•·>,;:/]+|[\s\-–—|•·,;:/]+$/gu, '');
}

/** What follows a comma within a name, as in `Acme, Inc.` */
const formAhead =
  '(?:inc|ltd|limited|llc|llp|plc|co|corp|gmbh|pty|lda|ltda)\\b|(?:s|b|a|k|sp)\\.|a/s';
const separators = new RegExp(
  [
    '\\s*[|•·;]\\s*',
    '\\s+[-–—/]+\\s+',
    '\\s*//\\s*',
    `,\\s+(?!${formAhead})`,
    '\\s+(?:at|@|bei|chez|presso|bij|hos)\\s+',
  ].join('|'),
  'iu',
);

function piecesOf(lines: string[], names: Set<string>): Piece[] {
  return lines.flatMap((text, line) =>
    text
      .split(separators)
      .map(trimmed)
      .filter(Boolean)
      .map((text) => ({ text, line, kind: kindOf(text, names) })),
  );
}

function trimmed(text: string): string {
  return text
    .replace(/\s*\([^()]{0,60}\)\s*$/, '')
    .replace(/^[^(]*\)$|\([^)]*$/, (part) => part.replace(/[()].*$/, ''))
    .replace(/^["'“”„«»\s]+|["'“”„«»\s,;:]+$/gu, '')
    .trim();
}

function kindOf(text: string, names: Set<string>): Piece['kind'] {
  if (legalName(text)) return 'other';
  if (isOnlyName(text, names)) return 'name';
  if (isJobTitle(text)) return 'title';
  return addressed.test(text) && !saysItsKind(text) ? 'name' : 'other';
}

/** The company's name: what its legal form shows, what the domain repeats, what its place says. */
function companyIn(pieces: Piece[], label: string | null): string | null {
  const legal = pieces.flatMap(({ text }) => legalName(text) ?? []).filter(isShown);
  const repeated = (text: string) => label !== null && matchesLabel(text, label);
  const others = pieces.filter(({ text, kind }) => kind === 'other' && isCandidate(text));
  const placed = others.filter((piece) => isPlacedLikeCompany(piece, pieces));
  return (
    legal.find(repeated) ??
    legal[0] ??
    others.find(({ text }) => repeated(text))?.text ??
    placed[0]?.text ??
    null
  );
}

/** Goes through phone numbers, addresses, closings and what else stands in signatures. */
function isCandidate(text: string): boolean {
  return (
    isShown(text) &&
    !isDepartment(text) &&
    !/\d{3}|\d\s\d/.test(text) &&
    !courtesies.test(plain(text))
  );
}

const courtesies = new RegExp(
  `\\b(${`regards wishes sincerely faithfully cheers thanks thank best yours love grusse gruss
    freundliche freundlichen mfg lg vg cordialement salutations cordially merci saludos gracias
    atentamente abrazo saluti cordiali grazie distinti groet groeten hoogachtend atenciosamente
    cumprimentos obrigado obrigada abraco pozdrawiam hilsen halsningar halsning mvh terveisin
    pozdravem tel phone fax mobile mobil handy telefon telefono sent gesendet envoye inviato
    enviado verstuurd confidential disclaimer unsubscribe registered ust vat hrb iban street
    road strasse rue calle via avenue ps pps`
    .split(/\s+/)
    .join('|')})\\b`,
);

/**
 * After a title on its line (`Buyer, Acme`); or on the line after the name or the title, where it
 * says what kind of house it is.
 */
function isPlacedLikeCompany(piece: Piece, pieces: Piece[]): boolean {
  if (!looksLikeName(piece.text)) return false;
  const at = pieces.indexOf(piece);
  const previous = pieces[at - 1];
  if (!previous || previous.kind === 'other') return false;
  if (previous.line === piece.line) return previous.kind === 'title' || saysItsKind(piece.text);
  return piece.line - previous.line === 1 && saysItsKind(piece.text);
}

/** A domain that is only the sender's own name says nothing of a company. */
function companyOfLabel(mail: Mail, label: string | null, names: Set<string>): string | null {
  if (!label) return null;
  const ownNames = [...names]
    .filter(() => !saysItsKind(correspondent(mail)?.name ?? ''))
    .toSorted((a, b) => b.length - a.length);
  const rest = ownNames.reduce((rest, name) => rest.replace(name, ''), letters(label));
  if (rest === '') return null;
  const told = [correspondent(mail)?.name, mail.signature, mail.own].join(' . ');
  const name = cleaned(spelledLabel(label, told) ?? labelAsName(label));
  return isShown(name) ? name : null;
}

function isShown(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= maxLength &&
    text.split(' ').length <= 8 &&
    /\p{L}{2}/u.test(text) &&
    !/[@<>{}[\]]|:\/\//.test(text)
  );
}
