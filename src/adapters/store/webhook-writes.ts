/** The writes to what is posted: the feed's beginning and end, claims, and what came of them. */
import {
  outcomeOfPost,
  type PostAnswer,
  webhookLifeMs,
  type WebhookState,
} from '../../domain/webhook.ts';
import type { WebhookClaim, WebhookDelivery } from '../../ports.ts';
import { type FeedRow, harvest } from './webhook-harvest.ts';
import { oneByOne, type Query } from './write-queue.ts';

export interface WebhookRow {
  id: number;
  event: string;
  type: WebhookDelivery['type'];
  subject: string;
  body: string;
  state: WebhookState;
  attempts: number;
  not_before: number;
  expires_at: number;
  epoch: number;
  error: string | null;
  created_at: string;
  updated_at: string;
}

/** All that is shown of one in a list: its body may be long. */
export const shown = `id, event, type, subject, state, attempts, not_before, error, created_at,
  updated_at`;

/** A try takes fifteen seconds at most; after a crash it is made again so much later. */
const leaseMs = 25_000;

export function toDelivery(
  row: Omit<WebhookRow, 'body' | 'expires_at' | 'epoch'>,
): WebhookDelivery {
  const { id, event, type, subject, state, attempts, error } = row;
  const notBefore = state === 'queued' && attempts > 0 ? iso(row.not_before) : null;
  const times = { createdAt: row.created_at, updatedAt: row.updated_at };
  return { id, event, type, subject, state, tries: attempts, notBefore, error, ...times };
}

export const beginOp = oneByOne<string, null>(async (query, receiver) => {
  // What another process has begun goes on from where it stands; another address is another receiver.
  const [known] = await query(
    `update webhook_feed set gone_at = case when receiver = ? then gone_at end, receiver = ?
     returning id`,
    [receiver, receiver],
  );
  if (known) return null;
  await query(
    `insert into webhook_feed (id, receiver, journey, version)
     select 1, ?, (select coalesce(max(id), 0) from journey),
       (select coalesce(max(id), 0) from draft_version)`,
    [receiver],
  );
  await query(
    `insert into webhook_mailbox (mailbox_id, state) select id, state from mailbox where true
     on conflict (mailbox_id) do update set state = excluded.state`,
  );
  return null;
});

export const endOp = oneByOne<null, null>(async (query) => {
  await query(`delete from webhook_feed`);
  await query(`delete from webhook_mailbox`);
  return null;
});

export interface ClaimWebhooksItem {
  limit: number;
  /** Epoch milliseconds. */
  now: number;
}

/** Off, or gone, it tells nothing: what happens meanwhile is told when it is on again. */
export const claimWebhooksOp = oneByOne<ClaimWebhooksItem, WebhookClaim[]>(
  async (query, { limit, now }) => {
    const [feed] = await query<FeedRow>(`select * from webhook_feed`);
    if (!feed || feed.gone_at !== null) return [];
    await harvest(query, feed, now);
    const rows = await query<WebhookRow>(
      `update webhook set lease_until = ?, epoch = epoch + 1
       where id in (${due})
       returning *`,
      [now + leaseMs, now, now, limit],
    );
    return rows.toSorted((a, b) => a.id - b.id).map(toClaim);
  },
);

/** Also what is not due yet, or held, keeps what comes after it about the same. */
export const due = `select w.id from webhook w
  where w.state = 'queued' and w.not_before <= ? and w.lease_until <= ?
    and not exists (select 1 from webhook earlier where earlier.subject = w.subject
      and earlier.state = 'queued' and earlier.id < w.id)
  order by w.id limit ?`;

function toClaim({ id, epoch, event, type, attempts, expires_at, body }: WebhookRow): WebhookClaim {
  return { id, epoch, event, type, attempts, expiresAt: expires_at, body };
}

export interface SettleWebhooksItem {
  tried: { claim: WebhookClaim; answer: PostAnswer }[];
  /** Epoch milliseconds. */
  now: number;
  random(): number;
}

export const settleWebhooksOp = oneByOne<SettleWebhooksItem, WebhookDelivery[]>(
  async (query, { tried, now, random }) => {
    const settled: WebhookDelivery[] = [];
    for (const { claim, answer } of tried) {
      const row = await settle(query, claim, answer, { now, random: random() });
      if (row) settled.push(toDelivery(row));
    }
    return settled;
  },
);

async function settle(
  query: Query,
  claim: WebhookClaim,
  answer: PostAnswer,
  { now, random }: { now: number; random: number },
): Promise<WebhookRow | null> {
  const outcome = outcomeOfPost(claim, answer, now, random);
  const state: WebhookState = outcome.to === 'gone' ? 'queued' : outcome.to;
  const notBefore = outcome.to === 'queued' ? Math.round(now + outcome.afterMs) : now;
  const failed = Number(state !== 'delivered');
  const [row] = await query<WebhookRow>(
    `update webhook set state = ?, attempts = attempts + ?, not_before = ?, lease_until = 0,
       error = ?, updated_at = ?
     where id = ? and epoch = ? and state = 'queued' returning *`,
    [state, failed, notBefore, answer.error, iso(now), claim.id, claim.epoch],
  );
  if (!row) return null;
  await query(
    `insert into webhook_attempt (webhook, at, status, ms, error) values (?, ?, ?, ?, ?)`,
    [claim.id, iso(now), answer.status, Math.round(answer.ms), answer.error],
  );
  if (outcome.to === 'gone') await query(`update webhook_feed set gone_at = ?`, [iso(now)]);
  return row;
}

/** A new epoch: what a try that is under way comes to says nothing about this one. */
export const retryWebhookOp = oneByOne<{ id: number; now: number }, WebhookDelivery | null>(
  async (query, { id, now }) => {
    const [row] = await query<WebhookRow>(
      `update webhook set state = 'queued', attempts = 0, not_before = ?, expires_at = ?,
         lease_until = 0, epoch = epoch + 1, error = null, updated_at = ?
       where id = ? returning *`,
      [now, now + webhookLifeMs, iso(now), id],
    );
    if (!row) return null;
    await query(`update webhook_feed set gone_at = null`);
    return toDelivery(row);
  },
);

export const forgetWebhooksOp = oneByOne<{ before: string; limit: number }, number>(
  async (query, { before, limit }) => {
    // In their order, which is that of their making: the first young one ends the look.
    const old = await query<{ id: number; created_at: string }>(
      `select id, created_at from webhook where id > 0 order by id limit ?`,
      [limit],
    );
    const ids = JSON.stringify(
      old.filter(({ created_at }) => created_at < before).map(({ id }) => id),
    );
    await query(`delete from webhook_attempt where webhook in (select value from json_each(?))`, [
      ids,
    ]);
    const gone = await query(
      `delete from webhook where id in (select value from json_each(?)) returning id`,
      [ids],
    );
    return gone.length;
  },
);

const iso = (ms: number) => new Date(ms).toISOString();
