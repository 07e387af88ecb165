import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

export interface Asset {
  /** Media type with its charset. */
  type: string;
  body: Buffer;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

// By way of a file: what a bare folder resolves to differs between the loaders that run this.
const folder = new URL('.', import.meta.resolve('#views/assets/base.css'));
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
  const found = new Map<string, Asset>();
  for (const name of readdirSync(folder).toSorted()) {
    const type = types[extname(name)];
    if (type) found.set(name, { type, body: readFileSync(new URL(name, folder)) });
  }
  return found;
}

function hashOf(files: Map<string, Asset>): string {
  const hash = createHash('sha256');
  for (const [name, { body }] of files) hash.update(name).update('\0').update(body).update('\0');
  return hash.digest('hex').slice(0, 12);
}
