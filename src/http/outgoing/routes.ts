import { Router } from '@koa/router';
import { z } from 'zod';
import { outgoingStates } from '../../domain/outgoing.ts';
import type { OutgoingFilter } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { paging, parseQuery } from '../input.ts';

const outgoingFilter: z.ZodType<OutgoingFilter> = z.object({
  state: z.enum(outgoingStates).exactOptional(),
  ...paging,
});

/** `GET /outgoing`: replies on their way out and where each stands, the newest first. */
export function outgoingRoutes({ outgoing }: HttpDeps): Router {
  const router = new Router();
  router.get('/outgoing', async (ctx) => {
    ctx.body = await outgoing.list(parseQuery(ctx, outgoingFilter));
  });
  return router;
}
