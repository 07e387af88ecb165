import { z } from 'zod';
import type { Story } from './story.ts';

export const actor = z
  .object({
    id: z.string(),
    actor: z.string().describe('Its name within its parent.'),
    machine: z.string(),
    chart: z.string().nullable().describe('The key of its drawing.'),
    parent: z.string().nullable(),
    subject: z.string().nullable(),
    snapshot: z.looseObject({}).describe('As XState has it, redacted.'),
    accepts: z.array(z.string()),
  })
  .meta({ id: 'Actor' });

export const story: z.ZodType<Story> = z
  .object({
    subject: z.string(),
    title: z.string(),
    machine: z.string(),
    chart: z.string().nullable(),
    actor: z.string().nullable().describe('The live actor that works it now.'),
    steps: z.array(
      z
        .object({
          at: z.number().describe('Milliseconds since 1970.'),
          event: z.string(),
          states: z.array(z.string()),
          edges: z.array(z.string()),
          note: z.string().nullable(),
        })
        .meta({ id: 'StoryStep' }),
    ),
  })
  .meta({ id: 'Story' });
