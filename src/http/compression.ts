import { Readable, pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { Context, Middleware } from 'koa';

/** Smaller ones fit into a packet anyway. */
const minBytes = 1_024;

const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number];

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** For what is made for one request: a level beyond costs more time than it saves on the way. */
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const quickLevel = { level: 6 };

const compressible = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|javascript|xml)$|image\/svg)/;

/**
 * Compresses what is text, where the client takes it (RFC 9110, 12.5.3). That the size of a page tells
 * of its secrets when a stranger can have words of his set beside them (BREACH) needs requests of his
 * that carry a session, and SameSite=Strict lets him make none.
 */
export const compression: Middleware = async (ctx, next) => {
  await next();
  if (!isText(ctx)) return;
  ctx.vary('Accept-Encoding');
  const encoding = encodings.find((known) => ctx.acceptsEncodings(known) === known);
  if (encoding === undefined) return;
  const body = compressed(ctx, encoding);
  if (body === null) return;
  ctx.set('Content-Encoding', encoding);
  ctx.body = await body;
};

function isText({ response, body, res }: Context): boolean {
  if (!compressible.test(response.type) || response.type === 'text/event-stream') return false;
  if (body == null || res.hasHeader('Content-Encoding')) return false;
  return !String(res.getHeader('Cache-Control')).includes('no-transform');
}

/** null: it is too small to be worth it. */
function compressed(ctx: Context, encoding: Encoding): Promise<Buffer> | Readable | null {
  const body: unknown = ctx.body;
  if (body instanceof Readable) return compressedStream(body, encoding);
  const bytes = bytesOf(body);
  if (bytes.length < minBytes) return null;
  return encoding === 'br' ? brotli(bytes, quick) : deflate(bytes, quickLevel);
}

function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Whoever ends the one ends the other; an error is the response's, which tells it on. */
function compressedStream(body: Readable, encoding: Encoding): Readable {
  const compressor = encoding === 'br' ? createBrotliCompress(quick) : createGzip(quickLevel);
  return pipeline(body, compressor, () => undefined);
}
