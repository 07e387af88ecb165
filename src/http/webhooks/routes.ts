import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { idOf, missing, parseQuery } from '../input.ts';
import { webhookFilter } from './schema.ts';

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
