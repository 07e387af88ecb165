import type { Middleware } from 'koa';
import type { Figures } from '../../ports.ts';
import { routeOf } from '../request-log.ts';

/**
 * Tells the figures of each request, and who listens to events. A request counts when its answer is
 * through; an event stream with its beginning, for its length says nothing.
 */
export function meter(figures: Figures): Middleware {
  return async (ctx, next) => {
    const since = performance.now();
    const note = () => {
      const labels = {
        method: ctx.method,
        route: routeOf(ctx),
        status: String(ctx.res.statusCode),
      };
      figures.request(labels, (performance.now() - since) / 1_000);
    };
    await next();
    if (ctx.method === 'HEAD' || !ctx.response.is('text/event-stream')) {
      ctx.res.once('close', note);
      return;
    }
    note();
    figures.client('events', 1);
    ctx.res.once('close', () => figures.client('events', -1));
  };
}
