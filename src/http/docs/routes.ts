import { Router, type RouterContext } from '@koa/router';
import { sendPage } from '../../views/page.ts';
import { shown } from '../dashboard/problem.ts';
import type { HttpDeps } from '../deps.ts';
import { documentOf } from '../openapi/routes.ts';
import { docsModel } from './model.ts';

/** `GET /docs`: what `GET /openapi.json` says, for people. */
export function docsRoutes(deps: HttpDeps): Router {
  const router = new Router();
  router.get(
    '/docs',
    shown(deps, (ctx) => sendPage(ctx, 'docs', docsModel(documentOf(deps), originOf(ctx)))),
  );
  return router;
}

/** As the reader wrote it; a Host that is none would be a strange thing to copy into a shell. */
function originOf({ protocol, host }: RouterContext): string {
  return /^[\w.:[\]-]+$/.test(host) ? `${protocol}://${host}` : 'http://127.0.0.1:8000';
}
