import type { DataSource } from 'typeorm';

/** Shorter beginnings have no index of their own and would read half of the words that there are. */
const shortestBeginning = 3;

/**
 * A person's search as an FTS5 expression, or null when there is no word in it, which matches
 * nothing. All words must occur. Each is quoted, so that none is taken for an operator. Where
 * nothing has them all as they stand, the last is taken for the beginning of one, for people
 * search as they type: not sooner, since a beginning costs what all the words with it cost.
 */
export async function matchWords(
  reader: DataSource,
  index: 'draft_search' | 'message_search',
  q: string,
): Promise<string | null> {
  const words = q.match(/[\p{L}\p{N}_]+/gu)?.slice(0, 12) ?? [];
  if (words.length === 0) return null;
  const whole = words.map((word) => `"${word}"`).join(' AND ');
  if ((words.at(-1)?.length ?? 0) < shortestBeginning) return inText(index, whole);
  const found = await reader.query<unknown[]>(
    `select rowid from ${index} where ${index} match ? limit 1`,
    [inText(index, whole)],
  );
  return inText(index, found.length > 0 ? whole : `${whole}*`);
}

/** Facets are no text: nobody finds a draft by searching for its status. */
function inText(index: string, expression: string): string {
  return index === 'draft_search' ? `- facets : (${expression})` : expression;
}

/**
 * What a draft is filtered by, as a word that its full-text row holds: FTS5 intersects a filter
 * with others and with a search in the order of ids, which no set of ordinary indexes does.
 * In hex, so that any text is one word.
 */
export function facet(column: string, value: string): string {
  return `${column}${Buffer.from(value).toString('hex')}`;
}

export function matchFacets(facets: string[]): string {
  return `facets : (${facets.join(' AND ')})`;
}

/** Without lone surrogates: they have no UTF-8, and SQLite would make three odd characters of each. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
