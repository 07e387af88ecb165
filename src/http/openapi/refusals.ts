import { z } from 'zod';
import { type ErrorCode, statusOf } from '../errors.ts';
import type { Answer, Operation } from './operation.ts';

const fieldError = z
  .object({
    field: z.string().describe('A path, such as `reply.subject`; empty: the whole.'),
    message: z.string(),
  })
  .meta({ id: 'FieldError', description: 'What is wrong with one field of a body or a query.' });

/**
 * The refusals of an operation by status: those that it names, and those that follow from what it
 * takes and from the guard.
 */
export function refusalsOf(operation: Operation): Record<number, Answer> {
  const byStatus: Record<number, Reason[]> = {};
  for (const [code, reason] of Object.entries(reasonsOf(operation)) as Reason[]) {
    (byStatus[statusOf(code)] ??= []).push([code, reason]);
  }
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, reasons]) => [status, answerOf(reasons)]),
  );
}

type Reasons = Partial<Record<ErrorCode, string>>;
type Reason = [code: ErrorCode, reason: string];

function reasonsOf({ params, query, body, open, storeless, refusals }: Operation): Reasons {
  return {
    ...(body && {
      bad_request: 'The body is no JSON object, or could not be read.',
      too_large: 'The body is longer than 1 MiB.',
      unsupported_media_type: 'The body is not `application/json`, or its coding is not known.',
    }),
    ...((query || body) && { invalid: 'Fields are wrong; `fields` names each.' }),
    ...(params && { not_found: 'There is no such thing.' }),
    ...(!open && {
      unauthorized: 'There is no valid token and no session.',
      forbidden:
        'The token lacks the scope, which the message names; or a page of another site asks, or, ' +
        'without `API_TOKEN`, another machine.',
      misdirected: 'The `Host` is none of `PUBLIC_URL`.',
      too_many_requests: 'Too many requests, or wrong tokens; `Retry-After` says for how long.',
    }),
    ...(!storeless && { unavailable: 'The database is away; `Retry-After` says for how long.' }),
    ...refusals,
  };
}

function answerOf(reasons: Reason[]): Answer {
  const codes = reasons.map(([code]) => code);
  return {
    description: reasons.map(([code, reason]) => `\`${code}\`: ${reason}`).join('\n\n'),
    schema: errorOf(codes),
    ...(codes.some((code) => code === 'unavailable' || code === 'too_many_requests') && {
      headers: { 'Retry-After': 'Seconds to wait.' },
    }),
    ...(codes.includes('unauthorized') && { headers: { 'WWW-Authenticate': 'Bearer' } }),
  };
}

const errors = new Map<string, z.ZodType>();

/** `{"error":{…}}` with one of these codes; the same codes give the same schema. */
function errorOf(codes: ErrorCode[]): z.ZodType {
  const id = `${codes.map(pascal).join('Or')}Error`;
  const known = errors.get(id);
  if (known) return known;
  const error = z.object({
    code: z.enum(codes),
    message: z.string().describe('For a person; names the fix where there is one.'),
    fields: z.array(fieldError).exactOptional(),
  });
  const schema = z.object({ error }).meta({ id });
  errors.set(id, schema);
  return schema;
}

function pascal(code: string): string {
  return code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
