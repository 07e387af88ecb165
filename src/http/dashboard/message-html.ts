import type { RouterContext } from '@koa/router';
import { Failure } from '../../domain/failure.ts';
import { render } from '../../views/render.ts';
import type { HttpDeps } from '../deps.ts';
import { setHeaders } from '../headers.ts';
import { logOf } from '../request-log.ts';

/**
 * The parser has taken out what runs or loads; this is the wall behind it. No script, no form, no
 * frame, no address but `data:`, and an origin of its own, so that nothing of ours is within reach.
 */
const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    'img-src data:',
    "style-src 'unsafe-inline'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
    "frame-ancestors 'self'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; '),
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** Answers with a mail's HTML part, for the frame of a page; with a sentence where there is none. */
export async function sendMailHtml(ctx: RouterContext, deps: HttpDeps, id: number): Promise<void> {
  const html = await mailHtml({ ...deps, log: logOf(ctx, deps.log) }, id);
  setHeaders(ctx, headers);
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = typeof html === 'string' ? html : render('mail-note', html);
}

async function mailHtml(deps: HttpDeps, id: number): Promise<string | { note: string }> {
  const source = await deps.messages.source(id);
  if (!source) return { note: 'The source of this mail is not kept any longer.' };
  try {
    return (
      (await deps.mailHtml(source)) ?? { note: 'This mail has no HTML part; its text is all.' }
    );
  } catch (error) {
    const failure = Failure.of(error);
    deps.log.warn({ err: failure, message: id }, 'the HTML of a mail could not be made');
    return {
      note: 'The HTML part of this mail could not be read. Its text and its source are there.',
    };
  }
}
