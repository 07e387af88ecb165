/** The ledger's rows as they are answered. */
import { z } from 'zod';
import { categories, urgencies } from '../../domain/category.ts';
import { stages } from '../../domain/message.ts';
import type { MessageRow, Page, ReplaySide, Transition } from '../../ports.ts';
import { crm, provenance, reply } from '../drafts/schema.ts';
import { pageOf, time } from '../openapi/shapes.ts';

const stage = z.enum(stages).meta({
  id: 'Stage',
  description:
    'Where a message stands. `waiting` is tried again at `notBefore`; `queued` waits for the REST ' +
    'API of another process; `gone` was expunged before it could be fetched.',
});

const row = {
  id: z.int().positive(),
  key: z.string().describe('`account/mailbox/uidValidity/uid`, percent-encoded; it never changes.'),
  stage,
  account: z.string(),
  mailbox: z.string(),
  uidValidity: z.int().nonnegative(),
  uid: z.int().nonnegative(),
  messageId: z.string().nullable().describe('The Message-ID header.'),
  subject: z.string().nullable(),
  sender: z.string().nullable(),
  attempts: z.int().nonnegative().describe('Failed tries of the step that is due.'),
  notBefore: time.nullable(),
  error: z.string().nullable().describe('Why it waits, was skipped or was quarantined.'),
  updatedAt: time,
};

export const messageRow: z.ZodType<MessageRow> = z.object(row).meta({ id: 'MessageRow' });

export const messagePage: z.ZodType<Page<MessageRow>> = pageOf(messageRow).meta({
  id: 'MessagePage',
});

const transition: z.ZodType<Transition> = z
  .object({
    at: time,
    from: stage,
    to: stage,
    ms: z.number().nonnegative(),
    attempt: z.int().nonnegative(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Transition' });

export const message: z.ZodType<MessageRow & { journey: Transition[] }> = z
  .object({ ...row, journey: z.array(transition).describe('Every transition, the oldest first.') })
  .meta({ id: 'Message', description: 'A ledger row with its journey.' });

const side = z
  .object({
    category: z.enum(categories),
    confidence: z.number(),
    reason: z.string(),
    noReplyReason: z.string().nullable(),
    crm: crm.nullable(),
    reply: reply.nullable(),
    provenance,
    intent: z.string(),
    urgency: z.enum(urgencies),
  })
  .meta({ id: 'ReplaySide' });

interface Replay {
  message: number;
  changed: (keyof ReplaySide)[];
  before: ReplaySide | null;
  after: ReplaySide;
}

export const replay: z.ZodType<Replay> = z
  .object({
    message: z.int().positive(),
    changed: z.array(side.keyof()).describe('The fields in which both differ.'),
    before: side.nullable().describe('What there is; null: it has no results yet.'),
    after: side,
  })
  .meta({ id: 'Replay' });
