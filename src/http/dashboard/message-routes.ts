import type { RouterContext } from '@koa/router';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import { draftModel, messageModel } from './message.ts';
import { sendMailHtml } from './message-html.ts';
import { journeyModel } from './journey.ts';
import { knownMessage } from './message-known.ts';
import { mailOf, mailView } from './message-mail.ts';
import { replyPages } from './message-reply.ts';
import { sourcePage } from './message-source.ts';
import { type Pages, sendById, sendMissing } from './pages.ts';
import { readId } from './query.ts';
import { sendToast } from './toast.ts';
import { versionModel, versionsModel } from './versions.ts';

/** A message: its mail, the reply to it, its way through the pipeline and what became of it. */
export function messagePages(pages: Pages, deps: HttpDeps): void {
  pages.get('/dashboard/messages/:id', (ctx) =>
    sendById(ctx, 'message', (id) => messageModel(deps, id, ctx.query)),
  );
  pages.get('/dashboard/drafts/:id', (ctx) =>
    sendById(ctx, 'message', (id) => draftModel(deps, id, ctx.query)),
  );
  mailPages(pages, deps);
  sourcePage(pages, deps);
  replyPages(pages, deps);
  pages.get('/dashboard/messages/:id/journey', (ctx) =>
    sendById(ctx, 'journey', (id) => journeyModel(deps, id)),
  );
  pages.get('/dashboard/drafts/:id/versions', (ctx) =>
    sendById(ctx, partOf(ctx, 'versions'), (id) => versionsModel(deps, id)),
  );
  pages.get('/dashboard/drafts/:id/versions/:version', (ctx) =>
    sendById(ctx, partOf(ctx, 'versions-one'), (id) =>
      versionModel(deps, id, readId(ctx.params['version']) ?? 0),
    ),
  );
}

function mailPages(pages: Pages, deps: HttpDeps): void {
  pages.get('/dashboard/messages/:id/mail', (ctx) =>
    sendById(ctx, 'mail', async (id) => {
      const known = await knownMessage(deps, id);
      return known && { mail: mailOf(known, mailView(ctx.query['as'])) };
    }),
  );
  pages.get('/dashboard/messages/:id/html', async (ctx) => {
    const id = readId(ctx.params['id']);
    if (id === null || !(await deps.messages.get(id))) sendMissing(ctx);
    else await sendMailHtml(ctx, deps, id);
  });
  /** What replaces the reply's panel of a message that has no draft yet. */
  pages.get('/dashboard/messages/:id/waiting', async (ctx) => {
    const id = readId(ctx.params['id']);
    const model = id === null ? null : await messageModel(deps, id);
    if (!model) return sendMissing(ctx);
    // Nothing can have been typed there: the whole page comes anew, with the draft in it.
    if (model.panel) ctx.set('HX-Refresh', 'true');
    if (model.panel || model.seen === ctx.query['seen']) ctx.status = 204;
    else sendPage(ctx, 'message-waiting', model);
  });
  pages.post('/dashboard/messages/:id/again', (ctx) => workAgain(ctx, deps));
}

async function workAgain(ctx: RouterContext, { messages, system }: HttpDeps): Promise<void> {
  const id = readId(ctx.params['id']);
  const outcome = id === null ? null : await messages.retry(id);
  if (outcome === null) return sendMissing(ctx);
  if (outcome === 'retried') system.wake();
  const words = {
    retried: { text: 'It is back in work.', tone: 'busy' },
    not_ended: { text: 'It is in work already.', tone: 'quiet' },
    sourceless: { text: 'It cannot be read again: its source is kept no longer.', tone: 'warn' },
    edited: { text: 'A person has decided on its draft, and that stands.', tone: 'warn' },
  } as const;
  sendToast(ctx, words[outcome], ['messages', 'drafts'], `/dashboard/messages/${id}`);
}

/** A fragment for a script; for a browser without one, the same on a page of its own. */
function partOf(ctx: RouterContext, template: 'versions' | 'versions-one'): string {
  return ctx.get('HX-Request') === 'true' ? template : `${template}-page`;
}
