import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { parseQuery } from '../input.ts';
import { auditFilter } from './schema.ts';

/** `GET /audit`: who changed what, the newest first. */
export function auditRoutes({ audit }: HttpDeps): Router {
  const router = new Router();
  router.get('/audit', async (ctx) => {
    ctx.body = await audit.list(parseQuery(ctx, auditFilter));
  });
  return router;
}
