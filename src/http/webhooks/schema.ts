import { z } from 'zod';
import { webhookStates } from '../../domain/webhook.ts';
import type { WebhookFilter } from '../../ports.ts';
import { paging } from '../input.ts';

/** The query of `GET /webhooks`. */
export const webhookFilter: z.ZodType<WebhookFilter> = z.object({
  state: z.enum(webhookStates).exactOptional(),
  ...paging,
});
