import { Router } from '@koa/router';
import type { OutgoingKind } from '../../domain/outgoing.ts';
import type { Review } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { idOf, jsonBody, missing, parse } from '../input.ts';
import { personOf } from '../person.ts';
import { granted } from './answer.ts';
import { draftVersion } from './schema.ts';

const reviews: Review[] = ['approve', 'reject', 'reopen'];
const ways: [path: string, kind: OutgoingKind][] = [
  ['send', 'send'],
  ['save-to-mailbox', 'save'],
];

/** What is decided on a draft, on the version that was seen: each body is `{version}`. */
export function reviewRoutes({ drafts, outgoing, outbox, system }: HttpDeps): Router {
  const router = new Router();

  for (const review of reviews) {
    router.post(`/drafts/:id/${review}`, jsonBody, async (ctx) => {
      const id = idOf(ctx, 'draft');
      const { version } = parse(draftVersion, ctx.request.body);
      ctx.body = granted(id, await drafts.review(id, version, review, personOf(ctx))).draft;
    });
  }

  /** Answer 202: it is committed that the draft goes out; how far it is, `Location` tells. */
  for (const [path, kind] of ways) {
    router.post(`/drafts/:id/${path}`, jsonBody, async (ctx) => {
      const draft = idOf(ctx, 'draft');
      const { version } = parse(draftVersion, ctx.request.body);
      if (kind === 'send' && !outbox.sends) throw cannotSend();
      const by = personOf(ctx);
      // Who has signed in saw the draft; a program's wish is machine-made, and the letter says so.
      const wish = { draft, version, kind, by, attended: by !== null, domain: outbox.domain };
      const queued = granted(draft, await outgoing.queue(wish));
      system.wake();
      ctx.status = 202;
      ctx.set('Location', `/drafts/${draft}/outgoing`);
      ctx.body = queued.draft;
    });
  }

  router.get('/drafts/:id/outgoing', async (ctx) => {
    const id = idOf(ctx, 'draft');
    if (!(await drafts.get(id))) throw missing('draft', id);
    ctx.body = { items: await outgoing.ofDraft(id) };
  });

  return router;
}

function cannotSend(): AppError {
  return new AppError(
    'conflict',
    'Nothing can be sent: set SMTP_URL, or save the reply to the mailbox (/save-to-mailbox)',
  );
}
