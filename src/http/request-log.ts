import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';

/** The log of one request: each of its lines bears the id that its answer tells. */
export function logOf(ctx: Pick<Context, 'state'>, log: Logger): Logger {
  return log.child({ requestId: ctx.state['requestId'] as string });
}

/**
 * A line a request, at debug: the pattern of its route, for a path may hold what a person typed, and
 * the number of the message that it is about.
 */
export function logRequests(log: Logger): Middleware {
  return async (ctx, next) => {
    const since = performance.now();
    await next();
    if (!log.isLevelEnabled('debug')) return;
    const { method, status } = ctx;
    const ms = Math.round(performance.now() - since);
    const line = { method, route: routeOf(ctx), status, ms, ...messageOf(ctx) };
    logOf(ctx, log).debug(line, 'request');
  };
}

/** The pattern, such as `/drafts/:id`, of which there are few; `none` where no route took it. */
export function routeOf(ctx: Context): string {
  const route: unknown = ctx['_matchedRoute'];
  return typeof route === 'string' ? route : 'none';
}

function messageOf(ctx: Context): { message?: number } {
  const { id } = (ctx['params'] ?? {}) as { id?: string };
  const isMessage = /^(\/dashboard|\/inspector)?\/messages\/:id/.test(routeOf(ctx));
  return isMessage && /^\d+$/.test(id ?? '') ? { message: Number(id) } : {};
}
