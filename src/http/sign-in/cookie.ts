/** The session's cookie (RFC 6265). Written here, since upgrades have it too and are no Koa context. */

/** Not by port, for cookies know none: every role on a host is signed in to at once. */
const name = 'ops_session';

/** Scripts never see it, and no other site's page makes a browser send it. */
export function sessionCookie(value: string, maxAgeMs: number, secure: boolean): string {
  const maxAge = Math.floor(maxAgeMs / 1_000);
  const cookie = `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict`;
  return secure ? `${cookie}; Secure` : cookie;
}

export function clearedCookie(secure: boolean): string {
  return sessionCookie('', 0, secure);
}

/** Every value under our name: a browser may hold several, of other paths or domains. */
export function cookieValues(header = ''): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
