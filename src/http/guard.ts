/** Who is served: the own machine without a token, who knows it or has signed in with one. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import type { Context, Middleware } from 'koa';
import { prefersHtml } from './error-handling.ts';
import { AppError } from './errors.ts';
import type { Access } from './sign-in/access.ts';
import { challenge } from './sign-in/challenge.ts';
import { localPath, signInPath } from './sign-in/local-path.ts';
import { sameSecret } from './sign-in/secret.ts';
import type { Session } from './sign-in/sessions.ts';
import { setStay } from './sign-in/stay.ts';

type Verdict =
  /** `session`: a person who has signed in; null: a program, or nobody had to. */
  { ok: true; session: Session | null } | { ok: false; status: number; reason: string };

const allowed: Verdict = { ok: true, session: null };

/** Probes carry no token, and they name the machine as they please; the rest leads to the sign-in. */
const openPaths = new Set(['/healthz', '/readyz', '/login', '/favicon.ico']);

/**
 * The rule for every request, WebSocket upgrades included.
 * - Without a token: only a loopback Host (a page of a foreign site reaches a server on loopback by
 *   rebinding its own name, and then the Host is that name), and only the own Origin.
 * - With a token: `Bearer <token>` (RFC 6750), or the cookie of a session. What changes state must not
 *   come from a foreign Origin, and with a cookie, which browsers send by themselves, it must say that
 *   it comes from our own.
 */
export function isAllowed(request: IncomingMessage, access: Access): Verdict {
  return access ? byToken(request, access) : byLoopback(request);
}

/** `isAllowed` as middleware. A refusal is a 401 or 403 that says why, or the way to the sign-in. */
export function guard(access: Access): Middleware {
  return async (ctx, next) => {
    const verdict = isAllowed(ctx.req, access);
    if (verdict.ok) {
      if (access && verdict.session) welcome(ctx, access, verdict.session);
      return next();
    }
    if (verdict.status !== 401) throw new AppError('forbidden', verdict.reason);
    const isPage = prefersHtml(ctx) && ctx.get('HX-Request') === '';
    if (isPage) return toSignIn(ctx);
    throw new AppError('unauthorized', verdict.reason, {
      // The event is for the script of a page that is still open: it must not lose what was typed.
      headers: { 'WWW-Authenticate': challenge, 'HX-Trigger': 'signed-out' },
    });
  };
}

function welcome(ctx: Context, { sessions }: NonNullable<Access>, session: Session): void {
  ctx.state['person'] = session.name;
  setStay(ctx, sessions.stay(session));
  const renewed = sessions.renew(session);
  if (renewed !== null) ctx.set('Set-Cookie', renewed);
}

/** And back: to the page that was asked for, or to the one whose form was sent. */
function toSignIn(ctx: Context): void {
  const isForm = !['GET', 'HEAD'].includes(ctx.method);
  ctx.redirect(signInPath(isForm ? ownReferrer(ctx.headers) : localPath(ctx.url)));
  ctx.status = 303;
}

function ownReferrer({ referer = '', host }: IncomingHttpHeaders): string | null {
  if (!URL.canParse(referer)) return null;
  const page = new URL(referer);
  return page.host === host ? localPath(page.pathname + page.search) : null;
}

function byLoopback(request: IncomingMessage): Verdict {
  const { headers } = request;
  if (!isLoopback(headers.host)) {
    return refused(403, 'Without API_TOKEN only this machine is served: use http://127.0.0.1');
  }
  // A link on another site leads here without an Origin, and is welcome.
  const isForeign = originOf(headers) === 'foreign';
  if (isForeign && (headers.origin !== undefined || changesState(request))) {
    return refused(403, 'Without API_TOKEN only pages of this server may call it');
  }
  return allowed;
}

function byToken(request: IncomingMessage, { apiToken, sessions }: NonNullable<Access>): Verdict {
  const { headers } = request;
  const changes = changesState(request);
  if (changes && originOf(headers) === 'foreign') {
    return refused(403, 'A page of another site may not change anything here');
  }
  if (isOpen(request)) return allowed;
  const given = bearerToken(headers.authorization);
  if (given !== undefined) {
    return sameSecret(given, apiToken) ? allowed : refused(401, 'The token is wrong');
  }
  const session = sessions.read(headers.cookie);
  if (!session)
    return refused(401, 'API_TOKEN is required as Bearer token; people sign in at /login');
  if (changes && originOf(headers) !== 'own') {
    return refused(403, 'Who has signed in changes things from the pages of this server alone');
  }
  return { ok: true, session };
}

function refused(status: number, reason: string): Verdict {
  return { ok: false, status, reason };
}

/** Assets are the same for everyone, and the sign-in page needs some. */
function isOpen({ url = '' }: IncomingMessage): boolean {
  const [path = ''] = url.split('?', 1);
  return openPaths.has(path) || path.startsWith('/assets/');
}

function isLoopback(host = ''): boolean {
  const [, name = ''] = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/.exec(host.toLowerCase()) ?? [];
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'));
}

/**
 * Where a request comes from, as the browser says it; `unknown`: it does not, or is none. An opaque
 * Origin (`null`) is always foreign. Without Origin there is Sec-Fetch-Site (W3C Fetch Metadata),
 * which no page can set either.
 */
function originOf(headers: IncomingHttpHeaders): 'own' | 'foreign' | 'unknown' {
  const { origin, host = '' } = headers;
  if (origin === undefined) return originBySite(headers['sec-fetch-site']);
  if (!URL.canParse(origin)) return 'foreign';
  const from = new URL(origin);
  // Through URL, so that a default port that only one of them writes makes no difference.
  const own = `${from.protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === from.host ? 'own' : 'foreign';
}

/** `none`: typed by the person, or opened from a bookmark. */
function originBySite(site: string | string[] | undefined): 'own' | 'foreign' | 'unknown' {
  if (site === 'same-origin') return 'own';
  return site === undefined || site === 'none' ? 'unknown' : 'foreign';
}

/** A WebSocket counts: the handshake is a GET, but it is no longer one afterwards. */
function changesState({ method = '', headers }: IncomingMessage): boolean {
  return headers.upgrade !== undefined || !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

function bearerToken(authorization = ''): string | undefined {
  return /^bearer +(\S+) *$/i.exec(authorization)?.[1];
}
