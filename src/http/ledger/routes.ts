import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';

export function ledgerRoutes({ messages }: HttpDeps): Router {
  const router = new Router();
  router.get('/ledger', async (ctx) => {
    ctx.body = { mailboxes: await messages.ledger() };
  });
  return router;
}
