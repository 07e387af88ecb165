import type { RouterContext } from '@koa/router';
import { z } from 'zod';
import { sendPage } from '../../views/page.ts';
import { type NotedDeed, setDeeds } from '../audit/deeds.ts';
import type { HttpDeps } from '../deps.ts';
import { idOf, missing, parse } from '../input.ts';
import type { Pages } from './pages.ts';
import { quarantineModel } from './quarantine.ts';
import { discardToast, retryToast, type Retried } from './quarantine-words.ts';
import { sendToast, type Toast } from './toast.ts';

const path = '/dashboard/quarantine';

/** As many as a page shows, twice: what was set aside and what waits. */
const atOnce = 200;

const someMessages = z.object({
  message: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z
      .array(z.string().regex(/^[1-9]\d{0,14}$/, 'must be the number of a message'))
      .min(1, 'name at least one')
      .max(atOnce, `at most ${atOnce} at once`)
      .transform((ids) => [...new Set(ids.map(Number))]),
  ),
});

/** What could not be worked and what waits for another try, and what a person does about it. */
export function quarantinePages({ get, post }: Pages, deps: HttpDeps): void {
  const { messages, system } = deps;

  get(path, async (ctx) =>
    sendPage(ctx, 'quarantine', { table: await quarantineModel(messages, ctx.query) }),
  );
  get(`${path}/rows`, async (ctx) =>
    sendPage(ctx, 'quarantine-rows', await quarantineModel(messages, ctx.query)),
  );

  /** One after another: an outcome each, and no more than one is lost if the database goes away. */
  async function retry(ctx: RouterContext, ids: number[]): Promise<Toast> {
    const tried: Retried[] = [];
    for (const id of ids) {
      const row = await messages.get(id);
      tried.push({ id, uid: row?.uid ?? null, outcome: await messages.retry(id) });
    }
    const done = tried.filter(({ outcome }) => outcome === 'retried');
    if (done.length > 0) system.wake();
    setDeeds(
      ctx,
      done.map(({ id }) => messageDeed('retry', id)),
    );
    return retryToast(tried);
  }

  post(`${path}/retry`, async (ctx) => {
    const { message } = parse(someMessages, ctx.request.body);
    sendToast(ctx, await retry(ctx, message), ['messages', 'system'], path);
  });
  post(`${path}/:id/retry`, async (ctx) => {
    const id = idOf(ctx, 'message');
    sendToast(ctx, await retry(ctx, [id]), ['messages', 'system'], path);
  });
  post(`${path}/:id/discard`, async (ctx) => {
    const id = idOf(ctx, 'message');
    const row = await messages.get(id);
    if (!row) throw missing('message', id);
    const outcome = await messages.discard(id);
    setDeeds(ctx, outcome === 'discarded' ? [messageDeed('discard', id)] : []);
    sendToast(ctx, discardToast(row.uid, outcome), ['messages', 'system'], path);
  });
}

/** Of the REST route that does the same. */
function messageDeed(deed: 'retry' | 'discard', id: number): NotedDeed {
  return { action: `POST /messages/:id/${deed}`, subject: String(id) };
}
