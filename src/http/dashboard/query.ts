import type { ParsedUrlQuery } from 'node:querystring';
import { categories, type Category } from '../../domain/category.ts';
import type { DraftFilter } from '../../ports.ts';

/** What the address of a table page asks for. */
export interface TableQuery {
  category: Category | null;
  /** The search text as it was typed; empty for none. */
  q: string;
  /** Rows before this draft id; null on the first page. */
  cursor: number | null;
}

const pageSize = 50;

/** Reads an address leniently: what makes no sense is left out, for a person may have typed it. */
export function readQuery(query: ParsedUrlQuery): TableQuery {
  const category = categories.find((known) => known === single(query.category));
  return {
    category: category ?? null,
    q: (single(query.q) ?? '').slice(0, 200),
    cursor: readId(single(query.cursor)),
  };
}

export function filterOf({ category, q, cursor }: TableQuery): DraftFilter {
  return {
    limit: pageSize,
    ...(category && { category }),
    ...(q.trim() && { q: q.trim() }),
    ...(cursor !== null && { cursor }),
  };
}

/** The address that `readQuery` reads back to the same query. */
export function hrefOf(path: string, { category, q, cursor }: TableQuery): string {
  const params = new URLSearchParams();
  if (category) params.set('category', category);
  if (q) params.set('q', q);
  if (cursor !== null) params.set('cursor', String(cursor));
  return params.size > 0 ? `${path}?${params.toString()}` : path;
}

/** A row id or a cursor; null for anything else. */
export function readId(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
