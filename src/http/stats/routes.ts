import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { parseQuery } from '../input.ts';
import { statsRange } from './schema.ts';

/** Counts, latency, tokens and cost by day (UTC) and category, the newest day first. */
export function statsRoutes({ usage, messages, system }: HttpDeps): Router {
  const router = new Router();
  router.get('/stats', async (ctx) => {
    const { days } = parseQuery(ctx, statsRange);
    const since = new Date(Date.now() - (days - 1) * 86_400_000).toISOString().slice(0, 10);
    const [byDay, stages] = await Promise.all([usage.stats(since), messages.counts()]);
    ctx.body = { since, days: byDay, stages, llm: system.llm() };
  });
  return router;
}
