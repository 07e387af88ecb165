import { Router } from '@koa/router';
import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import { parseQuery } from '../input.ts';

/** A month is what a bill is about. */
const defaultDays = 30;
const maxDays = 366;

const range = z.object({
  days: z
    .string()
    .regex(/^\d{1,3}$/, `must be a whole number from 1 to ${maxDays}`)
    .transform(Number)
    .refine((days) => days >= 1 && days <= maxDays, `must be a whole number from 1 to ${maxDays}`)
    .default(defaultDays),
});

/** Counts, latency, tokens and cost by day (UTC) and category, the newest day first. */
export function statsRoutes({ usage, messages, system }: HttpDeps): Router {
  const router = new Router();
  router.get('/stats', async (ctx) => {
    const { days } = parseQuery(ctx, range);
    const since = new Date(Date.now() - (days - 1) * 86_400_000).toISOString().slice(0, 10);
    const [byDay, stages] = await Promise.all([usage.stats(since), messages.counts()]);
    ctx.body = { since, days: byDay, stages, llm: system.llm() };
  });
  return router;
}
