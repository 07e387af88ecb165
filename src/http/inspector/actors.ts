import type { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { Inspection } from '../../inspector/index.ts';
import { eventDeed, setDeeds } from '../audit/deeds.ts';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { jsonBody, parse } from '../input.ts';
import { sentEvent } from './schema.ts';

type Actor = NonNullable<ReturnType<Inspection['actor']>>;

/**
 * `GET /inspector/actors/:id`: a live actor, redacted, and what it would take now.
 * `POST /inspector/actors/:id/events` with `{type}`: sends it that, once; 202 says that it took it.
 */
export function actorRoutes(router: Router, { inspection }: Pick<HttpDeps, 'inspection'>): void {
  router.get('/inspector/actors/:id', (ctx) => {
    ctx.body = find(inspection, ctx.params['id'] ?? '');
  });

  router.post('/inspector/actors/:id/events', whereOn(inspection), jsonBody, (ctx) => {
    const id = ctx.params['id'] ?? '';
    const { type } = parse(sentEvent, ctx.request.body);
    // Before it hears of anything that might end it.
    const actor = find(inspection, id);
    deliver(inspection, actor, type);
    accept(ctx, actor, type);
  });
}

function accept(ctx: Context, actor: Actor, type: string): void {
  setDeeds(ctx, [eventDeed(actor.actor, type)]);
  ctx.status = 202;
  ctx.body = { actor: actor.id, type };
}

function deliver(inspection: Inspection, actor: Actor, type: string): void {
  switch (inspection.send(actor.id, type)) {
    case 'sent':
      return;
    case 'off':
      throw off();
    case 'gone':
      throw gone(actor.id);
    case 'refused':
      throw refused(inspection.actor(actor.id) ?? actor, type);
  }
}

/** Refuses before a body is read: who may not send needs not know what he would have to send. */
function whereOn(inspection: Inspection): Middleware {
  return async (_ctx, next) => {
    // Nobody has this id, so that nothing is sent; whether anything could be is answered first.
    if (!inspection.sends) throw off();
    await next();
  };
}

/** @throws AppError 404 that says what to do */
function find(inspection: Inspection, id: string): Actor {
  const actor = inspection.actor(id);
  if (!actor) throw gone(id);
  return actor;
}

function off(): AppError {
  return new AppError(
    'forbidden',
    'Sending events to machines is off: set INSPECT_SEND=true and start the process again',
  );
}

function gone(id: string): AppError {
  return new AppError(
    'not_found',
    `No actor ${id} lives in this process: it has ended, or the process was started again. ` +
      'GET /actors lists those that live',
  );
}

function refused({ accepts }: Actor, type: string): AppError {
  const now = accepts.length > 0 ? `now it takes ${accepts.join(', ')}` : 'now it takes none';
  return new AppError(
    'conflict',
    `${type} is not among what may be sent to it in this state: ${now}`,
  );
}
