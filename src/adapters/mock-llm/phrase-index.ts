import { fold, type Words } from './words.ts';

/** One element of a phrase: a word, a stem (`pric*`), or a gap (`~`) of up to three words. */
type Element = { word: string } | { stem: string } | 'gap';

interface Phrase<Sign> {
  sign: Sign;
  rest: Element[];
}

const longestGap = 3;

/**
 * Finds any number of phrases in one pass over the words: the first word of a phrase is looked up,
 * whole and by its stems, and only its candidates are compared. Time is linear in the words.
 */
export class PhraseIndex<Sign extends string> {
  readonly #byWord = new Map<string, Phrase<Sign>[]>();
  readonly #byStem = new Map<string, Phrase<Sign>[]>();
  readonly #stemLengths = new Set<number>();

  /** @param phrases divided by `|`; `*` ends a stem, ` ~ ` stands for up to three words */
  add(sign: Sign, phrases: string): void {
    for (const phrase of phrases.split('|')) {
      const [first, ...rest] = elementsOf(phrase);
      if (first === undefined || first === 'gap') continue;
      if ('stem' in first) this.#stemLengths.add(first.stem.length);
      const [index, key] =
        'stem' in first ? [this.#byStem, first.stem] : [this.#byWord, first.word];
      const known = index.get(key);
      if (known) known.push({ sign, rest });
      else index.set(key, [{ sign, rest }]);
    }
  }

  /** How many different phrases of each sign were seen; a word begins at most one of a sign. */
  count(words: Words): Map<Sign, number> {
    const counts = new Map<Sign, number>();
    const seen = new Set<Phrase<Sign>>();
    for (let at = 0; at < words.length; at++) {
      let last: Sign | null = null;
      for (const phrase of this.#candidates(words[at]!)) {
        const { sign, rest } = phrase;
        if (sign === last || !matches(words, at + 1, rest, 0)) continue;
        last = sign;
        if (seen.has(phrase)) continue;
        seen.add(phrase);
        counts.set(sign, (counts.get(sign) ?? 0) + 1);
      }
    }
    return counts;
  }

  *#candidates(word: string): Generator<Phrase<Sign>> {
    yield* this.#byWord.get(word) ?? [];
    for (const length of this.#stemLengths) {
      if (length <= word.length) yield* this.#byStem.get(word.slice(0, length)) ?? [];
    }
  }
}

function elementsOf(phrase: string): Element[] {
  const parts = fold(phrase).match(/[a-z0-9]+\*?|~/g) ?? [];
  return parts.map((part) => {
    if (part === '~') return 'gap';
    return part.endsWith('*') ? { stem: part.slice(0, -1) } : { word: part };
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
