import type { IncomingMessage, ServerResponse } from 'node:http';
import { securityHeaders } from './headers.ts';

/** What a URI is written in (RFC 3986, 2). */
const characters = /^[\x21-\x7e]+$/;

/**
 * Brings the target of a request into the form that everything behind here reads: a path with its
 * query. Koa's own reading throws on some others, before anything could answer it, and that ends the
 * process. The absolute form, which proxies send, names the host that counts (RFC 9112, 3.2.2).
 * @returns whether it could be read
 */
export function readTarget(request: IncomingMessage): boolean {
  // A fragment is no part of it (RFC 9112, 3.2), and Koa reads what has one in the way that throws.
  const [url = ''] = (request.url ?? '').split('#', 1);
  request.url = url;
  if (url === '*') return true;
  if (!characters.test(url)) return false;
  if (url.startsWith('/')) return true;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return false;
  const { host, pathname, search } = new URL(url);
  request.headers.host = host;
  request.url = pathname + search;
  return true;
}

/** The answer to a request whose target could not be read. */
export function refuseTarget(response: ServerResponse): void {
  const error = { code: 'bad_request', message: 'The address of the request cannot be read' };
  response.writeHead(400, {
    ...securityHeaders,
    'Content-Type': 'application/json; charset=utf-8',
  });
  response.end(JSON.stringify({ error }));
}
