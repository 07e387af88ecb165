import type { Router, RouterContext } from '@koa/router';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import { formBody } from '../input.ts';
import { sendMissing, shown } from './problem.ts';
import { readId } from './query.ts';

export { sendMissing };

export type PageHandler = (ctx: RouterContext) => Promise<void> | void;

/** Where pages are put; whatever fails in one is shown with the way out of it. */
export interface Pages {
  get(path: string, handler: PageHandler): void;
  /** For a form of a page: its fields are in `ctx.request.body`. */
  post(path: string, handler: PageHandler): void;
}

export function pagesOn(router: Router, deps: HttpDeps): Pages {
  return {
    get: (path, handler) => void router.get(path, shown(deps, handler)),
    post: (path, handler) =>
      void router.post(
        path,
        shown(deps, (ctx) => formBody(ctx, async () => await handler(ctx))),
      ),
  };
}

/** A template about the route's `:id`; where the model is null there is no such thing. */
export async function sendById(
  ctx: RouterContext,
  template: string,
  modelOf: (id: number) => Promise<object | null>,
): Promise<void> {
  const id = readId(ctx.params.id);
  const model = id === null ? null : await modelOf(id);
  if (model) sendPage(ctx, template, model);
  else sendMissing(ctx);
}
