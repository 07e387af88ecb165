import { z } from 'zod';
import { parse } from '../input.ts';

export const deeds = ['approve', 'reject', 'reopen', 'send', 'save'] as const;
export type Deed = (typeof deeds)[number];

/** A draft as the person saw it. */
export interface Seen {
  id: number;
  version: number;
}

/** What the form of a page asks for. */
export interface ReviewForm {
  deed: Deed;
  drafts: Seen[];
  /** Where who has no script is sent afterwards. */
  back: string;
}

/** Drafts in one request: four pages of the list. */
const atOnce = 200;

const seen = z
  .string()
  .regex(/^[1-9]\d{0,14}:[1-9]\d{0,14}$/, 'must be <id>:<version>')
  .transform((text): Seen => {
    const [id, version] = text.split(':').map(Number);
    return { id: id ?? 0, version: version ?? 0 };
  });

const list = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : (value ?? [])),
  z.array(seen).min(1, 'select at least one').max(atOnce, `at most ${atOnce} at once`),
);

const form = z.object({ do: z.enum(deeds), draft: list });

/**
 * Reads `do` with one or more `draft=<id>:<version>`.
 * @throws AppError 400 that names every wrong field
 */
export function readReview(body: unknown): ReviewForm {
  const { do: deed, draft } = parse(form, body);
  return { deed, drafts: unique(draft), back: backOf(body) };
}

/** A draft named twice would be stale the second time. */
function unique(drafts: Seen[]): Seen[] {
  return [...new Map(drafts.map((draft) => [draft.id, draft])).values()];
}

/** Only a page of ours: a redirect anywhere else would lend our name to a stranger. */
function backOf(body: unknown): string {
  const { data } = z.object({ back: z.string().max(2_000) }).safeParse(body);
  return data && /^\/dashboard(?:[/?][\w\-.~!$&'()*+,;=:@%/?]*)?$/.test(data.back)
    ? data.back
    : '/dashboard';
}
