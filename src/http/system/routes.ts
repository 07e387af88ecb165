import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';

export function systemRoutes({ system }: HttpDeps): Router {
  const router = new Router();
  router.get('/actors', (ctx) => {
    ctx.body = system.actors();
  });
  return router;
}
