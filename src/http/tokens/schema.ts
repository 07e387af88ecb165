import { z } from 'zod';
import { type Scope, scopes } from '../../domain/scope.ts';
import { personName } from '../sign-in/schema.ts';

const scopeList = z
  .array(z.enum(scopes, `must be one of ${scopes.join(', ')}`), 'must be a list of scopes')
  .min(1, 'needs at least one scope')
  .transform((given) => [...new Set(given)]);

/** A time to come, as ISO 8601; a day alone is its beginning in UTC. */
const expiry = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: 'must be a time such as 2027-01-31T00:00:00Z, or a day such as 2027-01-31',
  })
  .transform((text) => new Date(text).toISOString())
  .refine((time) => Date.parse(time) > Date.now(), 'must be in the future');

export interface TokenWish {
  name: string;
  scopes: Scope[];
  expiresAt?: string | null;
}

/** The body of `POST /tokens`. */
export const newToken: z.ZodType<TokenWish> = z.strictObject({
  name: personName('Give it a name'),
  scopes: scopeList,
  expiresAt: expiry.nullable().exactOptional(),
});
