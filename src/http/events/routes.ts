import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { setHeaders } from '../headers.ts';
import { stayOf } from '../sign-in/stay.ts';
import { eventStreams } from './streams.ts';

export function eventRoutes({ events }: HttpDeps): Router {
  const router = new Router();
  const openStream = eventStreams(events);

  router.get('/events', (ctx) => {
    ctx.status = 200;
    ctx.type = 'text/event-stream';
    // The second is for nginx, which would gather events until its buffer is full.
    setHeaders(ctx, { 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' });
    // HEAD has no body, and so nothing would ever end the stream.
    if (ctx.method !== 'HEAD') ctx.body = openStream(stayOf(ctx));
  });

  return router;
}
