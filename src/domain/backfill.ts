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

/**
 * The plan for a folder whose UIDs were dealt anew (another UIDVALIDITY). What was left alone at the
 * first start stays so: by its arrival before it, for its number tells nothing any more.
 * @param all the UIDs that the server has now, ascending
 * @param unknown those of them that no message of ours has; without a date it is not known
 * @param start `left`: how many messages were left alone; `createdAt`: when it was, ISO 8601 UTC
 */
export function planRenumbering(
  all: number[],
  unknown: { uid: number; receivedAt: string | null }[],
  start: { left: number; createdAt: string },
  uidNext: number,
): BackfillPlan {
  // INTERNALDATE has no fractions of seconds.
  const began = Math.floor(Date.parse(start.createdAt) / 1_000) * 1_000;
  const isOld = ({ receivedAt }: { receivedAt: string | null }) =>
    start.left > 0 && receivedAt !== null && Date.parse(receivedAt) < began;
  const old = new Set(unknown.filter(isOld).map(({ uid }) => uid));
  const wanted = all.filter((uid) => !old.has(uid));
  return planBackfill(all, wanted, Infinity, uidNext);
}

/**
 * The plan for older mail that is wanted after all: the newest of what was left alone.
 * @param older the UIDs below `startUid` that the server has, ascending
 * @param missing those of them that were left alone, ascending
 * @param startUid where the ledger's proof begins so far
 */
export function planOlder(
  older: number[],
  missing: number[],
  limit: number,
  startUid: number,
): Omit<BackfillPlan, 'cursor'> {
  const left = Math.max(0, missing.length - limit);
  const newestLeft = missing[left - 1];
  return {
    startUid: newestLeft === undefined ? (older[0] ?? startUid) : newestLeft + 1,
    uids: missing.slice(left),
    left,
  };
}
