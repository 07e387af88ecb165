import { createHash } from 'node:crypto';
import type { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { missing } from '../input.ts';

/** `GET /inspector/charts/:key`: the drawing of a machine, which is asked for anew and kept if the same. */
export function chartRoutes(router: Router, { inspection }: Pick<HttpDeps, 'inspection'>): void {
  router.get('/inspector/charts/:key', async (ctx) => {
    const key = ctx.params['key'] ?? '';
    const svg = await inspection.charts.svg(key).catch((error: unknown) => {
      throw new AppError('unavailable', 'This drawing could not be made; ask for it again', {
        headers: { 'Retry-After': '5' },
        cause: error,
      });
    });
    if (svg === null) throw missing('drawing', key);
    ctx.status = 200;
    ctx.type = 'image/svg+xml; charset=utf-8';
    ctx.set('Cache-Control', 'no-cache');
    // Weak, for it goes out in more than one coding (RFC 9110, 8.8.1).
    ctx.set('ETag', `W/"${createHash('sha256').update(svg).digest('base64url').slice(0, 22)}"`);
    if (ctx.fresh) ctx.status = 304;
    else ctx.body = svg;
  });
}
