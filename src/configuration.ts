import { existsSync } from 'node:fs';
import { openCrm } from './adapters/crm/index.ts';
import { readPlaybook } from './adapters/playbook/index.ts';
import type { Knowledge } from './agent.ts';
import { type Config, parseConfig } from './config.ts';
import type { Setting } from './ports.ts';
import { settingsOf } from './settings.ts';

export interface Configured {
  config: Config;
  knowledge: Knowledge;
  settings: Setting[];
}

/**
 * `.env` and the environment, which wins, and the files that they name; every problem at once and
 * exit 2 where any of it is wrong.
 * @param onProblem with a CRM_FILE that was changed into something unreadable, later on
 */
export async function configure(onProblem: (problem: string) => void): Promise<Configured> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const parsed = parseConfig(process.env);
  const { env } = parsed;
  for (const warning of parsed.warnings) console.error(`Warning: ${warning}`);
  const problems = parsed.ok ? [] : [...parsed.problems];
  const read = async <T>(name: string, reading: Promise<T>): Promise<T | null> => {
    try {
      return await reading;
    } catch (error) {
      problems.push(`${name} ${(error as Error).message}`);
      return null;
    }
  };
  const playbook = await read(
    'PLAYBOOK_FILE',
    readPlaybook(env['PLAYBOOK_FILE'], env['SIGNATURE_NAME']),
  );
  const crm = await read(
    'CRM_FILE',
    openCrm({
      file: env['CRM_FILE'],
      hubspotToken: env['HUBSPOT_TOKEN'],
      hubspotUrl: env['HUBSPOT_BASE_URL'],
      onProblem,
    }),
  );
  if (!parsed.ok || !playbook || !crm || problems.length > 0) return refuse(problems);
  const { config } = parsed;
  return { config, knowledge: { crm, playbook }, settings: settingsOf(config, env) };
}

export function refuse(problems: string[]): never {
  console.error('The configuration is wrong:');
  for (const problem of problems) console.error(`  - ${problem}`);
  console.error('Each variable is explained in .env.example.');
  return process.exit(2);
}
