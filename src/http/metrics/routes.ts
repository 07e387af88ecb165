import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';

/** For Prometheus; behind the token as all routes, see docs/operating.md for a scrape configuration. */
export function metricsRoutes({ figures }: Pick<HttpDeps, 'figures'>): Router {
  const router = new Router();
  router.get('/metrics', async (ctx) => {
    const { type, text } = await figures.render();
    ctx.set('Cache-Control', 'no-store');
    ctx.type = type;
    ctx.body = text;
  });
  return router;
}
