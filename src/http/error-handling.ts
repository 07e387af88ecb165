import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { errorPage } from './error-page.ts';
import { AppError, toAppError } from './errors.ts';
import { securityHeaders, setHeaders } from './headers.ts';

/** Answers every error: JSON for programs, a page for browsers. Ours are logged in full. */
export function answerErrors(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      // A route that found nothing and said nothing.
      if (ctx.status === 404 && ctx.body == null) throw nothingHere();
    } catch (error) {
      const answer = toAppError(error);
      if (answer.status >= 500) logFault(log, ctx, answer);
      respond(ctx, answer);
    }
  };
}

/** For what no route took: 404, or 405 with the methods there are (RFC 9110, 15.5.6). */
export const unmatched: Middleware = (ctx) => {
  const layers: { methods: string[] }[] = ctx['matched'] ?? [];
  const methods = [...new Set(layers.flatMap((layer) => layer.methods))].toSorted();
  if (methods.length === 0) throw nothingHere();
  const allow = { Allow: methods.join(', ') };
  if (ctx.method === 'OPTIONS') {
    setHeaders(ctx, allow);
    ctx.status = 204;
    return;
  }
  throw new AppError('method_not_allowed', `This address takes only ${allow.Allow}`, {
    headers: allow,
  });
};

function nothingHere(): AppError {
  return new AppError('not_found', 'There is nothing at this address');
}

/** A client that went away in the middle of a response, as it looks from here. */
const departures = new Set([
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ECONNRESET',
  'EPIPE',
]);

/** For errors once the headers are out: nobody can be told, and departures are no errors. */
export function logStreamError(log: Logger): (error: NodeJS.ErrnoException, ctx: Context) => void {
  return (error, ctx) => {
    if (departures.has(error.code ?? '')) log.debug(request(ctx), 'client left');
    else log.error({ ...request(ctx), err: error }, 'response failed');
  };
}

/** True for a browser that would rather be shown a page. */
export function prefersHtml(ctx: Context): boolean {
  return ctx.accepts('json', 'html') === 'html';
}

/** What is said of the connection, whatever became of the request. */
const kept = new Set(['x-request-id', 'strict-transport-security']);

function respond(ctx: Context, error: AppError): void {
  // Whatever the failed handler had set (a media type, a cache rule) was for another body.
  for (const name of ctx.res.getHeaderNames()) {
    if (!kept.has(name)) ctx.remove(name);
  }
  setHeaders(ctx, { ...securityHeaders, ...error.headers });
  ctx.vary('Accept');
  ctx.status = error.status;
  const message = error.expose ? error.message : 'Something went wrong on our side';
  if (prefersHtml(ctx)) {
    ctx.type = 'html';
    ctx.body = errorPage(error.status, message);
    return;
  }
  const { code, fields } = error;
  ctx.body = { error: fields ? { code, message, fields } : { code, message } };
}

function logFault(log: Logger, ctx: Context, error: AppError): void {
  const fault = { ...request(ctx), err: error.cause ?? error };
  if (error.code === 'unavailable') log.warn(fault, 'request refused for now');
  else log.error(fault, 'request failed');
}

/** Without the query: searches hold addresses. */
function request(ctx: Context): Record<string, unknown> {
  return { requestId: ctx.state['requestId'], method: ctx.method, path: ctx.path };
}
