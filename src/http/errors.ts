/** The one place where an error becomes an HTTP status. */
import type { z } from 'zod';
import { Failure } from '../domain/failure.ts';

const statuses = {
  bad_request: 400,
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  stale: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  misdirected: 421,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof statuses;

export function statusOf(code: ErrorCode): number {
  return statuses[code];
}

/** What is wrong with one field of a body or a query; `field` is a path such as `reply.subject`. */
export interface FieldError {
  field: string;
  message: string;
}

interface AppErrorOptions {
  headers?: Record<string, string>;
  fields?: FieldError[];
  cause?: unknown;
}

/** An error that a client is told about: `{"error":{"code","message"}}` with the code's status. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  /** Whether the message is for the client; else it is told the code alone. */
  readonly expose: boolean;
  readonly headers: Record<string, string>;
  readonly fields: FieldError[] | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = statusOf(code);
    this.expose = code !== 'internal';
    this.headers = options.headers ?? {};
    this.fields = options.fields;
  }
}

/** @param waitMs how long to stay away, in milliseconds */
export function tooMany(reason: string, waitMs: number): AppError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new AppError('too_many_requests', `${reason} Try again in ${seconds} seconds.`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

/** @param maxBytes what would have been taken */
export function tooLarge(maxBytes: number): AppError {
  return new AppError('too_large', `The body is too large: at most ${maxBytes} bytes are taken`, {
    // What is still on its way is not worth reading.
    headers: { Connection: 'close' },
  });
}

/** How long a client should leave a store alone that named no time itself, in milliseconds. */
const storeRetryMs = 5_000;

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Failure && error.code === 'store.unavailable') {
    const seconds = Math.ceil((error.retryAfterMs ?? storeRetryMs) / 1000);
    return new AppError('unavailable', error.message, {
      headers: { 'Retry-After': String(seconds) },
      cause: error,
    });
  }
  const message = error instanceof Error ? error.message : String(error);
  return new AppError('internal', message, { cause: error });
}

/**
 * What the body parser throws. It is called for nothing else: elsewhere in the house an error that
 * happens to carry a `status` is our fault, not the client's.
 */
export function unreadableBody(error: Error & { status?: number }, maxBytes: number): AppError {
  if (error.status === 413) return tooLarge(maxBytes);
  if (error.status === 415) {
    return new AppError('unsupported_media_type', 'The body has an encoding that is not supported');
  }
  // A SyntaxError quotes the body, and so it is neither shown nor kept.
  const reason = error instanceof SyntaxError ? 'is not valid JSON' : 'could not be read';
  return new AppError('bad_request', `The body ${reason}`);
}

/** No form has that many; a body of a megabyte may, and would be answered with ten. */
const maxFields = 100;

/** Names every wrong field, in the message and in `fields`; of more than a hundred the first. */
export function invalidInput({ issues }: Pick<z.ZodError, 'issues'>): AppError {
  return invalidFields(issues.flatMap(fieldErrors));
}

export function invalidFields(wrong: FieldError[]): AppError {
  const fields = wrong.slice(0, maxFields);
  const told = fields.map(({ field, message }) => (field ? `${field}: ${message}` : message));
  const rest = wrong.length > maxFields ? [`and ${wrong.length - maxFields} more`] : [];
  return new AppError('invalid', [...told, ...rest].join('; '), { fields });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ field: issue.path.join('.'), message: issue.message }];
  }
  return issue.keys.map((key) => ({
    field: [...issue.path, shortened(key)].join('.'),
    message: 'is not a field of this request',
  }));
}

/** A name that the client made up is told back to it, but not at any length. */
function shortened(key: string): string {
  return key.length > 100 ? `${key.slice(0, 100).toWellFormed()}…` : key;
}
