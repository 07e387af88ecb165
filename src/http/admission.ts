/** What somebody who was let in may do, and how often: asked before any route does anything. */
import type { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { type Caller, callerOf, may, stranger } from './caller.ts';
import { sendPage } from '../views/page.ts';
import type { HttpDeps } from './deps.ts';
import { prefersHtml } from './error-handling.ts';
import { AppError, tooLarge, tooMany } from './errors.ts';
import { maxBodyBytes } from './input.ts';
import { RateCounts, costOf, generous } from './rates.ts';
import { needOf } from './scopes.ts';

/**
 * @param routers all that come after it; of a request every route is asked that could answer it
 * @throws AppError 403 that names the scope, 413, or 429 with Retry-After
 */
export function admission(routers: Router[], deps: HttpDeps): Middleware {
  const { apiToken, rates = generous } = deps;
  const log = deps.log.child({ component: 'http' });
  const layers = routers.flatMap(({ stack }) => stack);
  // Without API_TOKEN the only caller is this machine, and its limits are its own.
  const counts = apiToken === undefined ? null : new RateCounts(rates);

  return async (ctx, next) => {
    // Before it is read, and on routes that read none as well.
    if (Number(ctx.get('Content-Length')) > maxBodyBytes) throw tooLarge(maxBodyBytes);
    const method = ctx.method === 'HEAD' ? 'GET' : ctx.method;
    const caller = callerOf(ctx);
    const routes = layers
      .filter((layer) => layer.methods.includes(method) && layer.match(ctx.path))
      .map(({ path }) => `${method} ${String(path)}`);
    const closed = routes.find((route) => !isPermitted(caller, route));
    if (closed !== undefined) {
      const { requestId } = ctx.state as { requestId?: string };
      log.warn({ requestId, route: closed, token: caller.token?.id }, 'a token lacks the scope');
      return refuse(ctx, closed);
    }
    if (counts) await spend(counts, ctx, routes);
    return next();
  };
}

export function isPermitted(caller: Caller, route: string): boolean {
  const needed = needOf(route);
  return needed === 'open' || needed === 'anyone' || may(caller, needed);
}

/**
 * To a person the page says it as every page does; a script is told by an error.
 * @throws AppError 403 that names the scope
 */
function refuse(ctx: Context, route: string): void {
  const has = callerOf(ctx).scopes.join(', ') || 'none';
  const what = `This needs a token with the scope ${needOf(route)}; yours has ${has}.`;
  const todo = 'Whoever runs the server can make one under Settings, Tokens.';
  if (!prefersHtml(ctx) || ctx.get('HX-Request') !== '') {
    throw new AppError('forbidden', `${what} ${todo}`);
  }
  sendPage(ctx, 'problem', { title: 'This is not for your token', what, todo }, 403);
}

/** Once for a request, however many routes fit its address. */
async function spend(counts: RateCounts, ctx: Context, routes: string[]): Promise<void> {
  const caller = callerOf(ctx);
  // Who signs in is slowed by address (see `Guesses`), and not by what all strangers do together.
  if (caller === stranger) return;
  const searches = typeof ctx.query['q'] === 'string' && ctx.query['q'] !== '';
  const [cost] = routes.flatMap((route) => costOf(route, searches) ?? []);
  const waitMs = cost ? await counts.waitFor(caller.key, cost) : 0;
  if (waitMs > 0) throw tooMany('That was too much within a minute.', waitMs);
}
