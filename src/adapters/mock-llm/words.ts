/** A text as the vocabulary sees it: folded words in their order. */
export type Words = readonly string[];

/** Scripts that are written without spaces, or whose endings stick to the word: a letter is a word. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}])[\p{L}\p{N}])+/gu;

/**
 * Lower-cased words without diacritics; apostrophes and hyphens part them (`l'équipe` is `l`,
 * `equipe`). Digits are words too, so that phrases such as `24 7` work. Of Chinese, Japanese, Korean
 * and Thai each character is a word, so that a phrase is found wherever it stands.
 */
export function wordsOf(text: string): Words {
  const folded = fold(text);
  return folded.match(isPlain(folded) ? /[a-z0-9]+/g : word) ?? [];
}

/** Compatibility forms unified, accents dropped: `Größe` becomes `grosse`. */
export function fold(text: string): string {
  // Most mail is plain ASCII, and unfolding it costs more than all the looking up.
  if (isPlain(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase();
  return bare.replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('ı', 'i');
}

function isPlain(text: string): boolean {
  return !/[^\0-\x7F]/.test(text);
}
