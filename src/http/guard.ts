/** Who is served: the own machine without a token, who knows one or has signed in with one. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Context, Middleware } from 'koa';
import { type Caller, owner, setCaller, stranger } from './caller.ts';
import { prefersHtml } from './error-handling.ts';
import { AppError, tooMany } from './errors.ts';
import { PublicNames, isLoopback } from './public-names.ts';
import type { Access, Door } from './sign-in/access.ts';
import { challenge } from './sign-in/challenge.ts';
import { localPath, signInPath } from './sign-in/local-path.ts';
import type { Session } from './sign-in/sessions.ts';
import { setStay } from './sign-in/stay.ts';

type Verdict =
  /** `session`: of a person who has signed in. */
  | { ok: true; caller: Caller; session: Session | null }
  | { ok: false; status: 401 | 403 | 421 | 429; reason: string; waitMs?: number };

/** Probes carry no token, and they name the machine as they please. */
const probes = new Set(['/healthz', '/readyz']);
/** What leads to the sign-in. */
const openPaths = new Set([...probes, '/login', '/favicon.ico']);

const anyName = new PublicNames([]);

/**
 * The rule for every request, WebSocket upgrades included; what somebody may do once they are in is
 * the business of `scopes.ts`.
 * - Without a token: only a loopback Host (a page of a foreign site reaches a server on loopback by
 *   rebinding its own name, and then the Host is that name), and only the own Origin.
 * - With a token: a Host of PUBLIC_URL, where it is set. `Bearer <token>` (RFC 6750), or the cookie of a
 *   session. What changes state must not come from a foreign Origin, and with a cookie, which
 *   browsers send by themselves, it must say that it comes from our own.
 * @throws Failure `store.unavailable`, where a named token cannot be looked up
 */
export async function isAllowed(request: IncomingMessage, access: Access): Promise<Verdict> {
  return access ? await byToken(request, access) : byLoopback(request);
}

/** `isAllowed` as middleware. A refusal is a 4xx that says why, or the way to the sign-in. */
export function guard(access: Access): Middleware {
  return async (ctx, next) => {
    const verdict = await isAllowed(ctx.req, access);
    if (verdict.ok) {
      setCaller(ctx, verdict.caller);
      setStay(ctx, verdict.caller.stay);
      if (access && verdict.session) renew(ctx, access, verdict.session);
      return next();
    }
    const { status, reason, waitMs = 0 } = verdict;
    if (status === 403) throw new AppError('forbidden', reason);
    if (status === 421) throw new AppError('misdirected', reason);
    if (status === 429) throw tooMany(reason, waitMs);
    const isPage = prefersHtml(ctx) && ctx.get('HX-Request') === '';
    if (isPage) return toSignIn(ctx);
    throw new AppError('unauthorized', reason, {
      // The event is for the script of a page that is still open: it must not lose what was typed.
      headers: { 'WWW-Authenticate': challenge, 'HX-Trigger': 'signed-out' },
    });
  };
}

function renew(ctx: Context, { sessions }: Door, session: Session): void {
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
  const isForeign = originOf(headers, anyName) === 'foreign';
  if (isForeign && (headers.origin !== undefined || changesState(request))) {
    return refused(403, 'Without API_TOKEN only pages of this server may call it');
  }
  return allowed(owner);
}

async function byToken(request: IncomingMessage, door: Door): Promise<Verdict> {
  const { headers, socket } = request;
  const path = pathOf(request);
  if (!probes.has(path) && !door.names.has(headers.host, socket.remoteAddress)) {
    return refused(421, 'This server has no such name: PUBLIC_URL lists those that it has');
  }
  const changes = changesState(request);
  const origin = originOf(headers, door.names);
  if (changes && origin === 'foreign') {
    return refused(403, 'A page of another site may not change anything here');
  }
  // Assets are the same for everyone, and the sign-in page needs some.
  if (openPaths.has(path) || path.startsWith('/assets/')) return allowed(stranger);
  const given = bearerToken(headers.authorization);
  if (given !== undefined) return await byBearer(given, request, door);
  const known = await door.sessionOf(request);
  if (!known) {
    return refused(401, 'API_TOKEN is required as Bearer token; people sign in at /login');
  }
  if (changes && origin !== 'own') {
    return refused(403, 'Who has signed in changes things from the pages of this server alone');
  }
  return allowed(known.caller, known.session);
}

async function byBearer(given: string, request: IncomingMessage, door: Door): Promise<Verdict> {
  const proof = await door.prove(given, request, 'bearer');
  if (proof.kind === 'known') return allowed(door.bearer(proof.token));
  if (proof.kind === 'wrong') return refused(401, 'The token is wrong');
  if (proof.kind === 'over') return refused(401, 'The token was revoked or has expired');
  return { ...refused(429, 'Too many wrong tokens came from here.'), waitMs: proof.ms };
}

function allowed(caller: Caller, session: Session | null = null): Verdict {
  return { ok: true, caller, session };
}

function refused(status: 401 | 403 | 421 | 429, reason: string) {
  return { ok: false, status, reason } as const;
}

/** The path, without the query, as it was asked for. */
function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}

/**
 * Where a request comes from, as the browser says it; `unknown`: it does not, or is none. An opaque
 * Origin (`null`) is always foreign. Without Origin there is Sec-Fetch-Site (W3C Fetch Metadata),
 * which no page can set either.
 */
function originOf(headers: IncomingHttpHeaders, names: PublicNames): 'own' | 'foreign' | 'unknown' {
  const { origin, host } = headers;
  if (origin === undefined) return originBySite(headers['sec-fetch-site']);
  return names.isOwn(origin, host) ? 'own' : 'foreign';
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
