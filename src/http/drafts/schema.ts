import { z } from 'zod';
import { categories, urgencies } from '../../domain/category.ts';
import { type DraftStatus, draftStatuses, type NewDraft } from '../../domain/draft.ts';
import type { DraftEdit, DraftFilter } from '../../ports.ts';
import { paging, words } from '../input.ts';

const filters = {
  category: z.enum(categories).exactOptional(),
  status: z.enum(draftStatuses).exactOptional(),
  urgency: z.enum(urgencies).exactOptional(),
  account: words.describe('As in `account` of the drafts.').exactOptional(),
  q: words
    .describe('Full-text search: every word, in subject, sender, text or reply.')
    .exactOptional(),
};

/** Characters of what a person writes, over REST as on a page. */
export const limits = { subject: 998, body: 100_000, instruction: 2_000 } as const;

export const draftFilter: z.ZodType<DraftFilter> = z.object({ ...filters, ...paging });

/** Of a list that is taken whole: `limit` and `cursor` mean nothing there. */
export const wholeFilter: z.ZodType<Omit<DraftFilter, 'limit' | 'cursor'>> = z.object(filters);

const count = z.int().nonnegative();
/** What is added up over days: far above anything real, and far below where sums lose their ends. */
const tokens = count.max(1_000_000_000);
const usd = z.number().nonnegative().max(1_000_000);
const ms = z.number().nonnegative().max(1_000_000_000_000);

const address = z
  .object({
    name: z.string().describe('Empty where the header has none.'),
    address: z.string(),
  })
  .meta({ id: 'Address' });

const stepRun = z
  .object({
    provider: z.string().describe('`openai`, `mock`, or `rules` where no model was needed.'),
    model: z.string(),
    ms,
    inputTokens: tokens,
    outputTokens: tokens,
    costUsd: usd.exactOptional(),
  })
  .meta({ id: 'StepRun', description: 'Who answered a step, and at what cost.' });

export const reply = z
  .object({
    subject: z.string(),
    body: z.string(),
    language: z.string().describe('BCP 47, such as `en`.'),
  })
  .meta({ id: 'Reply' });

export const crm = z
  .object({
    company: z.string(),
    industry: z.string(),
    size: z.string().describe('Head count as a range, such as `500-1000`.'),
    contactRole: z.string(),
    source: z.string().describe('Where it was found, such as `csv:domain`.'),
  })
  .meta({ id: 'CrmRecord' });

export const provenance = z
  .object({
    fallback: z.boolean().describe('The mock stood in for the LLM.'),
    steps: z.partialRecord(z.enum(['classify', 'draft', 'summarize']), stepRun),
    costUsd: usd,
  })
  .meta({ id: 'Provenance' });

/** The fields of a draft as a pipeline makes it, but for its status. */
export const made = {
  key: z
    .string()
    .min(1)
    .max(2_000)
    .describe('`account/mailbox/uidValidity/uid`, percent-encoded; it never changes.'),
  revision: z
    .int()
    .positive()
    .max(0x7fffffff)
    .describe('Raised each time the pipeline drafts the message anew.'),
  account: z.string().min(1),
  mailbox: z.string().min(1),
  uid: z.int().positive().max(0xffffffff),
  messageId: z.string().nullable().describe('The Message-ID header.'),
  threadId: z.string().nullable(),
  sender: address,
  recipients: z.array(address),
  subject: z.string(),
  receivedAt: z.iso.datetime(),
  attachments: z.array(
    z.object({ name: z.string(), type: z.string().describe('Media type.'), size: count }),
  ),
  category: z.enum(categories),
  confidence: z.number().min(0).max(1),
  reason: z.string().describe('Why it has this category.'),
  noReplyReason: z.string().nullable().describe('Why nothing is proposed.'),
  automated: z.boolean().describe('A machine wrote it.'),
  crm: crm.nullable(),
  reply: reply.nullable(),
  summary: z.object({
    subject: z.string(),
    sender: z.string(),
    intent: z.string(),
    urgency: z.enum(urgencies),
  }),
  message: z
    .int()
    .positive()
    .nullable()
    .describe('The id of the ledger row, for `/messages/{id}`.'),
  injection: z
    .object({ suspected: z.boolean(), evidence: z.array(z.string()) })
    .describe('Passages that address a model instead of a person.'),
  provenance,
  truncated: z.boolean().describe('Only the first `MAX_MESSAGE_BYTES` were read.'),
};

/** What a pipeline makes of a mail; the others are a person's decisions, and what came of them. */
const madeStatuses = ['drafted', 'no_reply', 'superseded'] as const satisfies DraftStatus[];

/** Unknown fields are dropped, so that an agent may be newer than the API it delivers to. */
export const newDraft: z.ZodType<NewDraft> = z
  .object({ ...made, status: z.enum(madeStatuses) })
  .meta({ id: 'NewDraft' });

/** The version of the draft that the client saw; a change of another one is a 409. */
const seen = {
  version: z.int().positive().max(0x7fffffff).describe('Of the draft, as it was seen.'),
};

export const draftVersion: z.ZodType<{ version: number }> = z.strictObject(seen);

export const draftAgain: z.ZodType<{ version: number; instruction?: string }> = z.strictObject({
  ...seen,
  instruction: z
    .string()
    .trim()
    .min(1)
    .max(limits.instruction)
    .meta({ pattern: String.raw`\S` })
    .describe('What is wanted of the new reply, such as "shorter, and offer a call on Friday".')
    .exactOptional(),
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
      .refine((reply) => Object.keys(reply).length > 0, 'Nothing to change: give subject or body')
      .meta({ minProperties: 1 })
      .exactOptional(),
    category: z.enum(categories).exactOptional(),
    urgency: z.enum(urgencies).exactOptional(),
  })
  .refine(
    ({ reply = {}, category, urgency }) =>
      [reply.subject, reply.body, category, urgency].some((change) => change !== undefined),
    'Nothing to change: give reply.subject, reply.body, category or urgency',
  )
  .meta({ minProperties: 2 });
