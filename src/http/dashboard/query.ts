import type { ParsedUrlQuery } from 'node:querystring';
import { categories, urgencies, type Category, type Urgency } from '../../domain/category.ts';
import { draftStatuses, type DraftStatus } from '../../domain/draft.ts';
import type { DraftFilter } from '../../ports.ts';

/** What the address of a table page asks for. */
export interface TableQuery {
  category: Category | null;
  status: DraftStatus | null;
  urgency: Urgency | null;
  /** The search text as it was typed; empty for none. */
  q: string;
  /** Rows before this draft id; null on the first page. */
  cursor: number | null;
}

const pageSize = 50;

/** Reads an address leniently: what makes no sense is left out, for a person may have typed it. */
export function readQuery(query: ParsedUrlQuery): TableQuery {
  return {
    category: oneOf(categories, query.category),
    status: oneOf(draftStatuses, query.status),
    urgency: oneOf(urgencies, query.urgency),
    q: (single(query.q) ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed(),
    cursor: readId(single(query.cursor)),
  };
}

export function filterOf({ category, status, urgency, q, cursor }: TableQuery): DraftFilter {
  return {
    limit: pageSize,
    ...(category && { category }),
    ...(status && { status }),
    ...(urgency && { urgency }),
    ...(q.trim() && { q: q.trim() }),
    ...(cursor !== null && { cursor }),
  };
}

/** The address that `readQuery` reads back to the same query. */
export function hrefOf(path: string, query: Partial<TableQuery>): string {
  const params = new URLSearchParams();
  for (const name of ['category', 'status', 'urgency', 'q', 'cursor'] as const) {
    const value = query[name];
    if (value) params.set(name, String(value));
  }
  return params.size > 0 ? `${path}?${params.toString()}` : path;
}

/** A row id or a cursor; null for anything else. */
export function readId(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function oneOf<T extends string>(known: readonly T[], value: string | string[] | undefined) {
  return known.find((one) => one === single(value)) ?? null;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
