/** Drafts as they are answered. */
import { z } from 'zod';
import { categories, urgencies } from '../../domain/category.ts';
import { type Draft, type DraftVersion, draftStatuses } from '../../domain/draft.ts';
import type { Page } from '../../ports.ts';
import { pageOf, time } from '../openapi/shapes.ts';
import { made, reply } from './schema.ts';

const statusNotes =
  '`drafted` awaits a person; `unknown`: the outcome of an SMTP transaction was lost; `no_reply`: ' +
  'nothing to answer; `superseded`: answered elsewhere.';

export const draft: z.ZodType<Draft> = z
  .object({
    id: z.int().positive(),
    ...made,
    status: z.enum(draftStatuses).describe(statusNotes),
    version: z.int().positive().describe('Raised by every change; a change names the one it saw.'),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Draft', description: 'What is proposed to be answered to a message.' });

export const draftPage: z.ZodType<Page<Draft>> = pageOf(draft).meta({ id: 'DraftPage' });

export const draftVersions: z.ZodType<{ items: DraftVersion[] }> = z.object({
  items: z.array(
    z
      .object({
        version: z.int().positive(),
        at: time,
        by: z.string().describe('`agent` or `person`.'),
        name: z.string().nullable().describe('Of the person, where one had signed in.'),
        change: z.string().describe('Such as `created` or `edited`.'),
        reply: reply.nullable(),
        category: z.enum(categories),
        urgency: z.enum(urgencies),
        status: z.enum(draftStatuses),
      })
      .meta({ id: 'DraftVersion' }),
  ),
});
