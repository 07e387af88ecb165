import type { WebhookAttempt, WebhookStore } from '../../ports.ts';
import type { StoreContext } from './message-store.ts';
import { changedFolders } from './webhook-harvest.ts';
import * as hooks from './webhook-writes.ts';

/** Whether there is anything to write down, or to post: asked before the one writer is troubled. */
const anything = `select f.gone_at is null and (
    exists (select 1 from journey where id > f.journey)
    or exists (select 1 from draft_version where id > f.version)
    or exists (${changedFolders})
    or exists (${hooks.due})) as work
  from webhook_feed f`;

/** What is posted to a receiver elsewhere, on SQLite. */
export function webhookStore({ writes, reader, read, now }: StoreContext): WebhookStore {
  return {
    async begin(receiver) {
      await writes.write(hooks.beginOp, receiver);
    },

    async end() {
      const known = await reader.query<unknown[]>(`select 1 from webhook_feed`);
      if (known.length > 0) await writes.write(hooks.endOp, null);
    },

    async claim(limit) {
      const at = now();
      const [found] = await read<{ work: number }>(anything, [at, at, 1]);
      if (!found?.work) return [];
      return await writes.write(hooks.claimWebhooksOp, { limit, now: at });
    },

    async settle(tried) {
      return await writes.write(hooks.settleWebhooksOp, {
        tried,
        now: now(),
        random: Math.random,
      });
    },

    async list({ state, limit, cursor = Number.MAX_SAFE_INTEGER }) {
      const rows = await reader.query<hooks.WebhookRow[]>(
        state === undefined
          ? `select ${hooks.shown} from webhook where id < ? order by id desc limit ?`
          : `select ${hooks.shown} from webhook where id < ? and state = ? order by id desc limit ?`,
        state === undefined ? [cursor, limit + 1] : [cursor, state, limit + 1],
      );
      const items = rows.slice(0, limit).map(hooks.toDelivery);
      return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
    },

    async get(id) {
      const [row] = await reader.query<hooks.WebhookRow[]>(`select * from webhook where id = ?`, [
        id,
      ]);
      if (!row) return null;
      const attempts = await reader.query<WebhookAttempt[]>(
        `select at, status, ms, error from webhook_attempt where webhook = ? order by id`,
        [id],
      );
      return { ...hooks.toDelivery(row), body: row.body, attempts };
    },

    async retry(id) {
      return await writes.write(hooks.retryWebhookOp, { id, now: now() });
    },

    async receiver() {
      const [feed] = await reader.query<{ gone_at: string | null }[]>(
        `select gone_at from webhook_feed`,
      );
      const [row] = await reader.query<{ n: number }[]>(
        `select count(*) as n from webhook where state = 'queued'`,
      );
      return { on: feed !== undefined, goneAt: feed?.gone_at ?? null, queued: row?.n ?? 0 };
    },

    async forget(before, limit) {
      return await writes.write(hooks.forgetWebhooksOp, { before, limit });
    },
  };
}
