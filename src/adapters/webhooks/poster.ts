import type { PostAnswer } from '../../domain/webhook.ts';
import type { WebhookPoster } from '../../ports.ts';
import { beginningOf } from './answer-text.ts';
import { signed } from './sign.ts';

export interface PosterOptions {
  url: string;
  /** Each `whsec_…`; the first is the one in force, the others are on their way out. */
  secrets: string[];
  timeoutMs?: number;
  now?(): number;
}

/**
 * Posts events to WEBHOOK_URL. Redirects are not followed: the signature is for one receiver, and a
 * POST that is answered with a 301 would arrive elsewhere as a GET without its body.
 */
export function webhookPoster(options: PosterOptions): WebhookPoster {
  const { url, secrets, timeoutMs = 15_000, now = Date.now } = options;
  return {
    async post(delivery, stop) {
      const since = performance.now();
      const timeout = AbortSignal.timeout(timeoutMs);
      const ms = () => performance.now() - since;
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'user-agent': 'marketing-ops-agent',
            ...signed(delivery, secrets, now()),
          },
          body: delivery.body,
          redirect: 'manual',
          signal: AbortSignal.any([stop, timeout]),
        });
        const said = await beginningOf(response, secrets);
        return { ...answerOf(response, said, now()), ms: ms() };
      } catch (error) {
        const reason = timeout.aborted ? `no answer in ${timeoutMs / 1_000} s` : causeOf(error);
        return { status: null, ms: ms(), error: reason };
      }
    },
  };
}

function answerOf(response: Response, said: string, now: number): Omit<PostAnswer, 'ms'> {
  const { status, ok, headers } = response;
  if (ok) return { status, error: null };
  const wait = waitOf(headers.get('retry-after'), now);
  return {
    status,
    error: `answered ${status}${hintOf(status)}${said && `: ${said}`}`,
    ...(wait !== null && { retryAfterMs: wait }),
  };
}

function hintOf(status: number): string {
  if (status >= 300 && status < 400) return ' (redirects are not followed: set WEBHOOK_URL anew)';
  if (status === 410) return ' Gone: nothing more is posted until a person has it tried again';
  return '';
}

/** Seconds or a date (RFC 9110, section 10.2.3). */
function waitOf(retryAfter: string | null, now: number): number | null {
  if (retryAfter === null) return null;
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now;
  return wait > 0 ? wait : null;
}

/** `fetch failed` says nothing; its cause does. The address may hold a key, and is not repeated. */
function causeOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string } }).cause?.code;
  const name = error instanceof Error ? error.name : 'Error';
  return `cannot be reached (${cause ?? name})`;
}
