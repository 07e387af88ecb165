import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import { urlOf } from './request-url.ts';

/** Of the cookie that a browser keeps after it was opened with `?token=`. */
const cookieName = 'inspector';

export type Verdict =
  | { ok: true }
  /** The token came in the address: the answer is a cookie and the address without it. */
  | { ok: true; cookie: string; location: string }
  | { ok: false; status: 401 | 403; reason: string };

/**
 * Who is served. Without a token only a loopback Host (the page of another site reaches this machine by
 * giving it its own name, which is then the Host). With one: `Authorization: Bearer`, or the cookie.
 * A foreign Origin may not do or watch anything, a foreign link may lead here.
 */
export function permissionFor(request: IncomingMessage, token: string | undefined): Verdict {
  const { headers, method = 'GET' } = request;
  const acts = headers.upgrade !== undefined || (method !== 'GET' && method !== 'HEAD');
  if (headers.origin === undefined ? acts && isForeignSite(headers) : isForeign(headers)) {
    return refusal(403, 'Only pages of this server may call it');
  }
  if (token === undefined) {
    return isLoopback(headers.host)
      ? { ok: true }
      : refusal(403, 'Without a token only this machine is served: use http://127.0.0.1');
  }
  return byToken(request, token);
}

function byToken(request: IncomingMessage, token: string): Verdict {
  const { headers, method } = request;
  const bearer = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined && isSame(bearer, token)) return { ok: true };
  const session = sessionOf(token);
  if (isSame(cookieIn(headers.cookie), session)) return { ok: true };
  const asked = urlOf(request);
  const given = asked.searchParams.get('token');
  if (method === 'GET' && given !== null && isSame(given, token)) {
    asked.searchParams.delete('token');
    // From the root: an address that begins with two slashes would lead to another host.
    const location = `/${asked.pathname.replace(/^\/+/, '')}${asked.search}`;
    const cookie = `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    return { ok: true, cookie, location };
  }
  return refusal(401, 'A token is required: open /?token=… once, or send it as Bearer token');
}

function refusal(status: 401 | 403, reason: string): Verdict {
  return { ok: false, status, reason };
}

/** Not the token itself, which would then lie in the browser's files. */
function sessionOf(token: string): string {
  return digest(`session of ${token}`).toString('base64url');
}

function cookieIn(header = ''): string {
  const pairs = header.split(';').map((pair) => pair.trim());
  return (
    pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? ''
  );
}

/** In a time that does not tell how much of it was right. */
function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isForeign({ origin = '', host = '' }: IncomingMessage['headers']): boolean {
  return !URL.canParse(origin) || new URL(origin).host !== host.toLowerCase();
}

/** A browser that sends no Origin says at least so much (W3C Fetch Metadata); others say nothing. */
function isForeignSite(headers: IncomingMessage['headers']): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** As in the program around this folder, which is to work in any other as well. */
export function isLoopback(host = ''): boolean {
  const [, name = ''] = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/.exec(host.toLowerCase()) ?? [];
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'));
}
