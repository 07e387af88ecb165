import { fromPromise } from 'xstate';
import { webhookLogMs } from '../domain/webhook.ts';
import type { UpkeepStore, WebhookStore } from '../ports.ts';

export interface SweepOptions {
  /** RAW_RETENTION_DAYS. */
  sourceDays: number;
  /** Told after a sweep that dropped something. */
  onSwept(swept: { sources: number; webhooks: number }): void;
}

/** Rows a transaction: a source is some pages, and nobody else can write meanwhile. */
const atOnce = 100;
const day = 86_400_000;

/** Drops what is old, a little at a time, so that mail in work hardly notices. */
export const sweep = (
  upkeep: Pick<UpkeepStore, 'dropSources'>,
  webhooks: Pick<WebhookStore, 'forget'>,
  options: SweepOptions | null,
) =>
  fromPromise<void, void>(async ({ signal }) => {
    if (!options) return;
    const before = new Date(Date.now() - options.sourceDays * day).toISOString();
    const swept = { sources: 0, webhooks: 0 };
    for (let after: number | null = 0; after !== null && !signal.aborted;) {
      // oxlint-disable-next-line no-await-in-loop -- in turn on purpose
      const some: Awaited<ReturnType<UpkeepStore['dropSources']>> = await upkeep.dropSources(
        before,
        atOnce,
        after,
      );
      swept.sources += some.dropped;
      after = some.after;
    }
    const logged = new Date(Date.now() - webhookLogMs).toISOString();
    for (let more = true; more && !signal.aborted;) {
      // oxlint-disable-next-line no-await-in-loop -- in turn on purpose
      const gone = await webhooks.forget(logged, atOnce);
      swept.webhooks += gone;
      more = gone === atOnce;
    }
    if (swept.sources + swept.webhooks > 0) options.onSwept(swept);
  });
