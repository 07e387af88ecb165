/** Events that are posted to a receiver elsewhere, and what becomes of a post that failed. */
import { backoff, type BackoffBounds } from './backoff.ts';
import type { Stage } from './message.ts';

export const webhookEvents = [
  'draft.created',
  'draft.updated',
  'message.transitioned',
  'mailbox.changed',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Where one stands. */
export const webhookStates = [
  'queued', // waits for its first or next try
  'delivered', // the receiver answered 2xx
  'failed', // tried for three days; a person may have it posted again
] as const;
export type WebhookState = (typeof webhookStates)[number];

/** A receiver is told where a message ends, not of each step on the way there. */
export const toldStages: readonly Stage[] = ['done', 'skipped', 'quarantined', 'gone'];

/** What a folder's machine passes through on its way to one of the others; these are not told. */
export const passingMailboxStates = ['connecting', 'opening', 'catchingUp', 'remapping'];

const hour = 3_600_000;
/** A receiver that was away for longer has missed it. */
export const webhookLifeMs = 72 * hour;
/** How long the log of deliveries reaches back. */
export const webhookLogMs = 30 * 24 * hour;

const pauses: BackoffBounds = { minMs: 5_000, maxMs: 6 * hour };
/** A receiver that asks for more is asked again all the same. */
const maxWaitMs = 24 * hour;

/** `whsec_` and the base64 of 24 to 64 bytes, as the Standard Webhooks specification has it. */
export function isWebhookSecret(text: string): boolean {
  const [, base64] =
    /^whsec_((?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(text) ?? [];
  if (base64 === undefined) return false;
  const bytes = (base64.replace(/=+$/, '').length * 3) >> 2;
  return bytes >= 24 && bytes <= 64;
}

/** What came of one post. */
export interface PostAnswer {
  /** null: there was no answer. */
  status: number | null;
  ms: number;
  /** null: it was taken. For a person: what the receiver said, shortened, and no secret of ours. */
  error: string | null;
  /** From its Retry-After. */
  retryAfterMs?: number;
}

export type PostOutcome =
  | { to: 'delivered' }
  | { to: 'queued'; afterMs: number }
  | { to: 'failed' }
  /** 410: nothing more is posted until a person says so; this one stays queued. */
  | { to: 'gone' };

/**
 * The one place where an answer becomes an outcome. Whatever is not 2xx is tried again: a receiver
 * that answers 400 or 401 is as a rule being repaired.
 * @param tried of the delivery: `attempts` failed tries before this one; `expiresAt` epoch milliseconds
 * @param now epoch milliseconds; @param random 0 to 1, for the jitter
 */
export function outcomeOfPost(
  tried: { attempts: number; expiresAt: number },
  { status, retryAfterMs = 0 }: PostAnswer,
  now: number,
  random: number,
): PostOutcome {
  if (status !== null && status >= 200 && status < 300) return { to: 'delivered' };
  if (status === 410) return { to: 'gone' };
  if (now >= tried.expiresAt) return { to: 'failed' };
  const afterMs = Math.max(backoff(tried.attempts, random, pauses), retryAfterMs);
  return { to: 'queued', afterMs: Math.min(afterMs, maxWaitMs) };
}
