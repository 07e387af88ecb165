import type { Context } from 'koa';

/**
 * For every response; pages that need more widen the policy themselves. `same-origin` and not
 * `no-referrer`, under which browsers send `Origin: null` with our own forms (Fetch, "append a
 * request Origin header"), so that the guard could not tell them from a stranger's.
 */
export const securityHeaders: Record<string, string> = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

export function setHeaders(ctx: Context, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) ctx.set(name, value);
}
