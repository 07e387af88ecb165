/**
 * A person's search words as an FTS5 query: each word quoted, so that none is taken for an
 * operator; all must occur; the last may be the beginning of a word, for people type as they read.
 * Words of punctuation alone are dropped, and what is left of nothing matches nothing.
 */
export function searchWords(q: string): string {
  const words = q.match(/[\p{L}\p{N}_]+/gu)?.slice(0, 12) ?? [];
  if (words.length === 0) return '""';
  return words.map((word, i) => `"${word}"${i === words.length - 1 ? '*' : ''}`).join(' ');
}

/** Without lone surrogates: they have no UTF-8, and SQLite would make three odd characters of each. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
