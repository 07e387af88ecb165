import { Router } from '@koa/router';
import { Failure } from '../../domain/failure.ts';
import type { SystemControl } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';

export function healthRoutes({ system }: HttpDeps): Router {
  const router = new Router();

  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });

  router.get('/readyz', async (ctx) => {
    const readiness = await readinessOf(system);
    ctx.status = readiness.ready ? 200 : 503;
    ctx.body = readiness;
  });

  return router;
}

/** A probe that fails is an answer, too. */
async function readinessOf(system: SystemControl): ReturnType<SystemControl['readiness']> {
  try {
    return await system.readiness();
  } catch (error) {
    if (error instanceof Failure) return { ready: false, reasons: [error.message] };
    throw error;
  }
}
