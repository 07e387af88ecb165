import { type Words, wordsOf } from './words.ts';

/** One element of a phrase: a word, a stem (`pric*`), or a gap (`~`) of up to three words. */
type Element = { word: string } | { stem: string } | 'gap';

interface Phrase<Sign> {
  sign: Sign;
  /** The first word or stem. */
  start: string;
  rest: Element[];
}

const longestGap = 3;

/** Stems that begin a phrase lie under their first letters, so each has at least so many. */
const stemKey = 3;

/**
 * Finds any number of phrases in one pass over the words: the first word of a phrase is looked up,
 * and only its candidates are compared. Time is linear in the words.
 */
export class PhraseIndex<Sign extends string> {
  readonly #byWord = new Map<string, Phrase<Sign>[]>();
  readonly #byStem = new Map<string, Phrase<Sign>[]>();

  /** @param phrases divided by `|`; `*` ends a stem, ` ~ ` stands for up to three words */
  add(sign: Sign, phrases: string): void {
    for (const phrase of phrases.split('|')) {
      const [first, ...rest] = elementsOf(phrase);
      if (first === undefined || first === 'gap') continue;
      const isStem = 'stem' in first;
      const start = isStem ? first.stem : first.word;
      if (isStem && start.length < stemKey) throw new Error(`stem too short: ${phrase.trim()}`);
      const index = isStem ? this.#byStem : this.#byWord;
      const key = isStem ? start.slice(0, stemKey) : start;
      const known = index.get(key);
      if (known) known.push({ sign, start, rest });
      else index.set(key, [{ sign, start, rest }]);
    }
  }

  /** How many different phrases of each sign were seen. */
  count(words: Words): Map<Sign, number> {
    const seen = new Set<Phrase<Sign>>();
    for (const [at, word] of words.entries()) {
      for (const phrase of this.#byWord.get(word) ?? []) {
        if (matches(words, at + 1, phrase.rest, 0)) seen.add(phrase);
      }
      for (const phrase of this.#byStem.get(word.slice(0, stemKey)) ?? []) {
        if (word.startsWith(phrase.start) && matches(words, at + 1, phrase.rest, 0)) {
          seen.add(phrase);
        }
      }
    }
    const counts = new Map<Sign, number>();
    for (const { sign } of seen) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    return counts;
  }
}

function elementsOf(phrase: string): Element[] {
  return (phrase.match(/~|[^\s~*]+\*?/g) ?? []).flatMap((part): Element[] => {
    if (part === '~') return ['gap'];
    const words = wordsOf(part);
    return words.map((word, at) =>
      part.endsWith('*') && at === words.length - 1 ? { stem: word } : { word },
    );
  });
}

function matches(words: Words, at: number, elements: Element[], from: number): boolean {
  const element = elements[from];
  if (element === undefined) return true;
  if (element === 'gap') {
    for (let skipped = 0; skipped <= longestGap; skipped++) {
      if (matches(words, at + skipped, elements, from + 1)) return true;
    }
    return false;
  }
  const word = words[at];
  if (word === undefined) return false;
  const isHere = 'stem' in element ? word.startsWith(element.stem) : word === element.word;
  return isHere && matches(words, at + 1, elements, from + 1);
}
