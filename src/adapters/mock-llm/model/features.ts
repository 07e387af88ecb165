import { categories } from '../../../domain/category.ts';
import type { Mail } from '../../../domain/mail.ts';
import { conceptsIn } from '../concepts/index.ts';
import { domainName, isCompany, isRole, topLevel } from '../sender.ts';
import { scoresOf, type Seen } from '../signs.ts';
import { wordsOf } from '../words.ts';

/** Feature numbers lie below this; a model keeps as many of their bits as it has weights for. */
const space = 1 << 18;
/** What of a text is read: its beginning, where people say what they want, and its end. */
const headLength = 5_000;
const tailLength = 1_000;
/** Letters that a fragment of a word has. */
const fragment = 4;

/** A mail as the models see it: numbers of features, each with its value. */
export interface Features {
  numbers: Uint32Array;
  values: Float32Array;
}

/**
 * What the models weigh: words and pairs of words of subject and text, fragments of words (which
 * carry over to other forms and disguises), the traits of headers and structure, and the signs that
 * are known by name. Every block has the same length, however long the mail is.
 */
export function featuresOf(mail: Mail, seen: Seen[]): Features {
  return featuresWith(mail, seen, []);
}

/** The same with some features by their names. */
export function featuresWith(mail: Mail, seen: Seen[], named: string[]): Features {
  const builder = new Builder();
  const subject = tokensOf(mail.subject.slice(0, 300));
  const text = tokensOf(excerpt(mail.own));
  builder.block(0.8, [...pairs('s', subject)]);
  builder.block(1.3, [...pairs('b', subject), ...pairs('b', text)]);
  builder.block(0.6, [...surroundings(mail)]);
  builder.block(0.7, [...fragments(subject), ...fragments(text)]);
  const concepts = [...conceptsIn(wordsOf(`${mail.subject.slice(0, 300)}\n${excerpt(mail.own)}`))];
  builder.block(1.5, [...conceptFeatures(concepts)]);
  builder.block(1, [...crossings(concepts.map(([concept]) => concept))]);
  builder.block(1.2, [...shapes(mail)]);
  builder.block(1.4, [...mail.traits.map((trait) => hash('t', trait)), ...senderFeatures(mail)]);
  addSigns(builder, seen);
  for (const name of new Set(named)) builder.add(hash('n', name), 0.5);
  return builder.features();
}

/** Who signs, what is answered and what the files are called tell what the text takes for granted. */
function* surroundings({ signature, quoted, attachments }: Mail): Generator<number> {
  const names = attachments.slice(0, 10).map(({ name }) => name.replaceAll('_', ' '));
  const parts = { g: signature.slice(0, 400), q: quoted.slice(0, 800), a: names.join(' ') };
  for (const [block, text] of Object.entries(parts)) {
    const words = tokensOf(text);
    for (const word of words) yield hash(block, word);
    for (const concept of conceptsIn(words).keys()) yield hash(block, `concept ${concept}`);
  }
}

function excerpt(text: string): string {
  return text.length <= headLength + tailLength
    ? text
    : `${text.slice(0, headLength)}\n${text.slice(-tailLength)}`;
}

/** Words, with addresses and numbers by their kind: which ones they are tells of one mail only. */
function tokensOf(text: string): string[] {
  const masked = text
    .replaceAll(/https?:\/\/\S+|\bwww\.\S+/gi, ' xxurl ')
    .replaceAll(/[\w.+-]{1,80}@[\w.-]{1,80}/g, ' xxaddress ');
  return wordsOf(masked).map((word) =>
    /^\d/.test(word) ? `#${Math.min(5, word.length)}` : word.slice(0, 24),
  );
}

function* pairs(block: string, words: string[]): Generator<number> {
  let previous = hash(block, '^');
  for (const word of words) {
    const own = hash(block, word);
    yield own;
    yield mixed(previous, own);
    previous = own;
  }
}

function* fragments(words: string[]): Generator<number> {
  for (const word of new Set(words)) {
    if (word.length < fragment || word.startsWith('#')) continue;
    const framed = `_${word}_`;
    for (let at = 0; at + fragment <= framed.length; at++) {
      yield hash('c', framed.slice(at, at + fragment));
    }
  }
}

/** A concept that is named twice is surer than one that is named once. */
function* conceptFeatures(concepts: [string, number][]): Generator<number> {
  for (const [concept, count] of concepts) {
    yield hash('k', concept);
    if (count > 1) yield hash('k', `${concept}+`);
  }
}

