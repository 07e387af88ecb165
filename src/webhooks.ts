import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { WebhookPorts } from './actors/webhooks.ts';
import { webhookPoster } from './adapters/webhooks/poster.ts';
import type { Config } from './config.ts';
import type { PostAnswer } from './domain/webhook.ts';
import type { WebhookDelivery, WebhookStore } from './ports.ts';

/**
 * The hands that post events; null where WEBHOOK_URL is not set.
 * @param ends this process has the say on whether anything is told: the agent of the database
 */
export async function openHooks(
  { WEBHOOK_URL, WEBHOOK_SECRET }: Config,
  webhooks: WebhookStore,
  log: Logger,
  { ends }: { ends: boolean },
): Promise<WebhookPorts | null> {
  if (!WEBHOOK_URL) {
    if (ends) await webhooks.end();
    return null;
  }
  // Hashed: the address itself is often what only sender and receiver may know.
  await webhooks.begin(createHash('sha256').update(WEBHOOK_URL).digest('hex'));
  return {
    poster: webhookPoster({ url: WEBHOOK_URL, secrets: WEBHOOK_SECRET }),
    onTried: (delivery, answer) => logTry(delivery, answer, log),
  };
}

/** Ids and statuses only: what a receiver says may quote what it was told. */
function logTry(
  { id, event, type, state }: WebhookDelivery,
  { status, ms }: PostAnswer,
  log: Logger,
): void {
  const line = { webhook: id, event, type, status, ms: Math.round(ms) };
  if (status === 410) log.error(line, 'the webhook receiver is gone: nothing more is posted');
  else if (state === 'failed') log.error(line, 'a webhook was given up after three days');
  else if (state === 'queued') log.warn(line, 'a webhook waits for another try');
  else log.debug(line, 'webhook delivered');
}
