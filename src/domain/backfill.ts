/** Which of the mail that was there before the first start is taken. */
export type Backfill = 'unseen' | 'none' | 'all' | Date;

export interface BackfillPlan {
  /** Every UID that the server has from here on is taken: the ledger's proof begins here. */
  startUid: number;
  /** UIDs above it are new mail. */
  cursor: number;
  /** What is taken now, ascending. */
  uids: number[];
  /** How many older messages are left alone. */
  left: number;
}

/**
 * The plan for the first start of a mailbox.
 * @param all the UIDs that the server has, ascending
 * @param wanted those of them that the backfill asks for, ascending
 * @param limit the newest so many of them are taken
 * @param uidNext UIDs from here on do not exist yet (RFC 3501, 2.3.1.1)
 */
export function planBackfill(
  all: number[],
  wanted: number[],
  limit: number,
  uidNext: number,
): BackfillPlan {
  const known = all.filter((uid) => uid < uidNext);
  const uids = wanted.filter((uid) => uid < uidNext).slice(limit > 0 ? -limit : Infinity);
  const taken = new Set(uids);
  const newestLeft = known.findLastIndex((uid) => !taken.has(uid));
  return {
    startUid: known[newestLeft + 1] ?? uidNext,
    cursor: uidNext - 1,
    uids,
    left: known.length - uids.length,
  };
}
