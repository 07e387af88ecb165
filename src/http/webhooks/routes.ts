import { Router } from '@koa/router';
import { z } from 'zod';
import { webhookStates } from '../../domain/webhook.ts';
import type { WebhookFilter } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { idOf, missing, paging, parseQuery } from '../input.ts';

const webhookFilter: z.ZodType<WebhookFilter> = z.object({
  state: z.enum(webhookStates).exactOptional(),
  ...paging,
});

/** The log of what was posted to WEBHOOK_URL, the newest first, and another try of one of it. */
export function webhookRoutes({ webhooks, system }: HttpDeps): Router {
  const router = new Router();

  router.get('/webhooks', async (ctx) => {
    ctx.body = await webhooks.list(parseQuery(ctx, webhookFilter));
  });

  router.get('/webhooks/:id', async (ctx) => {
    const id = idOf(ctx, 'webhook');
    const record = await webhooks.get(id);
    if (!record) throw missing('webhook', id);
    ctx.body = record;
  });

  router.post('/webhooks/:id/retry', async (ctx) => {
    const id = idOf(ctx, 'webhook');
    const delivery = await webhooks.retry(id);
    if (!delivery) throw missing('webhook', id);
    system.wake();
    ctx.status = 202;
    ctx.body = delivery;
  });

  return router;
}
