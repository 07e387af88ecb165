import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { AuditStore } from '../../ports.ts';
import { personOf } from '../person.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Notes who changed what once it is done, by the pattern of the route that did it. What could not be
 * noted is logged: the change is made, and to say that it failed would have it made twice.
 */
export function noteChanges(audit: AuditStore, log: Logger): Middleware {
  return async (ctx, next) => {
    await next();
    const route: unknown = ctx['_matchedRoute'];
    if (reading.has(ctx.method) || ctx.status >= 400 || typeof route !== 'string') return;
    const params: Record<string, string | undefined> = ctx['params'] ?? {};
    const action = `${ctx.method} ${route}`;
    const entry = { name: personOf(ctx), action, subject: params['id'] ?? null };
    try {
      await audit.note(entry);
    } catch (error) {
      log.error({ ...entry, err: error }, 'a change could not be noted in the audit');
    }
  };
}
