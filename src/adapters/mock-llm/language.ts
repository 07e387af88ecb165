import { type Language, languages, stopWords } from './languages.ts';

/** The words that are looked at: enough to be sure. */
const wordCap = 400;
/** Fewer stop words than this tell nothing. */
const leastEvidence = 2;

/** Which languages a word tells of; a word of two languages counts for each of them by half. */
const index = buildIndex();

/**
 * The language of a text by its stop words. Good from some twenty words on.
 * @returns `en` where it cannot be told
 */
export function languageOf(text: string): Language {
  const scores = new Map<Language, number>();
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
  return best && best[1] >= leastEvidence ? best[0] : languages[0];
}

function buildIndex(): Map<string, Language[]> {
  const built = new Map<string, Language[]>();
  for (const language of languages) {
    for (const word of new Set(stopWords[language].split(' '))) {
      built.set(word, [...(built.get(word) ?? []), language]);
    }
  }
  return built;
}
