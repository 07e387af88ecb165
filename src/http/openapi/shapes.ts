/** What the answers of several resources are made of. */
import { z } from 'zod';

export const time = z.iso.datetime();

/** A page of a list; `next` is the `cursor` of the following one. */
export function pageOf<T>(item: z.ZodType<T>) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().describe('The `cursor` of the next page; null at the end.'),
  });
}
