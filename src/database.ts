import { existsSync } from 'node:fs';
import { parseConfig } from './config.ts';

/** The variables of a command that needs the database and nothing else. */
const needed = ['DATABASE_URL'];

/**
 * Where the database is, by `.env` and the environment, which wins. What is wrong with other
 * variables does not matter here; where this one is, the command ends with 2.
 */
export function databaseOf(env: NodeJS.ProcessEnv): string {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const given = Object.fromEntries(needed.map((name) => [name, env[name]]));
  const parsed = parseConfig(given);
  if (parsed.ok) return parsed.config.DATABASE_URL;
  for (const problem of parsed.problems) console.error(problem);
  return process.exit(2);
}
