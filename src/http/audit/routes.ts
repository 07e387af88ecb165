import { Router } from '@koa/router';
import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import { paging, parseQuery } from '../input.ts';

const auditFilter = z.object(paging);

/** `GET /audit`: who changed what, the newest first. */
export function auditRoutes({ audit }: HttpDeps): Router {
  const router = new Router();
  router.get('/audit', async (ctx) => {
    ctx.body = await audit.list(parseQuery(ctx, auditFilter));
  });
  return router;
}
