import { stripped } from '../text.ts';
import { grammar } from './grammar.ts';
import { kind, type Kind, type Words } from './kinds.ts';
import { machines } from './machines.ts';
import { openers } from './phrases.ts';
import { replies } from './replies.ts';
import { rules } from './rules.ts';
import { sorting } from './sorting.ts';

export { kind } from './kinds.ts';

/** Stems are found by their first letters. */
const headLength = 3;
/** Scripts without blanks between words, or with endings that are glued on. */
const spaceless = /[\u{E00}-\u{E7F}\u{3040}-\u{30FF}\u{3400}-\u{9FFF}\u{AC00}-\u{D7AF}]/u;

interface Stem {
  stem: string;
  mask: number;
}

const whole = new Map<string, number>();
const stems = new Map<string, Stem[]>();
/** By their first character. */
const pieces = new Map<string, Stem[]>();

for (const words of [machines, sorting, replies, rules, grammar]) enter(words);

for (const word of openers.keys()) enterWord(word, kind.opener);

function enter(words: Words): void {
  for (const [name, list] of Object.entries(words) as [Kind, string][]) {
    for (const word of stripped(list).trim().split(/\s+/)) enterWord(word, kind[name]);
  }
}

function enterWord(word: string, mask: number): void {
  const [first = ''] = word;
  if (spaceless.test(word)) add(pieces, first, { stem: word, mask });
  else if (!word.endsWith('*')) whole.set(word, (whole.get(word) ?? 0) | mask);
  else add(stems, word.slice(0, headLength), { stem: word.slice(0, -1), mask });
}

function add(map: Map<string, Stem[]>, key: string, entry: Stem): void {
  const entries = map.get(key);
  if (entries) entries.push(entry);
  else map.set(key, [entry]);
}

/** Mail repeats its words; emptied when it has grown, so that a flood of new ones is no harm. */
const seen = new Map<string, number>();
const maxSeen = 20_000;
const maxCopied = 12;

/** The kinds of a folded word. */
export function kindsOf(word: string): number {
  // A longer one would be a view that keeps the whole mail in memory.
  if (word.length > maxCopied) return lookUp(word);
  const known = seen.get(word);
  if (known !== undefined) return known;
  if (seen.size >= maxSeen) seen.clear();
  const mask = lookUp(word);
  seen.set(word, mask);
  return mask;
}

function lookUp(word: string): number {
  let mask = whole.get(word) ?? 0;
  for (const { stem, mask: more } of stems.get(word.slice(0, headLength)) ?? []) {
    if (word.startsWith(stem)) mask |= more;
  }
  return mask;
}

/** The longest entry that stands at a place of a text in such a script. */
export function pieceAt(text: string, at: number): Stem | undefined {
  let longest: Stem | undefined;
  for (const entry of pieces.get(text.charAt(at)) ?? []) {
    if (!text.startsWith(entry.stem, at)) continue;
    if (!longest || entry.stem.length > longest.stem.length) longest = entry;
    else if (entry.stem === longest.stem) longest = { ...entry, mask: entry.mask | longest.mask };
  }
  return longest;
}
