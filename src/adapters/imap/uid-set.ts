/** RFC 2683, section 3.2.1.5: command lines of at most about 1,000 octets. */
const maxSetLength = 900;

export interface BatchLimits {
  count: number;
  /** Total of `weigh` in a batch; a single heavier UID still gets a batch of its own. */
  bytes?: number;
}

/** Ascending UIDs as a sequence-set (RFC 3501, section 9): `[1,2,3,7]` becomes `1:3,7`. */
export function uidSet(uids: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const uid of uids) {
    const range = ranges.at(-1);
    if (range && uid === range.last + 1) range.last = uid;
    else ranges.push({ first: uid, last: uid });
  }
  return ranges
    .map(({ first, last }) => (first === last ? `${first}` : `${first}:${last}`))
    .join(',');
}

/**
 * Splits UIDs into batches that each make one command: ascending, without repetitions, within the
 * limits, and with a set that keeps the command line short.
 * @param weigh expected bytes of a UID's answer
 */
export function* uidBatches(
  uids: Iterable<number>,
  { count, bytes = Infinity }: BatchLimits,
  weigh: (uid: number) => number = () => 0,
): Generator<number[]> {
  let batch: number[] = [];
  let weight = 0;
  let length = 0;
  for (const uid of ascending(uids)) {
    // At worst each UID that does not follow its neighbour opens a range: `,first:last`.
    const added = uid - 1 === batch.at(-1) ? 0 : 2 * (`${uid}`.length + 1);
    const full =
      batch.length >= count || weight + weigh(uid) > bytes || length + added > maxSetLength;
    if (batch.length > 0 && full) {
      yield batch;
      batch = [];
      weight = 0;
      length = 0;
    }
    batch.push(uid);
    weight += weigh(uid);
    length += added;
  }
  if (batch.length > 0) yield batch;
}

function ascending(uids: Iterable<number>): number[] {
  return [...new Set(uids)].toSorted((a, b) => a - b);
}
