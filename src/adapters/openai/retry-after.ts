/** Nobody means a longer one, and a timer of over 24.8 days would fire at once. */
const maxRetryAfterMs = 24 * 60 * 60 * 1000;

/**
 * Milliseconds that a server asks us to wait: from `retry-after-ms`, else from Retry-After in
 * seconds or as a date (RFC 9110, section 10.2.3), else from OpenAI's `x-ratelimit-reset-*`;
 * undefined where there is none of them.
 */
export function retryAfter(headers: Headers | undefined, now = Date.now()): number | undefined {
  if (!headers) return undefined;
  const after = headers.get('retry-after');
  const waits = [
    number(headers.get('retry-after-ms')),
    number(after) * 1000,
    date(after) - now,
    untilReset(headers),
  ];
  const wait = waits.find((candidate) => !Number.isNaN(candidate));
  return wait === undefined ? undefined : Math.round(Math.min(Math.max(wait, 0), maxRetryAfterMs));
}

/**
 * Until the limits that are used up are full again. Where none is said to be, the nearest reset: a
 * limit of tokens may be too low for one request before it is at zero.
 */
function untilReset(headers: Headers): number {
  const limits = ['requests', 'tokens']
    .map((unit) => ({
      left: headers.get(`x-ratelimit-remaining-${unit}`),
      wait: duration(headers.get(`x-ratelimit-reset-${unit}`)),
    }))
    .filter(({ wait }) => !Number.isNaN(wait));
  if (limits.length === 0) return NaN;
  const used = limits.filter(({ left }) => left?.trim() === '0');
  return used.length > 0
    ? Math.max(...used.map(({ wait }) => wait))
    : Math.min(...limits.map(({ wait }) => wait));
}

const unitMs: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** `6m0s`, `1.2s`, `120ms`; Azure gives seconds without a unit. */
function duration(text: string | null): number {
  if (!text) return NaN;
  const bare = number(text);
  if (!Number.isNaN(bare)) return bare * 1_000;
  if (!/^(\d+(\.\d+)?(h|ms?|s))+$/.test(text)) return NaN;
  let ms = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms?|s)/g)) {
    ms += Number(count) * (unitMs[unit ?? ''] ?? 0);
  }
  return ms;
}

function number(text: string | null): number {
  return text && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : NaN;
}

/** `Date.parse` alone would take `-3` for a month, and the zoneless form of asctime for local time. */
function date(text: string | null): number {
  if (!text || !/^[A-Z][a-z]{2}/.test(text)) return NaN;
  return Date.parse(/GMT|UTC|[+-]\d{4}$/.test(text) ? text : `${text} GMT`);
}
