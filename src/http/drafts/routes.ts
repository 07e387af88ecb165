import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { idOf, jsonBody, missing, parse, parseQuery } from '../input.ts';
import { personOf } from '../person.ts';
import { granted } from './answer.ts';
import { draftAgain, draftFilter, draftPatch, newDraft } from './schema.ts';

/** Drafts as they are, and changes of their text; decisions on them are in `review.ts`. */
export function draftRoutes({ drafts, messages, system }: HttpDeps): Router {
  const router = new Router();

  router.get('/drafts', async (ctx) => {
    ctx.body = await drafts.list(parseQuery(ctx, draftFilter));
  });

  router.post('/drafts', jsonBody, async (ctx) => {
    const result = await drafts.put(parse(newDraft, ctx.request.body));
    if (result.kind === 'conflict') throw new AppError('conflict', result.reason);
    ctx.status = result.kind === 'created' ? 201 : 200;
    ctx.set('Location', `/drafts/${result.draft.id}`);
    ctx.body = result.draft;
  });

  router.get('/drafts/:id', async (ctx) => {
    const id = idOf(ctx, 'draft');
    const draft = await drafts.get(id);
    if (!draft) throw missing('draft', id);
    ctx.body = draft;
  });

  router.patch('/drafts/:id', jsonBody, async (ctx) => {
    const id = idOf(ctx, 'draft');
    const { version, ...edit } = parse(draftPatch, ctx.request.body);
    ctx.body = granted(id, await drafts.edit(id, version, edit, personOf(ctx))).draft;
  });

  /** Answers 202: the message goes back to its drafting, and the new version comes as an event. */
  router.post('/drafts/:id/regenerate', jsonBody, async (ctx) => {
    const id = idOf(ctx, 'draft');
    const { version, instruction = null } = parse(draftAgain, ctx.request.body);
    granted(id, await messages.regenerate(id, version, instruction, personOf(ctx)));
    system.wake();
    ctx.status = 202;
    ctx.body = await drafts.get(id);
  });

  router.get('/drafts/:id/versions', async (ctx) => {
    const id = idOf(ctx, 'draft');
    const items = await drafts.versions(id);
    if (!items) throw missing('draft', id);
    ctx.body = { items };
  });

  return router;
}
