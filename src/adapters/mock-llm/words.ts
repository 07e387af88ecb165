/** A text as the vocabulary sees it: folded words in their order. */
export type Words = readonly string[];

/**
 * Lower-cased words without diacritics; apostrophes and hyphens part them (`l'équipe` is `l`,
 * `equipe`). Digits are words too, so that phrases such as `24 7` work.
 */
export function wordsOf(text: string): Words {
  return fold(text).match(/[a-z0-9]+/g) ?? [];
}

/** Compatibility forms unified, accents dropped: `Größe` becomes `grosse`. */
export function fold(text: string): string {
  // Most mail is plain ASCII, and unfolding it costs more than all the looking up.
  if (!/[^\0-\x7F]/.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}
