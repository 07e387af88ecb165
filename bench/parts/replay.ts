/** A row by the names of its columns. */
export interface TableRow {
  table: string;
  row: Record<string, string | number | null>;
}

/** What the program did with one mail, for a reference that has to do the same. */
export interface ReplayedMail {
  uid: number;
  /** Its row in `message`. */
  id: number;
  /** The same bytes as an earlier mail's: neither parsed nor kept. */
  isCopy: boolean;
  /** Bodies of its requests to the LLM, in their order; empty where it was asked nothing. */
  calls: object[];
  /** All that was left of it in the database, but for its raw source. */
  rows: TableRow[];
}

/** A whole mailbox, worked by the program once. Written to a file as JSON. */
export interface Replay {
  mails: ReplayedMail[];
  /** Rows that belong to no single mail: the folder, and the tallies of the day. */
  rows: TableRow[];
}

/** What a process of `reference/` is told, as JSON on its command line. */
export interface ReferenceJob {
  /** The file of the replay. */
  replay: string;
  /** Up to and with `/v1`. */
  llmUrl: string;
  /** Mails in work at once. */
  concurrency: number;
}
