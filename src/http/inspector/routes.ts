import { Router } from '@koa/router';
import { pageStyles } from '../../inspector/index.ts';
import { sendPage } from '../../views/page.ts';
import { shown } from '../dashboard/problem.ts';
import type { HttpDeps } from '../deps.ts';
import { actorRoutes } from './actors.ts';
import { chartRoutes } from './charts.ts';
import { statelyRoutes } from './stately.ts';
import { storyRoutes } from './stories.ts';

/**
 * `/inspector`: the page and what it asks for; what it shows live comes over `/inspector/ws`, see
 * `../upgrades.ts`.
 */
export function inspectorRoutes(deps: HttpDeps): Router {
  const router = new Router();
  router.get(
    '/inspector',
    shown(deps, async (ctx) =>
      sendPage(ctx, 'inspector', {
        actors: deps.system.actors(),
        styles: pageStyles.map((name) => `inspector/${name}`),
        stately: deps.statelyUrl === undefined ? null : '/inspector/stately',
      }),
    ),
  );
  chartRoutes(router, deps);
  actorRoutes(router, deps);
  storyRoutes(router, deps);
  statelyRoutes(router, deps);
  return router;
}
