/** `npm run backup -- FILE`: a copy of the database of one moment, while the agent goes on. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp } from '../adapters/store/backup.ts';
import { sqlitePath } from '../adapters/store/data-source.ts';
import { databaseOf } from '../database.ts';

const usage = `Usage: npm run backup -- FILE
  FILE  does not exist yet; its folder does. docs/operating.md says how it is restored.`;

const file = readArguments();
const url = databaseOf(process.env);
if (!url.startsWith('sqlite:')) {
  console.error(
    'This copies a SQLite file. For PostgreSQL: pg_dump --format=custom --file=FILE URL',
  );
  process.exit(2);
}
try {
  const { bytes, messages, drafts } = await backUp(sqlitePath(url), file);
  const size = `${(bytes / 1_048_576).toFixed(1)} MiB`;
  console.log(
    `${file}: ${size}, ${messages} messages, ${drafts} drafts; read back and found whole`,
  );
} catch (error) {
  console.error(`No backup was made: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

function readArguments(): string {
  try {
    const { positionals } = parseArgs({ allowPositionals: true, options: {} });
    const [only, ...others] = positionals;
    if (only && others.length === 0) return resolve(only);
    console.error(usage);
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
  }
  return process.exit(2);
}
