import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { AuditStore } from '../../ports.ts';
import { actorOf } from '../caller.ts';
import { logOf } from '../request-log.ts';
import { deedsOf } from './deeds.ts';

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
    const deeds = deedsOf(ctx) ?? [
      { action: `${ctx.method} ${route}`, subject: params['id'] ?? null },
    ];
    const entries = deeds.map((deed) => ({ ...deed, name: actorOf(ctx) }));
    // Together, for the store gathers what is written at once.
    const notes = await Promise.allSettled(entries.map((entry) => audit.note(entry)));
    for (const [index, note] of notes.entries()) {
      if (note.status === 'fulfilled') continue;
      const { name: _, ...deed } = entries[index] ?? {};
      const line = { ...deed, err: note.reason as Error };
      logOf(ctx, log).error(line, 'a change could not be noted in the audit');
    }
  };
}
