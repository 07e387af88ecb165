/** Who did what: kept for every request that changed something. */
import type { PersonName } from './drafts.ts';
import type { Page } from './ledger.ts';

export interface AuditEntry {
  id: number;
  at: string;
  name: PersonName;
  /** Method and route, such as `POST /messages/:id/retry`. */
  action: string;
  /** What the route's `:id` was; null: it has none. */
  subject: string | null;
}

export interface AuditStore {
  note(entry: Omit<AuditEntry, 'id' | 'at'>): Promise<void>;
  /** The newest first. */
  list(filter: { limit: number; cursor?: number }): Promise<Page<AuditEntry>>;
}
