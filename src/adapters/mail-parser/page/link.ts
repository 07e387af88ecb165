const maxAddress = 2_000;
/** The part of a link's text that is looked at. */
const maxShown = 500;

/** Something that a reader takes for the name of a host; bounded, so that no text is slow. */
const hostLike = /[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}\.\p{L}{2,24}(?![\p{L}\p{N}])/gu;
const addressLike = /[^\s@<>()]{1,64}@[\p{L}\p{N}.-]{1,255}/u;

/** The address in its normal form; null for any scheme but http, https and mailto, and for none. */
export function safeHref(href: string): string | null {
  // What is longer carries data of a tracker or is an attack on somebody's patience.
  if (href.length > maxAddress || !URL.canParse(href)) return null;
  const url = new URL(href);
  if (url.protocol === 'mailto:') return mailto(url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  // A name before the at sign is there to be taken for the host.
  url.username = '';
  url.password = '';
  return url.href;
}

/** Only the recipient, subject and text: an `attach` would be obeyed by some programs. */
function mailto(url: URL): string {
  const fields = [...url.searchParams].filter(([name]) => /^(subject|body|cc)$/i.test(name));
  // RFC 6068, 2: a plus sign is a plus sign.
  const query = fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `mailto:${url.pathname}${query && `?${query}`}`;
}

/**
 * Where a link really leads, if its text names another place: a host, or an address for mailto.
 * Null where the text names none, or the same (a leading `www.` does not count).
 *
 * @param href as `safeHref` gives it
 */
export function realPlace(shown: string, href: string): string | null {
  // Full-width letters and characters without width are read as if they were not there.
  const text = shown
    .slice(0, maxShown)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase();
  const url = new URL(href);
  if (url.protocol === 'mailto:') {
    const real = decoded(url.pathname).toLowerCase();
    const named = addressLike.exec(text)?.[0] ?? null;
    return named === null || named === real ? null : real;
  }
  const real = withoutWww(url.hostname);
  const named = (text.match(hostLike) ?? []).map((host) => withoutWww(ascii(host)));
  return named.every((host) => host === real) ? null : url.hostname;
}

function withoutWww(host: string): string {
  return host.startsWith('www.') ? host.slice(4) : host;
}

/** The form in which URLs name a host with other letters (RFC 5891). */
function ascii(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
