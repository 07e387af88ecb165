import type { Context } from 'koa';
import { everything, render } from './render.ts';

/**
 * Nothing runs or loads that this server did not send: no inline script, no inline style, no other
 * host. Mail is shown as text, and this is the second wall should it ever be taken for markup.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * Answers with a template of `src/views` as an HTML page or fragment. The model gets `person`, the
 * name of who is signed in, or null, and `may`: whether they may decide on drafts and run the program.
 */
export function sendPage(ctx: Context, template: string, model: object, status = 200): void {
  const person: unknown = ctx.state['person'];
  const may: unknown = ctx.state['may'] ?? everything;
  ctx.status = status;
  ctx.set('Content-Security-Policy', contentSecurityPolicy);
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Referrer-Policy', 'same-origin');
  // Pages hold mail: neither a shared cache nor the browser's disk is the place for it.
  ctx.set('Cache-Control', 'no-store');
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = render(template, {
    person: typeof person === 'string' ? person : null,
    may,
    ...model,
  });
}
