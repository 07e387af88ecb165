import { parseArgs } from 'node:util';
import type { PurgeQuery } from '../ports.ts';

export const usage = `Usage: npm run purge -- --sender ADDRESS [--before DATE] [--dry-run]
  --sender   the address of the person whose mail is to be removed, such as ada@example.com
  --before   only mail that arrived before this ISO date or time (UTC)
  --dry-run  says what would be removed, and removes nothing`;

export interface PurgeArguments extends PurgeQuery {
  dryRun: boolean;
}

/** @throws Error that names what is wrong */
export function readPurgeArguments(argv: string[]): PurgeArguments {
  const { values } = parseArgs({
    args: argv,
    options: {
      sender: { type: 'string' },
      before: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const sender = values.sender?.trim().toLowerCase();
  if (!sender) throw new Error('--sender is missing: name the address');
  if (!/^[^\s<>@]+@[^\s<>@]+$/.test(sender)) {
    throw new Error(`--sender must be one bare address such as ada@example.com, not "${sender}"`);
  }
  const dryRun = values['dry-run'];
  return values.before === undefined
    ? { sender, dryRun }
    : { sender, before: timeOf(values.before), dryRun };
}

function timeOf(text: string): string {
  const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
  const time = new Date(iso.test(text) ? text : Number.NaN);
  if (Number.isNaN(time.getTime())) {
    throw new Error(`--before must be an ISO date or time such as 2026-01-31, not "${text}"`);
  }
  return time.toISOString();
}
