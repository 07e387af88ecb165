import type { IncomingMessage } from 'node:http';

/** Path and query of a request. What begins with two slashes is a path too, and never a host. */
export function urlOf({ url = '/' }: Pick<IncomingMessage, 'url'>): URL {
  return new URL(`http://localhost${url.startsWith('/') ? url : '/'}`);
}
