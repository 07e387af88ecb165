import type { ParsedUrlQuery } from 'node:querystring';
import { type WebhookState, webhookStates } from '../../domain/webhook.ts';
import type { WebhookDelivery, WebhookStore } from '../../ports.ts';
import { sendPage } from '../../views/page.ts';
import { setDeeds } from '../audit/deeds.ts';
import type { HttpDeps } from '../deps.ts';
import { idOf, missing } from '../input.ts';
import { type Pages, sendById } from './pages.ts';
import { readId } from './query.ts';
import { sendToast } from './toast.ts';
import { attemptWord, eventText, receiverWord, stateWord, subjectOf } from './webhooks-words.ts';

const path = '/dashboard/webhooks';
const pageSize = 50;

/** What was posted to WEBHOOK_URL, what waits, and why; each may be posted again. */
export function webhookPages({ get, post }: Pages, { webhooks, system }: HttpDeps): void {
  get(path, async (ctx) =>
    sendPage(ctx, 'webhooks', { table: await tableModel(webhooks, ctx.query) }),
  );
  get(`${path}/rows`, async (ctx) =>
    sendPage(ctx, 'webhooks-rows', await tableModel(webhooks, ctx.query)),
  );
  get(`${path}/:id`, (ctx) =>
    sendById(ctx, 'webhook', async (id) => await recordModel(webhooks, id)),
  );
  post(`${path}/:id/retry`, async (ctx) => {
    const id = idOf(ctx, 'webhook');
    if (!(await webhooks.retry(id))) throw missing('webhook', id);
    system.wake();
    setDeeds(ctx, [{ action: 'POST /webhooks/:id/retry', subject: String(id) }]);
    sendToast(ctx, { text: 'It is posted again.', tone: 'good' }, ['system'], path);
  });
}

async function tableModel(webhooks: WebhookStore, query: ParsedUrlQuery) {
  const state = webhookStates.find((known) => known === query['state']) ?? null;
  const given = query['cursor'];
  const cursor = readId(typeof given === 'string' ? given : undefined);
  const [page, receiver] = await Promise.all([
    webhooks.list({
      limit: pageSize,
      ...(state && { state }),
      ...(cursor !== null && { cursor }),
    }),
    webhooks.receiver(),
  ]);
  return {
    receiver: receiverWord(receiver),
    goneAt: receiver.goneAt,
    state,
    tabs: tabs.map(({ label, value }) => {
      return { label, href: hrefOf(path, value), current: value === state };
    }),
    rows: page.items.map(shown),
    next: page.next === null ? null : hrefOf(path, state, page.next),
    first: cursor === null ? null : hrefOf(path, state),
    self: hrefOf(`${path}/rows`, state, cursor),
  };
}

const tabs: { label: string; value: WebhookState | null }[] = [
  { label: 'All', value: null },
  { label: 'Waiting', value: 'queued' },
  { label: 'Delivered', value: 'delivered' },
  { label: 'Given up', value: 'failed' },
];

function hrefOf(page: string, state: WebhookState | null, cursor?: string | number | null): string {
  const given = Object.entries({ state, cursor }).filter(([, value]) => value);
  const parameters = new URLSearchParams(
    given.map(([name, value]): [string, string] => [name, String(value)]),
  );
  return parameters.size > 0 ? `${page}?${parameters.toString()}` : page;
}

function shown(delivery: WebhookDelivery) {
  const { type, subject } = delivery;
  return {
    ...delivery,
    word: stateWord(delivery),
    what: eventText(type),
    about: subjectOf(subject),
  };
}

/** null: there is no such delivery. */
async function recordModel(webhooks: WebhookStore, id: number) {
  const record = await webhooks.get(id);
  return (
    record && {
      ...shown(record),
      body: JSON.stringify(JSON.parse(record.body), null, 2),
      attempts: record.attempts.toReversed().map((attempt) => {
        return { ...attempt, word: attemptWord(attempt) };
      }),
    }
  );
}
