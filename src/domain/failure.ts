import { backoff } from './backoff.ts';

/** Every way in which the outside fails us. The prefix says which port it came through. */
export const failureCodes = [
  'mail.unparsable', // no parser could read it; the same bytes will fail again
  'mail.timeout', // parsing took longer than its deadline
  'mail.unfetchable', // the mail server lists it but does not deliver it
  'parser.unavailable', // no parser process could be started: no message is to blame
  'parser.crashed', // the parser process died; perhaps of this mail, perhaps not
  'llm.rate_limited', // 429; retryAfterMs when the server says so
  'llm.unavailable', // 5xx or no connection
  'llm.timeout',
  'llm.refused', // the model declined to answer
  'llm.invalid', // not the JSON that was asked for
  'llm.rejected', // 4xx: the request or the key is wrong
  'llm.unsafe', // the answer holds what it may not: a leak, a foreign link, address, price or code word
  'llm.budget', // LLM_DAILY_TOKENS are used up
  'crm.unavailable',
  'api.unavailable', // the REST API that drafts are delivered to; it may come back
  'api.rejected', // it refuses this draft as invalid; it will do so again
  'store.unavailable', // locked, full, read-only
  'store.fenced', // somebody else holds the message now
  'imap.refused', // credentials
  'imap.throttled', // [UNAVAILABLE], [LIMIT], overquota, "try again later"
  'imap.dropped', // the connection, or a command on it, failed
  'imap.rejected', // NO to this very request: no such folder, over quota, too big
  'smtp.unavailable', // no connection, 4xx, throttled; nothing was taken, so that it may be tried again
  'smtp.refused', // credentials
  'smtp.rejected', // 5xx: this letter, its sender or its recipient; it will be refused again
  'smtp.unknown', // the letter was on its way when the answer was lost: it may have been taken
  'unexpected', // a defect of ours
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** An error whose cause is known. Its message may be shown and logged: no mail text, no secret. */
export class Failure extends Error {
  readonly code: FailureCode;
  /** How long the other side asked us to wait. */
  readonly retryAfterMs: number | undefined;
  /** Tokens that were spent on an answer that cannot be used. */
  readonly usage: { inputTokens: number; outputTokens: number } | undefined;

  constructor(
    code: FailureCode,
    message: string,
    options: {
      retryAfterMs?: number;
      usage?: { inputTokens: number; outputTokens: number };
      cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.usage = options.usage;
  }

  static of(error: unknown): Failure {
    if (error instanceof Failure) return error;
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return new Failure('unexpected', message, { cause: error });
  }
}

/** What becomes of a message whose step failed. */
export type Outcome = { kind: 'retry'; afterMs: number } | { kind: 'quarantine' };

/** Tries of one step before its message is set aside. */
export const maxAttempts = 3;

/**
 * The one place where an error becomes an outcome.
 * @param attempts failed tries of this step before this one
 * @param random 0 to 1, for the jitter
 */
export function outcomeOf(failure: Failure, attempts: number, random: number): Outcome {
  if (['mail.unparsable', 'mail.timeout', 'mail.unfetchable'].includes(failure.code)) {
    return { kind: 'quarantine' };
  }
  if (attempts + 1 >= maxAttempts && !isBlameless(failure)) return { kind: 'quarantine' };
  return { kind: 'retry', afterMs: failure.retryAfterMs ?? backoff(attempts, random) };
}

/** What says nothing about the message never counts against it. */
export function isBlameless({ code }: Failure): boolean {
  return code === 'store.unavailable' || code === 'parser.unavailable';
}

/** LLM failures that the same server may answer differently in a moment. */
export function worthAsking(failure: Failure): boolean {
  return [
    'llm.rate_limited',
    'llm.unavailable',
    'llm.invalid',
    'llm.timeout',
    'llm.unsafe',
  ].includes(failure.code);
}
