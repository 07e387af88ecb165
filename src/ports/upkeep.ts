/** What is not kept for ever: sources that are old, and everything of a sender who asks for it. */

/** Why a message has no source. */
export type SourceFate =
  /** It has one. */
  | 'kept'
  /** RAW_RETENTION_DAYS are over. */
  | 'dropped'
  /** Its sender's mail was purged. */
  | 'purged'
  /** It was never fetched. */
  | 'never';

/** What a purge looks for; `before` (ISO 8601 UTC) compares with when the mail arrived. */
export interface PurgeQuery {
  /** Lower-cased. */
  sender: string;
  before?: string;
}

export interface PurgePlan {
  /** Ledger rows whose sender it is. */
  messages: number[];
  /** Of these, they are in work now: their late results will be refused. */
  inWork: number;
  /** Drafts that came over `POST /drafts` and have no message here. */
  drafts: number[];
  /** Messages of others that name the address; these are left. */
  mentions: number;
}

/** Rows that were removed, and the ledger rows that were made tombstones. */
export interface Purged {
  messages: number;
  sources: number;
  mails: number;
  drafts: number;
  versions: number;
  outgoing: number;
  webhooks: number;
}

export interface UpkeepStore {
  /**
   * Drops the sources of messages that were taken in before then and have come to their end, at
   * most `limit` of them; those in quarantine, and those that another message needs, are left.
   * Hash, size and INTERNALDATE stay.
   * @param before ISO 8601 UTC
   * @param after where the last call left off; 0 to begin with
   * @returns `after` for the next call; null: what is left is younger
   */
  dropSources(
    before: string,
    limit: number,
    after: number,
  ): Promise<{ dropped: number; after: number | null }>;
  sourceFate(message: number): Promise<SourceFate>;
  /** Looks for all that is of a sender, and changes nothing. */
  planPurge(query: PurgeQuery): Promise<PurgePlan>;
  /** Removes what is of these messages and drafts but a tombstone each, in one transaction. */
  purge(some: { messages: number[]; drafts: number[] }): Promise<Purged>;
}
