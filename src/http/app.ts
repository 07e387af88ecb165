import { randomUUID } from 'node:crypto';
import { Router } from '@koa/router';
import Koa, { type Middleware } from 'koa';
import { admission } from './admission.ts';
import { assetRoutes } from './assets/routes.ts';
import { noteChanges } from './audit/note.ts';
import { auditRoutes } from './audit/routes.ts';
import { compression } from './compression.ts';
import { dashboardRoutes } from './dashboard/routes.ts';
import type { HttpDeps } from './deps.ts';
import { docsRoutes } from './docs/routes.ts';
import { exportRoutes } from './drafts/export.ts';
import { reviewRoutes } from './drafts/review.ts';
import { draftRoutes } from './drafts/routes.ts';
import { answerErrors, logStreamError, unmatched } from './error-handling.ts';
import { eventRoutes } from './events/routes.ts';
import { guard } from './guard.ts';
import { httpsOnly, securityHeaders, setHeaders } from './headers.ts';
import { healthRoutes } from './health/routes.ts';
import { inspectorRoutes } from './inspector/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { mailboxRoutes } from './mailboxes/routes.ts';
import { messageRoutes } from './messages/routes.ts';
import { meter } from './metrics/meter.ts';
import { metricsRoutes } from './metrics/routes.ts';
import { logRequests } from './request-log.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { outgoingRoutes } from './outgoing/routes.ts';
import { type Access, accessOf } from './sign-in/access.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { statsRoutes } from './stats/routes.ts';
import { supervisorRoutes } from './supervisor/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';
import { systemRoutes } from './system/routes.ts';
import { tokenRoutes } from './tokens/routes.ts';

/** The whole HTTP side: who may come in, what went wrong, and every route. */
export function createApp(deps: HttpDeps): Koa {
  const log = deps.log.child({ component: 'http' });
  const app = new Koa();
  app.on('error', logStreamError(log));
  const access = accessOf(deps);
  const all = routers(deps);
  app.use(meter(deps.figures));
  app.use(identify(access));
  app.use(logRequests(log));
  app.use(compression);
  app.use(answerErrors(log));
  app.use(guard(access));
  app.use(admission(all, deps));
  app.use(noteChanges(deps.audit, log));
  for (const router of all) app.use(router.routes());
  app.use(unmatched);
  return app;
}

/** Mounted side by side, so that the middleware of one resource never runs for another. */
export function routers(deps: HttpDeps): Router[] {
  const start = deps.role === 'agent' ? '/inspector' : '/dashboard';
  const everywhere = [
    messageRoutes(deps),
    ledgerRoutes(deps),
    mailboxRoutes(deps),
    supervisorRoutes(deps),
    statsRoutes(deps),
    systemRoutes(deps),
    eventRoutes(deps),
    healthRoutes(deps),
    metricsRoutes(deps),
    inspectorRoutes(deps),
    auditRoutes(deps),
    tokenRoutes(deps),
    webhookRoutes(deps),
    openApiRoutes(deps),
    docsRoutes(deps),
    assetRoutes(),
    signInRoutes(deps, start),
    rootRoutes(start),
  ];
  if (deps.role === 'agent') return everywhere;
  return [
    ...everywhere,
    draftRoutes(deps),
    reviewRoutes(deps),
    exportRoutes(deps),
    outgoingRoutes(deps),
    dashboardRoutes(deps),
  ];
}

function rootRoutes(start: string): Router {
  const router = new Router();
  router.get('/', (ctx) => ctx.redirect(start));
  return router;
}

/** The id under which the log speaks of a request, and what is true of every answer. */
function identify(access: Access): Middleware {
  return async (ctx, next) => {
    const requestId = randomUUID();
    ctx.state['requestId'] = requestId;
    setHeaders(ctx, { ...securityHeaders, 'X-Request-Id': requestId });
    if (access?.names.isHttps(ctx.headers.host)) setHeaders(ctx, httpsOnly);
    await next();
  };
}
