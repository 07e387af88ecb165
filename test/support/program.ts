import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  scripts: Record<string, string>;
};

/** The arguments of `node` by which `npm start` runs the built program, from any directory. */
export const program: string[] = (scripts['start'] ?? '')
  .replace(/^exec node /, '')
  .split(' ')
  .map((word) => (word.endsWith('.js') ? fileURLToPath(new URL(word, root)) : word));
