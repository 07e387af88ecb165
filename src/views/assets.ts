import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Content codings (RFC 9110, 8.4.1) in which an asset is kept, the smallest first. */
export const assetCodings = ['br', 'gzip'] as const;
export type AssetCoding = (typeof assetCodings)[number];

export interface Asset {
  /** Media type with its charset. */
  type: string;
  body: Buffer;
  /** The body compressed; absent where that would save nothing worth a decoding. */
  encoded?: Record<AssetCoding, Buffer>;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** What others wrote is taken from their packages, so that `npm` keeps it up to date. */
const vendored: Record<string, string> = {
  'htmx.min.js': import.meta.resolve('htmx.org/dist/htmx.min.js'),
  'idiomorph-ext.min.js': import.meta.resolve('idiomorph/dist/idiomorph-ext.min.js'),
};

/** Below this a compressed body is hardly smaller than its headers, in bytes. */
const worthCompressing = 600;

/** By way of a file: what a bare folder resolves to differs between the loaders that run this. */
const folderOf = (file: string) => new URL('.', import.meta.resolve(file));
/** Our own files, by what their names begin with. */
const folders: Record<string, URL> = {
  '': folderOf('#views/assets/base.css'),
  // A folder of its own, whose modules import each other alone.
  'inspector/': folderOf('#inspector/page/inspector.css'),
};
const assets = readAssets();

/**
 * One hash over all files, and a path segment instead of a query: a module's relative imports and
 * a stylesheet's `url()` then carry it too, so nothing is ever served stale from a cache.
 */
export const assetsHash = hashOf(assets);

export function assetUrl(name: string): string {
  if (!assets.has(name)) throw new Error(`there is no asset named ${name}`);
  return `/assets/${assetsHash}/${name}`;
}

export function findAsset(name: string): Asset | undefined {
  return assets.get(name);
}

function readAssets(): Map<string, Asset> {
  const files = Object.entries(folders).flatMap(([prefix, folder]) =>
    readdirSync(folder).map((name): [string, URL] => [prefix + name, new URL(name, folder)]),
  );
  for (const [name, url] of Object.entries(vendored)) files.push([name, new URL(url)]);
  const found = new Map<string, Asset>();
  for (const [name, file] of files.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const type = types[extname(name)];
    if (type) found.set(name, assetOf(type, readFileSync(file)));
  }
  return found;
}

function assetOf(type: string, body: Buffer): Asset {
  if (body.length < worthCompressing) return { type, body };
  // The last two levels of Brotli cost a start ten times the time for a twentieth of the bytes.
  const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return { type, body, encoded: { br, gzip: gzipSync(body, { level: 9 }) } };
}

function hashOf(files: Map<string, Asset>): string {
  const hash = createHash('sha256');
  for (const [name, { body }] of files) hash.update(name).update('\0').update(body).update('\0');
  return hash.digest('hex').slice(0, 12);
}
