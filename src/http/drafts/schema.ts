import { z } from 'zod';
import { categories, urgencies } from '../../domain/category.ts';
import { type DraftStatus, draftStatuses, type NewDraft } from '../../domain/draft.ts';
import type { DraftEdit, DraftFilter } from '../../ports.ts';
import { paging, words } from '../input.ts';

const filters = {
  category: z.enum(categories).exactOptional(),
  status: z.enum(draftStatuses).exactOptional(),
  urgency: z.enum(urgencies).exactOptional(),
  account: words.exactOptional(),
  q: words.exactOptional(),
};

/** Characters of what a person writes, over REST as on a page. */
export const limits = { subject: 998, body: 100_000, instruction: 2_000 } as const;

export const draftFilter: z.ZodType<DraftFilter> = z.object({ ...filters, ...paging });

/** Of a list that is taken whole: `limit` and `cursor` mean nothing there. */
export const wholeFilter: z.ZodType<Omit<DraftFilter, 'limit' | 'cursor'>> = z.object(filters);

const count = z.int().nonnegative();
const address = z.object({ name: z.string(), address: z.string() });
const stepRun = z.object({
  provider: z.string(),
  model: z.string(),
  ms: z.number().nonnegative(),
  inputTokens: count,
  outputTokens: count,
  costUsd: z.number().nonnegative().exactOptional(),
});

/** What a pipeline makes of a mail; the others are a person's decisions, and what came of them. */
const madeStatuses = ['drafted', 'no_reply', 'superseded'] as const satisfies DraftStatus[];

/** Unknown fields are dropped, so that an agent may be newer than the API it delivers to. */
export const newDraft: z.ZodType<NewDraft> = z.object({
  key: z.string().min(1),
  revision: z.int().positive(),
  account: z.string().min(1),
  mailbox: z.string().min(1),
  uid: z.int().positive(),
  messageId: z.string().nullable(),
  threadId: z.string().nullable(),
  sender: address,
  recipients: z.array(address),
  subject: z.string(),
  receivedAt: z.iso.datetime(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), size: count })),
  category: z.enum(categories),
  confidence: z.number().min(0).max(1),
  reason: z.string(),
  noReplyReason: z.string().nullable(),
  automated: z.boolean(),
  crm: z
    .object({
      company: z.string(),
      industry: z.string(),
      size: z.string(),
      contactRole: z.string(),
      source: z.string(),
    })
    .nullable(),
  reply: z.object({ subject: z.string(), body: z.string(), language: z.string() }).nullable(),
  summary: z.object({
    subject: z.string(),
    sender: z.string(),
    intent: z.string(),
    urgency: z.enum(urgencies),
  }),
  status: z.enum(madeStatuses),
  message: z.int().positive().nullable(),
  injection: z.object({ suspected: z.boolean(), evidence: z.array(z.string()) }),
  provenance: z.object({
    fallback: z.boolean(),
    steps: z.partialRecord(z.enum(['classify', 'draft', 'summarize']), stepRun),
    costUsd: z.number().nonnegative(),
  }),
  truncated: z.boolean(),
});

/** The version of the draft that the client saw; a change of another one is a 409. */
const seen = { version: z.int().positive() };

export const draftVersion: z.ZodType<{ version: number }> = z.strictObject(seen);

export const draftAgain: z.ZodType<{ version: number; instruction?: string }> = z.strictObject({
  ...seen,
  /** What a person wants of the new reply, such as "shorter, and offer a call on Friday". */
  instruction: z.string().trim().min(1).max(limits.instruction).exactOptional(),
});

/** Strict, unlike `newDraft`: an edit that is silently left out would be taken for made. */
export const draftPatch: z.ZodType<DraftEdit & { version: number }> = z
  .strictObject({
    ...seen,
    reply: z
      .strictObject({
        // A line break in a subject would begin a header of its own when the reply is sent.
        subject: z
          .string()
          .max(limits.subject)
          .regex(/^[^\r\n]*$/, 'must be one line')
          .exactOptional(),
        body: z.string().min(1).max(limits.body).exactOptional(),
      })
      .exactOptional(),
    category: z.enum(categories).exactOptional(),
    urgency: z.enum(urgencies).exactOptional(),
  })
  .refine(
    ({ reply = {}, category, urgency }) =>
      [reply.subject, reply.body, category, urgency].some((change) => change !== undefined),
    'Nothing to change: give reply.subject, reply.body, category or urgency',
  );
