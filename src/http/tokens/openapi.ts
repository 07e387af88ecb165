import { z } from 'zod';
import { scopes } from '../../domain/scope.ts';
import type { ApiToken } from '../../ports.ts';
import type { Operation } from '../openapi/operation.ts';
import { time } from '../openapi/shapes.ts';
import { newToken } from './schema.ts';

const fields = {
  id: z.string().describe('Public: it stands in the token itself and in the audit.'),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: time,
  createdBy: z.string().nullable().describe('null: a program, or nobody had to sign in.'),
  lastUsedAt: time.nullable().describe('To about a minute.'),
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
};
const apiToken: z.ZodType<ApiToken> = z.object(fields).meta({ id: 'ApiToken' });
const tokenList = z.object({ items: z.array(apiToken) }).meta({ id: 'ApiTokenList' });
const issued = z
  .object({ ...fields, token: z.string().describe('The token itself, shown this once.') })
  .meta({ id: 'IssuedToken' });

export const tokenOperations: Operation[] = [
  {
    id: 'listTokens',
    method: 'get',
    path: '/tokens',
    tag: 'Running',
    summary: 'List named tokens',
    description: 'The newest first, the revoked ones included; never what they say.',
    answers: { 200: { description: 'All of them.', schema: tokenList } },
  },
  {
    id: 'createToken',
    method: 'post',
    path: '/tokens',
    tag: 'Running',
    summary: 'Make a named token',
    description:
      '`read` sees everything, `review` decides on drafts as well, `ingest` only posts drafts, and ' +
      '`admin` may do all.',
    body: { schema: newToken, example: { name: 'CRM sync', scopes: ['read'] } },
    answers: { 201: { description: 'The token; only this answer has its text.', schema: issued } },
    refusals: { conflict: 'A token of that name is there, and not revoked.' },
  },
  {
    id: 'revokeToken',
    method: 'delete',
    path: '/tokens/:id',
    tag: 'Running',
    summary: 'Revoke a token',
    description: 'At once; the sessions that began with it end, too.',
    params: { id: z.string() },
    answers: { 200: { description: 'The token as it is then.', schema: apiToken } },
    refusals: { not_found: 'There is no such token.' },
  },
];
