import { readFileSync } from 'node:fs';

/** As it lies beside `src`, and beside `dist`. */
const manifest = ['../package.json', '../../package.json'];

/** Which program this is. */
export function buildOf(role: string): { version: string; node: string; role: string } {
  return { version: version(), node: process.versions.node, role };
}

export function version(): string {
  for (const place of manifest) {
    try {
      const { version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as {
        version: string;
      };
      return version;
    } catch {
      // The other place.
    }
  }
  return 'unknown';
}
