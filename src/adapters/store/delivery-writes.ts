/** The claim of the delivery machine; its moves are those of every message. */
import type { NewDraft } from '../../domain/draft.ts';
import type { Delivery } from '../../ports.ts';
import { leaseMs } from './lease-writes.ts';
import { selectWork, toMessage, type WorkRow } from './rows.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface DeliveryClaim {
  owner: string;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * The oldest message that waits for the REST API, with its draft; null when none does. One that
 * this process holds already counts: it has one delivery in work at most, and claims anew after
 * each failed try, so that nothing overtakes an older message.
 */
export const claimDeliveryOp = oneByOne<DeliveryClaim, Delivery | null>(claimDelivery);

async function claimDelivery(query: Query, { owner, now }: DeliveryClaim) {
  const [job] = await query<{ id: number; epoch: number; message: number }>(
    `update job set lease_owner = ?, lease_until = ?, epoch = epoch + 1
     where id = (
       select id from job
       where kind = 'deliver' and (coalesce(lease_until, 0) <= ? or lease_owner = ?)
       order by priority, id limit 1)
     returning id, epoch, message`,
    [owner, now + leaseMs, now, owner],
  );
  if (!job) return null;
  const [row] = await query<WorkRow>(`${selectWork} where m.id = ?`, [job.message]);
  const [stored] = await query<{ document: string }>(`select document from draft where id = ?`, [
    row?.persisting,
  ]);
  if (!row || !stored) throw new Error(`message ${job.message} is queued without a draft`);
  const lease = { job: job.id, epoch: job.epoch };
  // Written by this program from a NewDraft.
  return { lease, message: toMessage(row), draft: JSON.parse(stored.document) as NewDraft };
}
