/**
 * The order in which jobs are claimed, the lowest first; among equals the oldest. Of what goes out,
 * what has been due the longest.
 */
export const priorities = {
  /** A person waits for it. */
  asked: -1,
  live: 0,
  imported: 5,
  redraft: 10,
} as const;
