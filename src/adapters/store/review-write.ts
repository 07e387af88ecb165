/** The write of a person's decision on a draft. */
import type { Draft, DraftStatus } from '../../domain/draft.ts';
import type { EditResult, PersonName, Review } from '../../ports.ts';
import { type DraftRow, fromRow, saveDrafts } from './draft-rows.ts';
import { noteTouch } from './draft-writes.ts';
import { cancel, cancelIdle, liveOutgoing } from './outgoing-rows.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface ReviewItem {
  id: number;
  /** Of the draft, as the person saw it. */
  version: number;
  review: Review;
  by: PersonName;
  /** ISO 8601 UTC. */
  at: string;
}

export const reviewOp = oneByOne<ReviewItem, EditResult>(decide);

interface Rule {
  from: readonly DraftStatus[];
  to: DraftStatus;
  /** What the version is called. */
  change: string;
}

/** A `sending` that was not begun is reopened as well, see `takeBack`. */
const rules: Record<Review, Rule> = {
  approve: { from: ['drafted'], to: 'approved', change: 'approved' },
  reject: { from: ['drafted', 'approved', 'failed'], to: 'rejected', change: 'rejected' },
  reopen: {
    from: ['approved', 'rejected', 'failed', 'unknown'],
    to: 'drafted',
    change: 'reopened',
  },
};

/** Why a draft in some other status is not to be decided on so, and what to do. */
const refusals: Record<Review, Partial<Record<DraftStatus, string>>> = {
  approve: {
    approved: 'this draft is approved already',
    rejected: 'this draft was rejected: reopen it first',
    sending: 'this draft is being sent already',
    sent: 'this draft was sent already',
    failed: 'this draft could not be sent: send it again, or reopen it to go over it once more',
    unknown:
      'nobody knows whether this draft was sent: look into the Sent folder, then send it again or ' +
      'reopen it',
    no_reply: 'there is no reply to approve: have one drafted first (regenerate)',
    superseded: 'nobody waits for this reply any more: it was superseded',
  },
  reject: {
    rejected: 'this draft is rejected already',
    sending:
      'this draft is being sent: reopen it first, which takes it back if there is still time',
    sent: 'this draft was sent: it cannot be taken back',
    unknown:
      'nobody knows whether this draft was sent: look into the Sent folder, then reopen it to ' +
      'reject it',
    no_reply: 'there is no reply to reject',
    superseded: 'nobody waits for this reply any more: it was superseded',
  },
  reopen: {
    drafted: 'this draft is open already',
    sending: 'this draft is on its way to the mail server: wait for what comes of it',
    sent: 'this draft was sent: it cannot be taken back',
    no_reply: 'there is no reply to reopen: have one drafted first (regenerate)',
    superseded: 'nobody waits for this reply any more: it was superseded',
  },
};

async function decide(query: Query, item: ReviewItem): Promise<EditResult> {
  const { id, version, review, by, at } = item;
  const [row] = await query<DraftRow>(`select * from draft where id = ?`, [id]);
  if (!row) return { kind: 'missing' };
  if (row.version !== version) return { kind: 'stale', version: row.version };
  const stored = fromRow(row);
  const { from, to, change } = rules[review];
  const isAllowed =
    from.includes(stored.status) ||
    (review === 'reopen' && stored.status === 'sending' && (await takeBack(query, item)));
  if (!isAllowed) {
    return { kind: 'refused', reason: refusals[review][stored.status] ?? `it is ${stored.status}` };
  }
  if (review === 'approve' && !stored.reply) {
    return { kind: 'refused', reason: refusals.approve.no_reply ?? '' };
  }
  const draft: Draft = { ...stored, status: to, version: version + 1, updatedAt: at };
  await saveDrafts(query, [{ draft, by: 'person', name: by, change }]);
  await noteTouch(query, draft, null);
  if (review === 'reject') await cancelIdle(query, id, 'save', at);
  return { kind: 'edited', draft };
}

/** Whether a sending was still to be begun; it then never will be. */
async function takeBack(query: Query, { id, at }: ReviewItem): Promise<boolean> {
  const outgoing = await liveOutgoing(query, id, 'send');
  if (outgoing?.state !== 'queued') return false;
  await cancel(query, outgoing, at);
  return true;
}
