/** Longer ones are nobody's bookmark. */
const maxLength = 2_000;

/**
 * An address of this server as path and query, which may be redirected to; null for all else. What a
 * browser takes for another host (`//host`, `/\host`, tabs between the slashes) is not one.
 */
export function localPath(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > maxLength) return null;
  if (!text.startsWith('/') || /[\\\p{Cc}]/u.test(text)) return null;
  const base = 'http://server.invalid';
  if (!URL.canParse(text, base)) return null;
  const { origin, pathname } = new URL(text, base);
  // `/.//host` is local, but becomes `//host` for whoever shortens it.
  return origin === base && !pathname.startsWith('//') ? text : null;
}

/** The sign-in page that leads on to `next`. */
export function signInPath(next: string | null): string {
  return next === null || next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`;
}
