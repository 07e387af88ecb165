import { Router } from '@koa/router';
import { Failure } from '../../domain/failure.ts';
import type { Readiness, SystemControl } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';

export function healthRoutes({ system }: HttpDeps): Router {
  const router = new Router();

  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });

  router.get('/readyz', async (ctx) => {
    const { ready, reasons, checks } = await readinessOf(system);
    const status = ready ? (reasons.length > 0 ? 'degraded' : 'ready') : 'unready';
    ctx.status = ready ? 200 : 503;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { ready, status, reasons, ...('verbose' in ctx.query && { checks }) };
  });

  return router;
}

/** A probe that fails is an answer, too. */
async function readinessOf(system: SystemControl): Promise<Readiness> {
  try {
    return await system.readiness();
  } catch (error) {
    if (error instanceof Failure) return { ready: false, reasons: [error.message] };
    throw error;
  }
}
