import { Router } from '@koa/router';
import { sendPage } from '../../views/page.ts';
import { shown } from '../dashboard/problem.ts';
import type { HttpDeps } from '../deps.ts';

/** `/inspector`: the page; what it shows live comes over `/inspector/ws`, see `socket.ts`. */
export function inspectorRoutes(deps: HttpDeps): Router {
  const router = new Router();
  router.get(
    '/inspector',
    shown(deps, async (ctx) => sendPage(ctx, 'inspector', { actors: deps.system.actors() })),
  );
  return router;
}
