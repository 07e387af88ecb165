import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { parseQuery } from '../input.ts';
import { outgoingFilter } from './schema.ts';

/** `GET /outgoing`: replies on their way out and where each stands, the newest first. */
export function outgoingRoutes({ outgoing }: HttpDeps): Router {
  const router = new Router();
  router.get('/outgoing', async (ctx) => {
    ctx.body = await outgoing.list(parseQuery(ctx, outgoingFilter));
  });
  return router;
}
