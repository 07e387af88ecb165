import type { IncomingMessage } from 'node:http';
import type { Inspection, Sent } from './hub.ts';
import { pageFile, pageHtml } from './page-files.ts';
import { urlOf } from './request-url.ts';

/** An answer to a request: an object as JSON, or a body with its media type. */
export interface Answer {
  status: number;
  json?: object;
  type?: string;
  body?: string | Buffer;
}

const maxBodyBytes = 4_096;

/** All that the page asks for but the feed. */
export async function answer(
  request: IncomingMessage,
  hub: Inspection,
  page: URL,
): Promise<Answer> {
  const { pathname } = urlOf(request);
  const [kind = '', name = '', part, ...rest] = pathname.slice(1).split('/');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = `${method} ${kind}${part === undefined ? '' : ` ${part}`}`;
  const id = decoded(name);
  if (rest.length > 0 || id === null) return missing('page', pathname);
  switch (route) {
    case 'GET ':
      return { status: 200, type: 'text/html; charset=utf-8', body: pageHtml };
    case 'GET page':
      return fileOf(await pageFile(id, page), id);
    case 'GET charts':
      return drawing(await hub.charts.svg(id), id);
    case 'GET actors':
      return id === '' ? { status: 200, json: hub.actors() } : found(hub.actor(id), id);
    case 'POST actors events':
      return sent(hub, id, await bodyOf(request));
    default:
      return missing('page', pathname);
  }
}

function fileOf(file: { type: string; body: string | Buffer } | null, name: string): Answer {
  return file ? { status: 200, ...file } : missing('file', name);
}

function drawing(svg: string | null, key: string): Answer {
  if (svg === null) return missing('drawing', key);
  return { status: 200, type: 'image/svg+xml; charset=utf-8', body: svg };
}

function found(actor: object | null, id: string): Answer {
  return actor ? { status: 200, json: actor } : missing('actor', id);
}

function sent(hub: Inspection, id: string, body: string | null): Answer {
  const type = typeIn(body);
  if (type === null) return problem(400, 'invalid', 'The body must be {"type": "…"} as JSON');
  const outcome = hub.send(id, type);
  if (outcome === 'sent') return { status: 202, json: { actor: id, type } };
  return refusals[outcome](id, type);
}

const refusals: Record<Exclude<Sent, 'sent'>, (id: string, type: string) => Answer> = {
  off: () => problem(403, 'forbidden', 'Sending is off: name events in HubOptions.sends'),
  gone: (id) => missing('actor', id),
  refused: (_, type) => problem(409, 'conflict', `${type} is not among what it takes now`),
};

/** null: it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk);
    if (body.length > maxBodyBytes) return null;
  }
  return body;
}

function typeIn(body: string | null): string | null {
  try {
    const { type } = JSON.parse(body ?? '') as { type?: unknown };
    return typeof type === 'string' ? type : null;
  } catch {
    return null;
  }
}

function decoded(name: string): string | null {
  try {
    return decodeURIComponent(name);
  } catch {
    return null;
  }
}

function missing(what: string, name: string): Answer {
  return problem(404, 'not_found', `There is no ${what} ${name.slice(0, 100)}`);
}

function problem(status: number, code: string, message: string): Answer {
  return { status, json: { error: { code, message } } };
}
