import { z } from 'zod';
import { type Step, stages, steps } from '../../domain/message.ts';
import type { MessageFilter, ReplayRequest } from '../../ports.ts';
import { paging, words } from '../input.ts';

export const messageFilter: z.ZodType<MessageFilter> = z.object({
  stage: z.enum(stages).exactOptional(),
  account: words.exactOptional(),
  q: words.exactOptional(),
  ...paging,
});

export const messageReplay: z.ZodType<ReplayRequest> = z.strictObject({
  from: z.enum(steps).exclude(['persisting']).default('classifying'),
  model: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ pattern: String.raw`\S` })
    .nullable()
    .default(null),
  playbook: z.string().min(1).max(200_000).nullable().default(null),
  instruction: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .meta({ pattern: String.raw`\S` })
    .nullable()
    .default(null),
});

export const messageRetry: z.ZodType<{ from?: Step }> = z.strictObject({
  from: z.enum(steps).exactOptional(),
});
