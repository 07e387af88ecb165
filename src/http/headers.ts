import type { Context } from 'koa';

/** Sensors and devices that no page of ours uses, nor anything that it might be made to frame. */
const unused = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'usb'];

/**
 * For every response; pages that need more widen the policy themselves. `same-origin` and not
 * `no-referrer`, under which browsers send `Origin: null` with our own forms (Fetch, "append a
 * request Origin header"), so that the guard could not tell them from a stranger's.
 */
export const securityHeaders: Record<string, string> = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  // No window that another site has opened, or that opened it, has a hand on ours.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', '),
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

/** A year, and this name alone: what else its domain serves is not ours to say. */
export const httpsOnly = { 'Strict-Transport-Security': 'max-age=31536000' };

export function setHeaders(ctx: Context, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) ctx.set(name, value);
}
