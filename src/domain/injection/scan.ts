/** One pass over a text: its sentences, with the words in them that are evidence of anything. */
import { kind, kindsOf, pieceAt } from './lexicon/index.ts';
import { opensPhrase } from './lexicon/phrases.ts';

export interface Mark {
  at: number;
  end: number;
  /** Number of the word within its sentence. */
  word: number;
  /** See `kind`. */
  mask: number;
}

export interface Sentence {
  at: number;
  end: number;
  /** Of all its marks. */
  mask: number;
  marks: Mark[];
}

/** A text without full stops is cut here. */
const maxWords = 60;
const maxWord = 40;

const [letter, spaceless, stop, newline, quote, bracket] = [1, 2, 3, 4, 5, 6];
/** By code unit: a look-up is many times faster than a regular expression for each character. */
const sorts = new Uint8Array(0x1_0000);
for (const [from, to, sort] of [
  [0x30, 0x39, letter],
  [0x61, 0x7a, letter],
  [0xc0, 0x1fff, letter],
  [0xe00, 0xe7f, spaceless],
  [0x2c00, 0x2dff, letter],
  [0x3040, 0x30ff, spaceless],
  [0x3400, 0x9fff, spaceless],
  [0xac00, 0xd7af, spaceless],
  [0xf900, 0xfaff, spaceless],
] as const) {
  sorts.fill(sort, from, to + 1);
}
for (const char of '.!?;\u{37e}\u{61b}\u{61f}\u{964}\u{3002}\u{ff01}\u{ff1f}') {
  sorts[char.charCodeAt(0)] = stop;
}
for (const char of '"\u{201c}\u{201d}\u{201e}\u{ab}\u{bb}\u{300c}\u{300e}') {
  sorts[char.charCodeAt(0)] = quote;
}
sorts[0x0a] = newline;
sorts[0x3c] = bracket;
sorts[0x5b] = bracket;

const questionMarks = '?\u{37e}\u{61f}\u{ff1f}';
/** Of chat formats, and the end of the mail. */
const tags =
  /^(?:<\||\[\/?inst|<<\/?sys|<\/?(?:start|end)_of|<\/(?:e?mail|user|system|untrus|message))/;
/** What stands before, or behind, the name of a turn or of a field. */
const opening = '<[{|#_*%=-"\'`';
const closing = ':]>}|=_"\'`*%';

/** The sentences with evidence in them, in their order. `text` is in the form of `fold`. */
export function scan(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let sentence: Sentence = { at: 0, end: 0, mask: 0, marks: [] };
  let word = 0;

  const mark = (at: number, end: number, mask: number): void => {
    if (mask === 0) return;
    if ((mask & kind.turn) !== 0 && isMarkup(text, at, end)) mask |= kind.markup;
    sentence.marks.push({ at, end, word, mask });
    sentence.mask |= mask;
  };
  const close = (end: number): void => {
    sentence.end = end;
    if (sentence.mask !== 0) sentences.push(sentence);
    sentence = { at: end, end, mask: 0, marks: [] };
    word = 0;
  };

  for (let i = 0; i < text.length;) {
    const sort = sorts[text.charCodeAt(i)];
    if (sort === letter) {
      const end = endOfWord(text, i);
      if (end - i <= maxWord) mark(i, end, kindsAt(text, i, end));
      word++;
      i = end;
    } else if (sort === spaceless) {
      const piece = pieceAt(text, i);
      const end = i + (piece?.stem.length ?? 1);
      if (piece) mark(i, end, piece.mask);
      word++;
      i = end;
    } else {
      if (sort === quote && isOpening(text, i)) mark(i, i + 1, kind.quotation);
      else if (sort === bracket && tags.test(text.slice(i, i + 8))) mark(i, i + 1, kind.opener);
      if (sort === stop && questionMarks.includes(text[i]!)) sentence.mask |= kind.question;
      i++;
      if (sort === stop ? isEnd(text, i) : sort === newline && isBlank(text, i)) close(i);
    }
    if (word > maxWords) close(i);
  }
  close(text.length);
  return sentences;
}

function kindsAt(text: string, at: number, end: number): number {
  const word = text.slice(at, end);
  const mask = kindsOf(word);
  const isIdle = (mask & kind.opener) !== 0 && !opensPhrase(text, at, word);
  return isIdle ? mask & ~kind.opener : mask;
}

function endOfWord(text: string, at: number): number {
  while (at < text.length && sorts[text.charCodeAt(at)] === letter) at++;
  return at;
}

/** A full stop within a word ends nothing; those of East Asia always do. */
function isEnd(text: string, next: number): boolean {
  return text.charCodeAt(next - 1) > 0x2000 || sorts[text.charCodeAt(next)] !== letter;
}

/** Whether a line without text begins here. */
function isBlank(text: string, at: number): boolean {
  for (let i = at; i < at + 4; i++) {
    if (text[i] === '\n') return true;
    if (text[i] !== ' ' && text[i] !== '\r' && text[i] !== '>') return false;
  }
  return false;
}

function isOpening(text: string, at: number): boolean {
  const next = sorts[text.charCodeAt(at + (text[at] === '«' && text[at + 1] === ' ' ? 2 : 1))];
  return (next === letter || next === spaceless) && sorts[text.charCodeAt(at - 1)] !== letter;
}

function isMarkup(text: string, at: number, end: number): boolean {
  const before = text.charAt(at - 1) === ' ' ? text.charAt(at - 2) : text.charAt(at - 1);
  const after = text.charAt(end) === ' ' ? text.charAt(end + 1) : text.charAt(end);
  return (before !== '' && opening.includes(before)) || (after !== '' && closing.includes(after));
}
