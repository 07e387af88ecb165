import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { machinesOf } from '../machines.ts';

/** Both answer `{state}`; asked twice, they change nothing more. */
export function supervisorRoutes({ system }: HttpDeps): Router {
  const router = new Router();
  for (const order of ['pause', 'resume'] as const) {
    router.post(`/supervisor/${order}`, (ctx) => {
      const machines = machinesOf(system);
      machines[order]();
      ctx.body = { state: machines.supervisor() };
    });
  }
  return router;
}
