import { z } from 'zod';
import { sendPage } from '../../views/page.ts';
import { setDeeds } from '../audit/deeds.ts';
import type { HttpDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { idOf, missing, parse } from '../input.ts';
import { machinesOf } from '../machines.ts';
import { mailboxesModel } from './mailboxes-model.ts';
import type { Pages } from './pages.ts';
import { sendToast } from './toast.ts';

const path = '/dashboard/mailboxes';

const orderForm = z.object({ order: z.enum(['retry', 'pause', 'resume', 'takeOlder']) });
const workForm = z.object({ order: z.enum(['pause', 'resume']) });

const said = {
  retry: 'is asked to connect now',
  pause: 'is paused: nothing is taken in until it is resumed',
  resume: 'goes on',
  takeOlder: 'takes in older messages',
};

/** As the REST routes are called that do the same. */
const routes = { retry: 'retry', pause: 'pause', resume: 'resume', takeOlder: 'take-older' };

/** The folders, what works their mail, and the orders that a person can give to them. */
export function mailboxPages({ get, post }: Pages, deps: HttpDeps): void {
  get(path, async (ctx) => sendPage(ctx, 'mailboxes', { state: await mailboxesModel(deps) }));
  get(`${path}/state`, async (ctx) => sendPage(ctx, 'mailboxes-state', await mailboxesModel(deps)));

  post(`${path}/:id/order`, async (ctx) => {
    const id = idOf(ctx, 'mailbox');
    const { order } = parse(orderForm, ctx.request.body);
    const entry = (await deps.messages.ledger()).find((mailbox) => mailbox.id === id);
    if (!entry) throw missing('mailbox', id);
    const machines = machinesOf(deps.system);
    machines.tellMailbox(entry, order);
    if (machines.mailbox(entry) === null) {
      throw new AppError(
        'conflict',
        `${entry.mailbox} is not watched: name it in IMAP_MAILBOX and restart`,
      );
    }
    setDeeds(ctx, [{ action: `POST /mailboxes/:id/${routes[order]}`, subject: String(id) }]);
    const toast = { text: `${entry.mailbox} ${said[order]}.`, tone: 'good' } as const;
    sendToast(ctx, toast, ['mailboxes', 'system'], path);
  });

  post('/dashboard/supervisor', (ctx) => {
    const { order } = parse(workForm, ctx.request.body);
    machinesOf(deps.system)[order]();
    setDeeds(ctx, [{ action: `POST /supervisor/${order}`, subject: null }]);
    const text =
      order === 'pause'
        ? 'Work is paused: what is in work goes on to its end, and mail is still taken in.'
        : 'Work goes on.';
    sendToast(ctx, { text, tone: 'good' }, ['mailboxes', 'system'], path);
  });
}
