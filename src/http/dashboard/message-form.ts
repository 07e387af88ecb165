import { z } from 'zod';
import { categories, urgencies } from '../../domain/category.ts';
import type { Draft } from '../../domain/draft.ts';
import type { DraftEdit } from '../../ports.ts';
import { limits } from '../drafts/schema.ts';
import { parse } from '../input.ts';
import { isEditable, type Deed, deeds } from './message-actions.ts';
import { type Typed, typedOf } from './message-panel.ts';

const version = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number);

/** The form of the reply as it comes in. What is too long is refused by `problemOf`, in words. */
const form = z.object({
  version,
  /** The version that a person saw and wants to save theirs over. */
  over: version.exactOptional(),
  subject: z.string().exactOptional(),
  body: z.string().exactOptional(),
  category: z.enum(categories).exactOptional(),
  urgency: z.enum(urgencies).exactOptional(),
  instruction: z.string().exactOptional(),
  do: z.enum(['', ...deeds]).exactOptional(),
});

export interface ReplyForm {
  /** What the person saw when they asked. */
  version: number;
  /** Whole: what the form did not hold is as it is stored. */
  typed: Typed;
  deed: Deed | null;
}

/** @throws AppError 400 for what no form of ours sends */
export function readReplyForm(body: unknown, draft: Draft): ReplyForm {
  const { version: seen, over, do: deed, ...given } = parse(form, body);
  const stored = typedOf(draft);
  return {
    version: over ?? seen,
    deed: deed || null,
    typed: {
      subject: given.subject ?? stored.subject,
      // A form sends CRLF (WHATWG HTML, 4.10.22.4), and so may what is stored.
      body: withLf(given.body ?? stored.body),
      category: given.category ?? stored.category,
      urgency: given.urgency ?? stored.urgency,
      instruction: (given.instruction ?? '').trim(),
    },
  };
}

/** What was typed that is not stored, to the letter; null: nothing. */
export function editOf(
  { subject, body, category, urgency }: Typed,
  draft: Draft,
): DraftEdit | null {
  const stored = typedOf(draft);
  const edit: DraftEdit = {};
  const reply = {
    ...(subject !== stored.subject && { subject }),
    ...(body !== withLf(stored.body) && { body }),
  };
  // Who empties the text of spam has written nothing that should be kept.
  const isEmptied = category === 'Spam' && body.trim() === '';
  if (!isEmptied && Object.keys(reply).length > 0) edit.reply = reply;
  if (category !== stored.category) edit.category = category;
  // Spam has but one urgency.
  if (urgency !== stored.urgency && category !== 'Spam') edit.urgency = urgency;
  return Object.keys(edit).length > 0 ? edit : null;
}

/** Why an edit cannot be stored, for the person who typed it; null: it can. */
export function problemOf({ reply = {} }: DraftEdit, draft: Draft): string | null {
  if (Object.keys(reply).length > 0 && !isEditable(draft)) {
    return 'The reply cannot be changed any more';
  }
  if (reply.subject !== undefined && /[\r\n]/.test(reply.subject)) {
    return 'The subject must be one line';
  }
  if ((reply.subject?.length ?? 0) > limits.subject)
    return 'The subject is longer than 998 characters';
  if (reply.body?.trim() === '')
    return 'The text is empty; reject the draft if there is nothing to say';
  if ((reply.body?.length ?? 0) > limits.body) return 'The text is longer than 100,000 characters';
  return null;
}

function withLf(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
