import { type Language, languages, otherStopWords, stopWords } from './languages.ts';

/** The words that are looked at: enough to be sure. */
const wordCap = 400;
/** Fewer stop words than this tell nothing. */
const leastEvidence = 2;

/** Which languages a word tells of; a word of two languages counts for each of them by half. */
const index = buildIndex({ ...stopWords, ...otherStopWords });

/**
 * The language of a text by its stop words. Good from some twenty words on.
 * @returns `en` where it cannot be told, or where no letters are written in it
 */
export function languageOf(text: string): Language {
  const scores = new Map<string, number>();
  const words =
    text
      .slice(0, wordCap * 12)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  for (const word of words.slice(0, wordCap)) {
    const told = index.get(word);
    for (const language of told ?? []) {
      scores.set(language, (scores.get(language) ?? 0) + 1 / told!.length);
    }
  }
  const [best] = [...scores].toSorted((a, b) => b[1] - a[1]);
  const told = best && best[1] >= leastEvidence ? best[0] : languages[0];
  return isWritten(told) ? told : languages[0];
}

function isWritten(language: string): language is Language {
  return (languages as readonly string[]).includes(language);
}

function buildIndex(wordsOf: Record<string, string>): Map<string, string[]> {
  const built = new Map<string, string[]>();
  for (const [language, words] of Object.entries(wordsOf)) {
    for (const word of new Set(words.split(' '))) {
      built.set(word, [...(built.get(word) ?? []), language]);
    }
  }
  return built;
}
