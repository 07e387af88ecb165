/** The write of a wish that a draft leaves the house: intent, Message-ID and job in one. */
import type { Draft, DraftStatus } from '../../domain/draft.ts';
import type { OutgoingKind } from '../../domain/outgoing.ts';
import type { OutgoingWish, WishResult } from '../../ports.ts';
import { type DraftRow, fromRow, saveDrafts } from './draft-rows.ts';
import { noteTouch } from './draft-writes.ts';
import {
  cancel,
  cancelIdle,
  isHeld,
  letterId,
  liveOutgoing,
  type OutgoingRow,
  textVersion,
  toOutgoing,
} from './outgoing-rows.ts';
import { priorities } from './priorities.ts';
import { inOtherDatabase } from './regenerate-write.ts';
import { wellFormed } from './search.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface WishItem extends OutgoingWish {
  /** Epoch milliseconds. */
  now: number;
}

export const wishOp = oneByOne<WishItem, WishResult>(queue);

async function queue(query: Query, wish: WishItem): Promise<WishResult> {
  const { draft: id, version, kind, now } = wish;
  const [row] = await query<DraftRow>(`select * from draft where id = ?`, [id]);
  if (!row) return { kind: 'missing' };
  const draft = fromRow(row);
  const text = await textVersion(query, id);
  const live = await liveOutgoing(query, id, kind);
  // Who clicks twice has seen the version before `sending`; what they saw is what goes out.
  if (live?.version === text && version >= text && version <= row.version) {
    return { kind: 'again', outgoing: toOutgoing(live), draft };
  }
  if (row.version !== version) return { kind: 'stale', version: row.version };

  const [work] = await query<{ id: number; isRead: number }>(
    `select id, exists (select 1 from mail where mail.message = m.id) as isRead
     from message m where m.key = ?`,
    [row.key],
  );
  if (!work || draft.message === null) return refused(inOtherDatabase);
  if (!draft.reply || !mayGo[kind].includes(draft.status)) {
    return refused(refusals[kind][draft.status] ?? noReply);
  }
  if (!work.isRead) {
    return refused('the mail that is to be answered is not there to be quoted: retry its message');
  }
  const at = new Date(now).toISOString();
  if (live && (await isHeld(query, live, at))) {
    return refused(
      'an earlier text of this draft is being put in its place: ask again in a moment',
    );
  }

  if (live) await cancel(query, live, at);
  const outgoing = await insert(query, wish, { draft, message: work.id, text, at });
  if (kind === 'save') return { kind: 'queued', outgoing: toOutgoing(outgoing), draft };
  // In Drafts it would wait for somebody to send it a second time.
  await cancelIdle(query, id, 'save', at);
  return {
    kind: 'queued',
    outgoing: toOutgoing(outgoing),
    draft: await begin(query, wish, draft, at),
  };
}

const mayGo: Record<OutgoingKind, readonly DraftStatus[]> = {
  save: ['drafted', 'approved', 'failed'],
  send: ['approved', 'failed', 'unknown'],
};

const noReply = 'this draft has no reply: have one drafted first (regenerate)';

const refusals: Record<OutgoingKind, Partial<Record<DraftStatus, string>>> = {
  save: {
    rejected: 'this draft was rejected: reopen it first',
    sending: 'this draft is being sent already',
    sent: 'this draft was sent already',
    unknown:
      'nobody knows whether this draft was sent: look into the Sent folder, then reopen it to save it',
    superseded: 'nobody waits for this reply any more: it was superseded',
  },
  send: {
    drafted: 'this draft is not approved yet: approve it first',
    rejected: 'this draft was rejected: reopen it and approve it first',
    sending: 'this draft is being sent already',
    sent: 'this draft was sent already',
    superseded: 'nobody waits for this reply any more: it was superseded',
  },
};

function refused(reason: string): WishResult {
  return { kind: 'refused', reason };
}

async function insert(
  query: Query,
  { kind, attended, by, domain }: WishItem,
  { draft, message, text, at }: { draft: Draft; message: number; text: number; at: string },
): Promise<OutgoingRow> {
  const [row] = await query<OutgoingRow>(
    `insert into outgoing (draft, message, kind, state, version, message_id, attended, name, seq,
       created_at, updated_at)
     select ?1, ?2, ?3, 'queued', ?4, ?5, ?6, ?7, coalesce(max(seq), 0) + 1, ?8, ?8 from outgoing
     returning *`,
    [
      draft.id,
      message,
      kind,
      text,
      letterId(kind, draft, text, domain),
      Number(attended),
      by && wellFormed(by),
      at,
    ],
  );
  if (!row) throw new Error('an insert returned no row');
  // Due at once, and by no clock.
  await query(`insert into job (kind, message, priority, not_before) values (?, ?, ?, 0)`, [
    kind,
    message,
    priorities.asked,
  ]);
  return row;
}

/** The draft is `sending` from the moment that its going out is settled. */
async function begin(query: Query, { by }: WishItem, draft: Draft, at: string): Promise<Draft> {
  const sending: Draft = { ...draft, status: 'sending', version: draft.version + 1, updatedAt: at };
  await saveDrafts(query, [{ draft: sending, by: 'person', name: by, change: 'sending' }]);
  await noteTouch(query, sending, null);
  return sending;
}
