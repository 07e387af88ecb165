import { z } from 'zod';
import { webhookEvents, webhookStates } from '../../domain/webhook.ts';
import type { WebhookDelivery, WebhookRecord } from '../../ports.ts';
import { idParam } from '../input.ts';
import type { Operation } from '../openapi/operation.ts';
import { pageOf, time } from '../openapi/shapes.ts';
import { webhookFilter } from './schema.ts';

const fields = {
  id: idParam,
  event: z.string().describe('Its `webhook-id`: the same for every try.'),
  type: z.enum(webhookEvents),
  subject: z.string().describe('What it is about, such as `message/7`.'),
  state: z.enum(webhookStates),
  tries: z.int().nonnegative().describe('Those that failed since it was last queued.'),
  notBefore: time.nullable(),
  error: z.string().nullable().describe('What the last try came to.'),
  createdAt: time,
  updatedAt: time,
};
const attempt = z.object({
  at: time,
  status: z.int().nullable().describe('null: there was no answer.'),
  ms: z.number().nonnegative(),
  error: z.string().nullable(),
});
const delivery: z.ZodType<WebhookDelivery> = z.object(fields).meta({ id: 'WebhookDelivery' });
const record: z.ZodType<WebhookRecord> = z
  .object({
    ...fields,
    body: z.string().describe('JSON, as it is signed and posted.'),
    attempts: z.array(attempt).describe('The oldest first.'),
  })
  .meta({ id: 'WebhookRecord' });

const params = { id: idParam };
const refusals = { not_found: 'There is no such webhook; it is forgotten after 30 days.' };

export const webhookOperations: Operation[] = [
  {
    id: 'listWebhooks',
    method: 'get',
    path: '/webhooks',
    tag: 'Running',
    summary: 'List what was posted to the receiver',
    description: 'What goes, or went, to `WEBHOOK_URL`, the newest first.',
    query: webhookFilter,
    answers: {
      200: { description: 'A page of it.', schema: pageOf(delivery).meta({ id: 'WebhookPage' }) },
    },
  },
  {
    id: 'getWebhook',
    method: 'get',
    path: '/webhooks/:id',
    tag: 'Running',
    summary: 'See one webhook and its tries',
    params,
    answers: { 200: { description: 'The webhook.', schema: record } },
    refusals,
  },
  {
    id: 'retryWebhook',
    method: 'post',
    path: '/webhooks/:id/retry',
    tag: 'Running',
    summary: 'Post a webhook again',
    description: 'At once, whatever came of it; a receiver that was gone is asked again.',
    params,
    answers: { 202: { description: 'It is queued.', schema: delivery } },
    refusals,
  },
];
