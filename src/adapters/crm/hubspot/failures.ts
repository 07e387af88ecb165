import { z } from 'zod';

import { Failure } from '../../../domain/failure.ts';
import type { HttpAnswer } from './exchange.ts';

/** Nobody means a longer one, and a timer of over 24.8 days would fire at once. */
const maxWaitMs = 24 * 60 * 60 * 1_000;

/** What is waited at a 429 without Retry-After, by the limit that was met. */
const policyWaitMs: Record<string, number> = {
  SECONDLY: 1_000,
  TEN_SECONDLY_ROLLING: 10_000,
  // Ends at midnight of the account's time zone, which is not told.
  DAILY: 15 * 60_000,
};

const errorBody = z.object({
  status: z.literal('error'),
  message: z.string().default(''),
  correlationId: z.string().optional(),
  policyName: z.string().optional(),
});

/** HubSpot's own error document; null where the answer is somebody else's. */
function errorIn({ text }: HttpAnswer): z.infer<typeof errorBody> | null {
  try {
    return errorBody.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

interface AskedWait {
  waitMs: number;
  /** The limit that was met, in HubSpot's name for it; empty where it does not tell. */
  policy: string;
}

/** How long a 429 asks us to wait. */
export function askedWait(answer: HttpAnswer): AskedWait {
  const policy = errorIn(answer)?.policyName ?? '';
  const known = Object.hasOwn(policyWaitMs, policy) ? policy : '';
  const waitMs = retryAfter(answer.headers) ?? policyWaitMs[known] ?? 1_000;
  return { waitMs: Math.min(Math.max(waitMs, 100), maxWaitMs), policy: known };
}

/** Retry-After in seconds or as a date (RFC 9110, section 10.2.3), as ms. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  // `Date.parse` alone would take `-3` for a month.
  const at = /^[A-Z][a-z]{2}/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : at - Date.now();
}

/**
 * Whether a 404 says that there is no such contact. HubSpot has at times taken addresses for object
 * ids (`objectId are usually numeric`), and a proxy's 404 says nothing of contacts.
 */
export function tellsOfNone(answer: HttpAnswer): boolean {
  const error = answer.status === 404 ? errorIn(answer) : null;
  return error !== null && !/usually numeric/i.test(error.message);
}

/** A failure of HubSpot's, and what it means for the next request. */
export class HubspotFailure extends Failure {
  /** The same request may succeed in a moment. */
  readonly again: boolean;
  /** Speaks for a HubSpot that is down. */
  readonly counts: boolean;

  constructor(
    message: string,
    {
      again = false,
      counts = true,
      waitMs,
    }: { again?: boolean; counts?: boolean; waitMs?: number },
  ) {
    super(
      'crm.unavailable',
      message,
      waitMs === undefined ? {} : { retryAfterMs: Math.ceil(waitMs) },
    );
    this.again = again;
    this.counts = counts;
  }
}

/** The request cannot succeed until a person has changed the token. */
export function refused({ status }: HttpAnswer): HubspotFailure {
  return new HubspotFailure(
    status === 401
      ? 'HubSpot does not know the token (401): check HUBSPOT_TOKEN'
      : 'HubSpot refuses the token (403): let the private app of HUBSPOT_TOKEN read contacts and companies',
    { counts: false },
  );
}

/** @param again whether the caller can wait so long */
export function throttled({ waitMs, policy }: AskedWait, again: boolean): HubspotFailure {
  const limit = policy ? `its limit ${policy}` : 'its rate limit';
  const message = `HubSpot answered 429: ${limit} is used up`;
  return new HubspotFailure(message, { again, counts: false, waitMs });
}

/** The limits leave this request no room in the time that it has. */
export function crowdedOut(waitMs: number): HubspotFailure {
  const message = `HubSpot's rate limit is used up for ${Math.ceil(waitMs / 1_000)} s`;
  return new HubspotFailure(message, { counts: false, waitMs });
}

export function answered(answer: HttpAnswer): HubspotFailure {
  const { status } = answer;
  const hint = status === 404 ? ': check HUBSPOT_BASE_URL' : '';
  return new HubspotFailure(`HubSpot answered ${status}${hint}`, { again: isPassing(answer) });
}

/** 423: locked for a moment. 425: too early. 477: the account is moved to another data centre. */
export function isPassing({ status }: HttpAnswer): boolean {
  return status >= 500 || [408, 423, 425, 477].includes(status);
}

export function unexpectedShape(): HubspotFailure {
  return new HubspotFailure('the answer of HubSpot is not of the documented shape', {});
}

export function tooLong(bytes: number): HubspotFailure {
  return new HubspotFailure(`the answer of HubSpot is longer than ${bytes} bytes`, {});
}

/** Not asked again: that would cost the message as much once more. */
export function tooSlow(ms: number): HubspotFailure {
  return new HubspotFailure(`HubSpot gave no answer within ${ms / 1_000} s`, {});
}

export function unconnected(error: unknown): HubspotFailure {
  const code = systemCode(error);
  const message = `no connection to HubSpot${code ? ` (${code})` : ''}`;
  return new HubspotFailure(message, { again: true });
}

/** The caller's own Failure, or one that says the same of any other reason. */
export function givenUp(reason: unknown): Failure {
  return reason instanceof Failure
    ? reason
    : new Failure('crm.unavailable', 'HubSpot gave no answer in the time that it has');
}

/** The system's error code, such as ECONNREFUSED, wherever fetch has wrapped it. */
function systemCode(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  return systemCode(error.cause, depth + 1);
}