/** What is said beside what: a price beside an order number is another matter than a price alone. */
function* crossings(concepts: string[]): Generator<number> {
  const sorted = concepts.toSorted().slice(0, 20);
  for (const [at, one] of sorted.entries()) {
    for (const other of sorted.slice(at + 1)) yield mixed(hash('x', one), hash('x', other));
  }
}

const shapePatterns: [name: string, pattern: RegExp][] = [
  ['reference', /(?:#|\bn[o°r]\.? ?|\b[A-Z]{1,5}-)\d{2}[\d/-]{1,20}/i],
  ['version', /\bv?\d{1,3}\.\d{1,3}(\.\d{1,3})?\b/],
  ['telephone', /\+?\d{2,4}[ /-]\d{2,4}[ /-]?\d{2,}/],
  ['money', /[$€£¥]\s?\d|\d\s?(?:[$€£¥]|eur|usd|gbp|chf|kr|zl)\b/i],
  ['percent', /\d\s?%/],
  ['time', /\b\d{1,2}[:.h]\d{2}\b/],
  ['emoji', /\p{Extended_Pictographic}/u],
  ['bullets', /\n\s*[-*•·]\s/],
  ['lower-case', /^[^\p{Lu}]{20,}$/u],
  ['form', /\n[^\n:]{2,30}:[^\n]{0,80}\n[^\n:]{2,30}:/],
];

/** How the text is made, whatever its language. */
function* shapes({ own, subject }: Mail): Generator<number> {
  const text = own.slice(0, headLength);
  for (const [name, pattern] of shapePatterns) if (pattern.test(text)) yield hash('f', name);
  if (/\d{3,}/.test(subject)) yield hash('f', 'subject-number');
  yield hash('f', `words:${Math.min(9, Math.floor(Math.log2(text.length + 1)))}`);
  yield hash('f', `questions:${Math.min(3, text.match(/[?？؟]/g)?.length ?? 0)}`);
  yield hash('f', `links:${Math.min(3, text.match(/https?:\/\//gi)?.length ?? 0)}`);
}

function senderFeatures(mail: Mail): number[] {
  const { from } = mail;
  const names = [
    `automated:${(mail.automated ?? 'no').split(/[:(]/)[0]!.trim()}`,
    `attachments:${Math.min(3, mail.attachments.length)}`,
    mail.hidden.length > 100 ? 'hidden' : '',
    mail.quoted.length > 0 ? 'quotes' : '',
    from && isCompany(from) ? 'company' : '',
    from && isRole(from) ? 'role' : '',
    from ? `tld:${topLevel(from)}` : 'nobody',
    mail.text.toLowerCase().includes(domainName(from)) ? 'names-own-domain' : '',
  ];
  return names.filter(Boolean).map((name) => hash('t', name));
}

function addSigns(builder: Builder, seen: Seen[]): void {
  for (const { topic, evidence, says } of seen) {
    const strongest = Math.max(...Object.values(evidence).map(Math.abs));
    if (strongest > 0) builder.add(hash('k', topic ?? says.slice(0, 40)), 0.3 * strongest);
  }
  const scores = scoresOf(seen);
  for (const category of categories) {
    builder.add(hash('k', category), Math.max(-1.5, Math.min(1.5, scores[category] / 4)));
  }
}

/** FNV-1a, 32 bits. */
function hash(block: string, name: string): number {
  let value = 0x811c9dc5 ^ block.charCodeAt(0);
  for (let at = 0; at < name.length; at++) {
    value = Math.imul(value ^ name.charCodeAt(at), 0x01000193);
  }
  return finished(value);
}

function mixed(a: number, b: number): number {
  return finished(Math.imul(a, 0x9e3779b1) ^ b);
}

/** Spreads what the low bits know over all of them (the end of MurmurHash3). */
function finished(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

class Builder {
  readonly #values = new Map<number, number>();

  add(number: number, value: number): void {
    const at = number % space;
    this.#values.set(at, (this.#values.get(at) ?? 0) + value);
  }

  /** Features that are there or not; together they have the length `norm`. */
  block(norm: number, numbers: number[]): void {
    const distinct = new Set(numbers);
    const value = norm / Math.sqrt(distinct.size);
    for (const number of distinct) this.add(number, value);
  }

  features(): Features {
    return {
      numbers: Uint32Array.from(this.#values.keys()),
      values: Float32Array.from(this.#values.values()),
    };
  }
}
