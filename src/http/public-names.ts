import { isIPv4 } from 'node:net';
import { isLoopbackAddress } from './remote-address.ts';

/** The names that PUBLIC_URL says this server has; without any, every name will do. */
export class PublicNames {
  readonly #urls: URL[];

  constructor(urls: readonly string[]) {
    this.#urls = urls.map((url) => new URL(url));
  }

  /**
   * Whether a request under this `Host` is for us. Who is on this machine may use its own names: the
   * other role, and whoever looks after it.
   */
  has(host: string | undefined, peer: string | undefined): boolean {
    if (this.#urls.length === 0) return true;
    return this.#named(host).length > 0 || (isLoopback(host) && isLoopbackAddress(peer));
  }

  /** Whether pages of this origin are ours: under a public name that it is, its scheme included. */
  isOwn(origin: string, host = ''): boolean {
    if (!URL.canParse(origin)) return false;
    const from = new URL(origin);
    const named = this.#named(host);
    if (named.length > 0) return named.some((url) => url.origin === from.origin);
    return normal(host, from.protocol) === from.host;
  }

  /** Whether it is reached by https alone under this `Host`. */
  isHttps(host: string | undefined): boolean {
    const named = this.#named(host);
    return named.length > 0 && named.every(({ protocol }) => protocol === 'https:');
  }

  #named(host = ''): URL[] {
    return this.#urls.filter((url) => normal(host, url.protocol) === url.host);
  }
}

/**
 * A `Host` as a URL would have it, so that a default port that only one of two writes makes no
 * difference; null: it holds more than a name and a port.
 */
function normal(host: string, protocol: string): string | null {
  const url = `${protocol}//${host}`;
  return /^[^@/?#\\\s]+$/.test(host) && URL.canParse(url) ? new URL(url).host : null;
}

export function isLoopback(host = ''): boolean {
  const [, name = ''] = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/.exec(host.toLowerCase()) ?? [];
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'));
}
