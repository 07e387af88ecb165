/** What comes in from a client, checked at the border. */
import { bodyParser } from '@koa/bodyparser';
import type { RouterContext } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import { AppError, invalidInput, unreadableBody } from './errors.ts';
import { storable } from './text.ts';

/** @throws AppError 400 that names every wrong field */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input, {
    error: (issue) => (issue.input === undefined ? 'is missing' : undefined),
  });
  if (!result.success) throw invalidInput(result.error);
  return storable(result.data);
}

/** The query by the schema; a parameter without a value, as forms send it, counts as absent. */
export function parseQuery<T>(ctx: Context, schema: z.ZodType<T>): T {
  const given = Object.entries(ctx.query).filter(([, value]) => value !== '');
  return parse(schema, Object.fromEntries(given));
}

/** The `:id` of the route. @throws AppError 404 where it cannot be anyone's id */
export function idOf(ctx: RouterContext, what: string): number {
  const text = ctx.params['id'] ?? '';
  const id = /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw missing(what, text);
  return id;
}

export function missing(what: string, id: number | string): AppError {
  return new AppError('not_found', `There is no ${what} ${id}`);
}

/** Keyset paging: `limit` 1 to 200, 50 when absent, and the `next` of the page before. */
export const paging = {
  limit: wholeNumber(200, 'must be a whole number from 1 to 200', { default: 50 })
    .default(50)
    .describe('Items of a page.'),
  cursor: wholeNumber(Number.MAX_SAFE_INTEGER, 'must be the "next" of an earlier page')
    .describe('The `next` of the page before.')
    .exactOptional(),
};

/**
 * A whole number from 1 in a query, where everything is text.
 * @param shown what the description of the API says beside the bounds
 */
export function wholeNumber(max: number, message: string, shown: { default?: number } = {}) {
  return z
    .string(message)
    .regex(/^\d{1,16}$/, message)
    .transform(Number)
    .refine((value) => value >= 1 && value <= max, message)
    .meta({ wire: { type: 'integer', minimum: 1, maximum: max, ...shown } });
}

/** The `:id` of a path, as `idOf` reads it, for the description of the API. */
export const idParam = z.int().positive();

/** A search or a name from a query. */
export const words = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .meta({ pattern: String.raw`\S` });

/** Of any body; a draft with all that is said of it has a few kilobytes. */
export const maxBodyBytes = 1_048_576;

/** Reads the fields of a page's form, of up to 1 MiB, into `ctx.request.body`; many values are a list. */
export const formBody = bodyOf('form', 'application/x-www-form-urlencoded', 'that of a form');

/**
 * Reads a JSON body of up to 1 MiB into `ctx.request.body`; a body of another type is a 415, none
 * at all is `{}`.
 */
export const jsonBody = bodyOf('json', 'application/json', 'application/json');

/** @param wanted for who sent another one */
function bodyOf(kind: 'form' | 'json', mediaType: string, wanted: string): Middleware {
  const read = bodyParser({
    enableTypes: [kind],
    formLimit: `${maxBodyBytes}b`,
    jsonLimit: `${maxBodyBytes}b`,
    onError: (error) => {
      throw unreadableBody(error, maxBodyBytes);
    },
  });
  return async (ctx, next) => {
    if (ctx.get('Content-Length') !== '0' && ctx.is(mediaType) === false) {
      throw new AppError('unsupported_media_type', `The body must be ${wanted}`);
    }
    await read(ctx, next);
  };
}
