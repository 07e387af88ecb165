import { Router } from '@koa/router';
import type { SourceFate } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { setHeaders } from '../headers.ts';
import { idOf, jsonBody, missing, parse, parseQuery } from '../input.ts';
import { messageFilter, messageReplay, messageRetry } from './schema.ts';

export function messageRoutes({ messages, drafts, system, upkeep }: HttpDeps): Router {
  const router = new Router();

  const row = async (id: number) => {
    const message = await messages.get(id);
    if (!message) throw missing('message', id);
    return message;
  };

  /** Where only a draft knows the message, it is not missing: it is in the agent's database. */
  const unknown = async (id: number) =>
    (await drafts.byMessage(id)) ? keptElsewhere(id) : missing('message', id);

  router.get('/messages', async (ctx) => {
    ctx.body = await messages.list(parseQuery(ctx, messageFilter));
  });

  router.get('/messages/:id', async (ctx) => {
    ctx.body = await row(idOf(ctx, 'message'));
  });

  router.get('/messages/:id/raw', async (ctx) => {
    const id = idOf(ctx, 'message');
    if (!(await messages.get(id))) throw await unknown(id);
    const source = await messages.source(id);
    if (!source) throw sourceless(id, await upkeep.sourceFate(id));
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
    if (outcome === null) throw await unknown(id);
    if (outcome === 'not_ended') {
      throw new AppError(
        'conflict',
        `Message ${id} is still in work: only an ended one is retried`,
      );
    }
    if (outcome === 'edited') {
      throw new AppError(
        'conflict',
        `A person has edited or decided on the draft of message ${id}, and that stands: to have it ` +
          'drafted again all the same, POST /drafts/:id/regenerate',
      );
    }
    if (outcome === 'sourceless') {
      throw new AppError(
        'conflict',
        `The source of message ${id} is not kept any more, so that it cannot be read again: ` +
          'retry it {"from":"classifying"}, unless its mail was purged',
      );
    }
    system.wake();
    ctx.body = await row(id);
  });

  router.post('/messages/:id/replay', jsonBody, async (ctx) => {
    const id = idOf(ctx, 'message');
    const result = await system.replay(id, parse(messageReplay, ctx.request.body));
    if (result === null) throw keptElsewhere(id);
    if (result.kind === 'missing') throw await unknown(id);
    if (result.kind === 'refused') throw new AppError('conflict', result.reason);
    const { before, after, changed } = result;
    ctx.body = { message: id, changed, before, after };
  });

  router.post('/messages/:id/discard', async (ctx) => {
    const id = idOf(ctx, 'message');
    const outcome = await messages.discard(id);
    if (outcome === null) throw await unknown(id);
    if (outcome === 'not_quarantined') {
      throw new AppError('conflict', `Message ${id} is not in quarantine: only there is it closed`);
    }
    ctx.body = await row(id);
  });

  return router;
}

/** 410 says that it was there, and why it is not; what never was is a 404. */
function sourceless(id: number, fate: SourceFate): AppError {
  if (fate === 'purged') {
    return new AppError('gone', `Message ${id} was purged: its sender's mail was removed`);
  }
  if (fate === 'dropped') {
    const why = 'sources are dropped when RAW_RETENTION_DAYS are over';
    return new AppError('gone', `The source of message ${id} is not kept any more: ${why}`);
  }
  return new AppError('not_found', `Message ${id} has no source: it was not fetched`);
}

function keptElsewhere(id: number): AppError {
  return new AppError(
    'conflict',
    `Message ${id} is in the agent's own database (API_URL): ask the agent's port, or let both ` +
      'roles share one PostgreSQL database (DATABASE_URL)',
  );
}
