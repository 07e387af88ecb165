import { z } from 'zod';
import { type Outgoing, outgoingKinds, outgoingStates } from '../../domain/outgoing.ts';
import type { Page } from '../../ports.ts';
import { pageOf, time } from '../openapi/shapes.ts';

const outgoing: z.ZodType<Outgoing> = z
  .object({
    id: z.int().positive(),
    draft: z.int().positive(),
    kind: z.enum(outgoingKinds).describe('`save` into Drafts, or `send` by SMTP.'),
    state: z
      .enum(outgoingStates)
      .describe('`unknown`: how the SMTP transaction ended was lost; never tried again by itself.'),
    version: z.int().positive().describe('Of the draft: exactly this text goes out.'),
    messageId: z.string(),
    attended: z.boolean().describe('A person asked on a page, not a program.'),
    name: z.string().nullable().describe('Who asked.'),
    attempts: z.int().nonnegative(),
    notBefore: time.nullable(),
    folder: z.string().nullable().describe('In which it or its copy is.'),
    error: z.string().nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Outgoing', description: 'A reply on its way out.' });

export const outgoingItems: z.ZodType<{ items: Outgoing[] }> = z.object({
  items: z.array(outgoing),
});

export const outgoingPage: z.ZodType<Page<Outgoing>> = pageOf(outgoing).meta({
  id: 'OutgoingPage',
});
