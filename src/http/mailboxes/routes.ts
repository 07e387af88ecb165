import { Router } from '@koa/router';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { idOf, missing } from '../input.ts';
import { machinesOf } from '../machines.ts';

const orders = {
  retry: 'retry',
  pause: 'pause',
  resume: 'resume',
  'take-older': 'takeOlder',
} as const;

/** Each answers with the folder's entry of `GET /ledger`, in the state that it has now. */
export function mailboxRoutes({ messages, system }: HttpDeps): Router {
  const router = new Router();
  for (const [path, order] of Object.entries(orders)) {
    router.post(`/mailboxes/:id/${path}`, async (ctx) => {
      const id = idOf(ctx, 'mailbox');
      const entry = (await messages.ledger()).find((mailbox) => mailbox.id === id);
      if (!entry) throw missing('mailbox', id);
      const machines = machinesOf(system);
      machines.tellMailbox(entry, order);
      const state = machines.mailbox(entry);
      if (state === null) {
        throw new AppError(
          'conflict',
          `Mailbox ${id} (${entry.mailbox}) is not watched: name it in IMAP_MAILBOX and restart`,
        );
      }
      ctx.body = { ...entry, state };
    });
  }
  return router;
}
