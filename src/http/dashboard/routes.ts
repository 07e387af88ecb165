import { Router, type RouterContext } from '@koa/router';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import { draftModel, journeyModel, messageModel } from './message.ts';
import { sendMissing, shown } from './problem.ts';
import { quarantineModel } from './quarantine.ts';
import { readId, readQuery } from './query.ts';
import { stripModel } from './strip.ts';
import { tableModel } from './table.ts';

/** The pages for people. */
export function dashboardRoutes(deps: HttpDeps): Router {
  const router = new Router();
  const get = (path: string, handler: (ctx: RouterContext) => Promise<void>): void => {
    router.get(path, shown(deps, handler));
  };

  get('/dashboard', async (ctx) => {
    const [strip, table] = await Promise.all([
      stripModel(deps),
      tableModel(deps.drafts, readQuery(ctx.query)),
    ]);
    sendPage(ctx, 'dashboard', { strip, table });
  });
  get('/dashboard/strip', async (ctx) => sendPage(ctx, 'strip', await stripModel(deps)));
  get('/dashboard/rows', async (ctx) =>
    sendPage(ctx, 'rows', await tableModel(deps.drafts, readQuery(ctx.query))),
  );

  get('/dashboard/quarantine', async (ctx) =>
    sendPage(ctx, 'quarantine', { table: await quarantineModel(deps.messages, ctx.query) }),
  );
  get('/dashboard/quarantine/rows', async (ctx) =>
    sendPage(ctx, 'quarantine-rows', await quarantineModel(deps.messages, ctx.query)),
  );

  get('/dashboard/messages/:id', (ctx) => sendById(ctx, 'message', (id) => messageModel(deps, id)));
  get('/dashboard/messages/:id/journey', (ctx) =>
    sendById(ctx, 'journey', (id) => journeyModel(deps, id)),
  );
  get('/dashboard/drafts/:id', (ctx) => sendById(ctx, 'message', (id) => draftModel(deps, id)));
  return router;
}

async function sendById(
  ctx: RouterContext,
  template: string,
  modelOf: (id: number) => Promise<object | null>,
): Promise<void> {
  const id = readId(ctx.params.id);
  const model = id === null ? null : await modelOf(id);
  if (model) sendPage(ctx, template, model);
  else sendMissing(ctx);
}
