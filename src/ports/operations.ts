/** What those who run the program ask of the database. */
import type { OutgoingState } from '../domain/outgoing.ts';

/** How many jobs of a kind there are; each figure goes up to `countedUpTo` and no further. */
export interface JobFigures {
  /** Such as `process`, `deliver`, `save`, `send`. */
  kind: string;
  /** To be claimed now. */
  due: number;
  /** Not before a time. */
  waiting: number;
  /** Somebody works them. */
  held: number;
  /** Milliseconds for which the oldest due one has been due; 0: none is. */
  oldestDueMs: number;
}

/** Beyond it nobody needs the exact number, and counting must not cost more than it tells. */
export const countedUpTo = 10_000;

export interface OperationsStore {
  /** By kind; a kind without a job is left out. */
  jobs(): Promise<JobFigures[]>;
  /** Replies that are under way or stuck, each state up to `countedUpTo`. */
  outgoing(): Promise<Partial<Record<OutgoingState, number>>>;
  /** Rejects `store.unavailable` where nothing can be written; writes nothing. */
  proveWritable(): Promise<void>;
}
