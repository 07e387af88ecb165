import type { Stage } from '../../domain/message.ts';
import { type Moved, recordJourney } from './journey.ts';
import { oneByOne } from './write-queue.ts';

export interface DiscardItem {
  id: number;
  /** ISO 8601 UTC. */
  at: string;
}

export type Discarded =
  | { kind: 'discarded'; moved: Moved }
  | { kind: 'not_quarantined' }
  /** There is no such message. */
  | { kind: 'missing' };

const error = 'discarded by a person';

/** The row, its draft and its source stay: a person may still look, and change their mind. */
export const discardOp = oneByOne<DiscardItem, Discarded>(async (query, { id, at }) => {
  const [row] = await query<{ key: string; stage: Stage }>(
    `select key, stage from message where id = ?`,
    [id],
  );
  if (!row) return { kind: 'missing' };
  if (row.stage !== 'quarantined') return { kind: 'not_quarantined' };
  const moved: Moved = { id, key: row.key, from: row.stage, to: 'skipped', error };
  await query(
    `update message set stage = 'skipped', ended = 'skipped', error = ?, not_before = null,
       seq = seq + 1, updated_at = ? where id = ? returning id`,
    [error, at, id],
  );
  // A reply that is on its way out has a job of its own.
  await query(`delete from job where message = ? and kind in ('process', 'deliver')`, [id]);
  await recordJourney(query, [{ ...moved, at, ms: 0, attempt: 0 }]);
  return { kind: 'discarded', moved };
});
