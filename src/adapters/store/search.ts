import type { DataSource } from 'typeorm';

type Index = 'draft_search' | 'message_search';

/** Shorter beginnings have no index of their own and would read half of the words that there are. */
const shortestBeginning = 3;
/** Longer ones have none either. */
const longestIndexed = 4;
/** So many words are looked up one by one, a tenth of a millisecond each. */
const wordsLooked = 100;

/**
 * A person's search as an FTS5 expression, or null when there is no word in it, which matches
 * nothing. All words must occur. Each is quoted, so that none is taken for an operator. Where
 * nothing has them all as they stand, the last is taken for the beginning of one, for people
 * search as they type: not sooner, since a beginning costs what all the words with it cost.
 */
export async function matchWords(
  reader: DataSource,
  index: Index,
  q: string,
): Promise<string | null> {
  const words = q.match(/[\p{L}\p{N}_]+/gu)?.slice(0, 12) ?? [];
  const last = words.at(-1);
  if (last === undefined) return null;
  const whole = words.map((word) => `"${word}"`).join(' AND ');
  if (last.length < shortestBeginning) return whole;
  const found = await reader.query<unknown[]>(
    `select rowid from ${index} where ${index} match ? limit 1`,
    [whole],
  );
  if (found.length > 0) return whole;
  const begun = await beginning(reader, index, last);
  return [...words.slice(0, -1).map((word) => `"${word}"`), begun].join(' AND ');
}

/**
 * What matches the words that begin so. FTS5 gathers all rows of all of them before it gives the
 * first, save where the beginning is indexed: of words that every second reply has, this takes long.
 * Of words that it is told one by one it reads no more than it gives.
 */
async function beginning(reader: DataSource, index: Index, word: string): Promise<string> {
  const any = `"${word}"*`;
  // Other letters are folded by rules of FTS5's own.
  if (word.length <= longestIndexed || !/^[a-z0-9]+$/i.test(word)) return any;
  const first = word.toLowerCase();
  const rows = await reader.query<{ term: string | null }[]>(
    `with recursive word (term) as (
       select (select term from ${index}_words where term >= ?1 limit 1)
       union all
       select (select term from ${index}_words where term >= word.term || char(1) limit 1)
       from word where substr(word.term, 1, length(?1)) = ?1
     ) select term from word limit ${wordsLooked}`,
    [first],
  );
  const terms = rows.flatMap(({ term }) => (term?.startsWith(first) ? [term] : []));
  if (terms.length === 0 || terms.length === rows.length) return any;
  return `(${terms.map((term) => `"${term}"`).join(' OR ')})`;
}

/** What drafts are filtered by. */
export interface Facets {
  category?: string;
  status?: string;
  urgency?: string;
  account?: string;
}

/** Of no word that a person can search for; so many of them that all facets begin with the same. */
const facetMark = '\ue000'.repeat(4);

/**
 * A filter as one word, which the full-text row of every draft that fits it holds: FTS5 reads its
 * rows in the order of ids and with those of a search, which no set of ordinary indexes does. One
 * for all that is filtered by, however it is combined: of two words that many drafts have and none
 * has both, FTS5 would go through all. In hex, so that any text is one word.
 */
export function facetOf({
  category = '',
  status = '',
  urgency = '',
  account = '',
}: Facets): string {
  // The account last: only it may hold any character.
  const text = [category, status, urgency, account].join('|');
  return facetMark + Buffer.from(text).toString('hex');
}

/** All words that a draft is found by: of every filter that it fits. */
export function facetsOf(draft: Required<Facets>): string {
  let filters: Facets[] = [{}];
  for (const [name, value] of Object.entries(draft)) {
    filters = filters.flatMap((filter) => [filter, { ...filter, [name]: value }]);
  }
  return filters.slice(1).map(facetOf).join(' ');
}

/** Without lone surrogates: they have no UTF-8, and SQLite would make three odd characters of each. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
