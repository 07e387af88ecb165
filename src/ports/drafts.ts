/** Drafts, and where they go. */
import type { Category, Urgency } from '../domain/category.ts';
import type { Draft, DraftStatus, DraftVersion, NewDraft } from '../domain/draft.ts';
import type { Page } from './ledger.ts';

export interface DraftFilter {
  category?: Category;
  status?: DraftStatus;
  urgency?: Urgency;
  account?: string;
  q?: string;
  limit: number;
  /** Rows before this id. */
  cursor?: number;
}

export interface DraftEdit {
  reply?: { subject?: string; body?: string };
  category?: Category;
  urgency?: Urgency;
}

export type EditResult =
  | { kind: 'edited'; draft: Draft }
  | { kind: 'missing' }
  | { kind: 'stale'; version: number }
  /** Such as a reply edited on a draft that has none, or one that was sent. */
  | { kind: 'refused'; reason: string };

export type PutResult =
  | { kind: 'created' | 'revised' | 'unchanged'; draft: Draft }
  /** A higher revision of a draft that a person has touched. */
  | { kind: 'conflict'; reason: string };

/** `reopen` undoes the others, and takes a failed or unknown sending, or one not begun, in hand again. */
export type Review = 'approve' | 'reject' | 'reopen';

/** Who asks for a change; null: nobody signed in, or a program. */
export type PersonName = string | null;

export interface DraftStore {
  list(filter: DraftFilter): Promise<Page<Draft>>;
  /** The ids next to a draft in the list that a filter gives; its `limit` and `cursor` do not matter. */
  neighbours(
    id: number,
    filter: DraftFilter,
  ): Promise<{ newer: number | null; older: number | null }>;
  get(id: number): Promise<Draft | null>;
  byMessage(message: number): Promise<Draft | null>;
  /** How many were made since then (ISO 8601 UTC), by category. */
  countsSince(since: string): Promise<Partial<Record<Category, number>>>;
  versions(id: number): Promise<DraftVersion[] | null>;
  /** Idempotent on `key`, see `POST /drafts`. */
  put(draft: NewDraft): Promise<PutResult>;
  edit(id: number, version: number, edit: DraftEdit, by: PersonName): Promise<EditResult>;
  review(id: number, version: number, review: Review, by: PersonName): Promise<EditResult>;
}

/** Where the agent role's drafts go when the API is another process with a database of its own. */
export interface DraftSink {
  /** `kept` when a person has changed what is there. Rejects `api.unavailable` or `api.rejected`. */
  deliver(draft: NewDraft, signal: AbortSignal): Promise<'stored' | 'kept'>;
}
