import { z } from 'zod';
import { type Step, stages, steps } from '../../domain/message.ts';
import type { MessageFilter } from '../../ports.ts';
import { paging, words } from '../input.ts';

export const messageFilter: z.ZodType<MessageFilter> = z.object({
  stage: z.enum(stages).exactOptional(),
  account: words.exactOptional(),
  q: words.exactOptional(),
  ...paging,
});

export const messageRetry: z.ZodType<{ from?: Step }> = z.strictObject({
  from: z.enum(steps).exactOptional(),
});
