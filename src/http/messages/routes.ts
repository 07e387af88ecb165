import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { setHeaders } from '../headers.ts';
import { idOf, jsonBody, missing, parse, parseQuery } from '../input.ts';
import { messageFilter, messageRetry } from './schema.ts';

export function messageRoutes({ messages, system }: HttpDeps): Router {
  const router = new Router();

  const row = async (id: number) => {
    const message = await messages.get(id);
    if (!message) throw missing('message', id);
    return message;
  };

  router.get('/messages', async (ctx) => {
    ctx.body = await messages.list(parseQuery(ctx, messageFilter));
  });

  router.get('/messages/:id', async (ctx) => {
    ctx.body = await row(idOf(ctx, 'message'));
  });

  router.get('/messages/:id/raw', async (ctx) => {
    const { id } = await row(idOf(ctx, 'message'));
    const source = await messages.source(id);
    if (!source) throw new AppError('not_found', `The source of message ${id} is not kept`);
    ctx.attachment(`message-${id}.eml`);
    // A stranger wrote it: whatever opens it must neither run it nor take it for a page of ours.
    setHeaders(ctx, { 'Content-Security-Policy': "default-src 'none'; sandbox" });
    ctx.type = 'message/rfc822';
    ctx.body = source;
  });

  router.post('/messages/:id/retry', jsonBody, async (ctx) => {
    const id = idOf(ctx, 'message');
    const { from } = parse(messageRetry, ctx.request.body);
    const outcome = await messages.retry(id, from);
    if (outcome === null) throw missing('message', id);
    if (outcome === 'not_ended') {
      throw new AppError(
        'conflict',
        `Message ${id} is still in work: only an ended one is retried`,
      );
    }
    system.wake();
    ctx.body = await row(id);
  });

  return router;
}
