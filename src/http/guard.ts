/** Who is served: the own machine without a token, everyone who knows it with one. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import type { Middleware } from 'koa';
import { prefersHtml } from './error-handling.ts';
import { AppError } from './errors.ts';

type Verdict = { ok: true } | { ok: false; status: number; reason: string };

const allowed: Verdict = { ok: true };

/** Probes carry no token, and they name the machine as they please. */
const openPaths = new Set(['/healthz', '/readyz']);

/**
 * The rule for every request, WebSocket upgrades included.
 * - Without a token: only a loopback Host (a page of a foreign site reaches a server on loopback by
 *   rebinding its own name, and then the Host is that name), and only the own Origin.
 * - With a token: `Bearer <token>`, or Basic with the token as password (RFC 6750, RFC 7617). What
 *   changes state must not come from a foreign Origin, since browsers send Basic by themselves.
 */
export function isAllowed(request: IncomingMessage, apiToken?: string): Verdict {
  return apiToken ? byToken(request, apiToken) : byLoopback(request);
}

/** `isAllowed` as middleware; a refusal is a 401 or 403 that says why. */
export function guard(apiToken?: string): Middleware {
  return async (ctx, next) => {
    const verdict = isAllowed(ctx.req, apiToken);
    if (verdict.ok) return next();
    if (verdict.status !== 401) throw new AppError('forbidden', verdict.reason);
    // Only a person is asked by a dialog; a program's fetch in a page must not raise one.
    const scheme = prefersHtml(ctx) ? 'Basic' : 'Bearer';
    throw new AppError('unauthorized', verdict.reason, {
      headers: { 'WWW-Authenticate': `${scheme} realm="Marketing Ops Agent"` },
    });
  };
}

function byLoopback({ headers }: IncomingMessage): Verdict {
  if (!isLoopback(headers.host)) {
    return refused(403, 'Without API_TOKEN only this machine is served: use http://127.0.0.1');
  }
  if (isForeign(headers)) {
    return refused(403, 'Without API_TOKEN only pages of this server may call it');
  }
  return allowed;
}

function byToken(request: IncomingMessage, apiToken: string): Verdict {
  const [path] = (request.url ?? '').split('?', 1);
  if (path !== undefined && openPaths.has(path)) return allowed;
  const given = presentedToken(request.headers.authorization);
  if (given === undefined) {
    return refused(401, 'API_TOKEN is required, as Bearer token or as Basic password');
  }
  if (!sameSecret(given, apiToken)) return refused(401, 'The token is wrong');
  if (changesState(request) && isForeign(request.headers)) {
    return refused(403, 'A page of another site may not change anything here');
  }
  return allowed;
}

function refused(status: number, reason: string): Verdict {
  return { ok: false, status, reason };
}

function isLoopback(host = ''): boolean {
  const [, name = ''] = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/.exec(host.toLowerCase()) ?? [];
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'));
}

/** An Origin other than the Host that was asked; `null`, the opaque one, is always another. */
function isForeign({ origin, host }: IncomingMessage['headers']): boolean {
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  const from = new URL(origin);
  // Through URL, so that a default port that only one of them writes makes no difference.
  const own = `${from.protocol}//${host ?? ''}`;
  return !URL.canParse(own) || new URL(own).host !== from.host;
}

/** A WebSocket counts: the handshake is a GET, but it is no longer one afterwards. */
function changesState({ method = '', headers }: IncomingMessage): boolean {
  return headers.upgrade !== undefined || !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

function presentedToken(authorization = ''): string | undefined {
  const [, scheme, value] = /^(bearer|basic) +(\S+) *$/i.exec(authorization) ?? [];
  if (scheme === undefined || value === undefined) return undefined;
  if (scheme.toLowerCase() === 'bearer') return value;
  const credentials = Buffer.from(value, 'base64').toString('utf8');
  const colon = credentials.indexOf(':');
  return colon < 0 ? undefined : credentials.slice(colon + 1);
}

/** In a time that tells nothing of the secret; the digests make the lengths equal. */
function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
