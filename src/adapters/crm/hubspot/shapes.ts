import { z } from 'zod';

/** HubSpot writes every value as a string, and null where there is none. */
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const id = z.union([z.string(), z.number()]).transform(String);

/** A contact or a company. */
export const crmObject = z.object({ id, properties: z.record(z.string(), value) });
export type CrmObject = z.output<typeof crmObject>;

/** `type` is `contact_to_company` for the primary company, `…_unlabeled` or a label's else. */
const association = z.object({ id, type: z.string().default('') });
export type Association = z.output<typeof association>;

const paging = z
  .object({ next: z.object({ after: z.string() }).nullish() })
  .nullish()
  .transform((paging) => paging?.next?.after ?? null);

const associations = z
  .object({ results: z.array(association), paging })
  .transform(({ results, paging }) => ({ items: results, after: paging }));

export const contact = crmObject.extend({
  associations: z.object({ companies: associations.optional() }).optional(),
});
export type Contact = z.output<typeof contact>;

export const associationPage = associations;

export const objectPage = z
  .object({ results: z.array(crmObject), paging })
  .transform(({ results, paging }) => ({ items: results, after: paging }));

/** A page of a list, and the cursor of the next one. */
export interface Page<T> {
  items: T[];
  after: string | null;
}
