/** The end of an import as a person reads it. */
import { categories } from '../domain/category.ts';
import type { Stage } from '../domain/message.ts';
import type { MessageRow } from '../ports.ts';
import type { Tally } from './tally.ts';

export const maxListed = 20;

export interface Outcome {
  taken: number;
  known: number;
  /** Imported messages by stage, those of earlier runs included. */
  inAll: Partial<Record<Stage, number>>;
  /** Of these, the ones that are not worked to their end yet. */
  open: number;
  tally: Tally;
  /** All imported mail that is set aside, the newest first, and at most so much as is listed. */
  quarantined: Pick<MessageRow, 'key' | 'subject' | 'error'>[];
  /** Each names a file and what is wrong with it. */
  unreadable: string[];
  /** Files in the folders that hold no mail. */
  leftAside: number;
}

export function reportOf(outcome: Outcome): string {
  const { taken, known, open, leftAside, inAll } = outcome;
  return [
    `taken in ${taken}   known already ${known}`,
    `this run: ${ends(outcome.tally)}`,
    `in all: done ${inAll.done ?? 0}   quarantined ${inAll.quarantined ?? 0}`,
    ...(open > 0 ? [`${open} still to be worked: run the import again, or the agent`] : []),
    ...(leftAside > 0 ? [`${leftAside} other files in the folders hold no mail`] : []),
    ...listed('in quarantine', inAll.quarantined ?? 0, outcome.quarantined.map(lineOf)),
    ...listed('could not be read', outcome.unreadable.length, outcome.unreadable),
  ].join('\n');
}

function ends({ ends, byCategory }: Tally): string {
  const { done = 0, skipped = 0, quarantined = 0 } = ends;
  const sorted = categories
    .filter((category) => byCategory[category])
    .map((category) => `${category} ${byCategory[category]}`);
  return [
    `done ${done}${sorted.length > 0 ? ` (${sorted.join(', ')})` : ''}`,
    `quarantined ${quarantined}`,
    ...(skipped > 0 ? [`skipped ${skipped}`] : []),
  ].join('   ');
}

function lineOf({ key, subject, error }: Outcome['quarantined'][number]): string {
  return `${key}${subject ? ` "${subject}"` : ''}: ${error ?? 'no reason is noted'}`;
}

function listed(what: string, n: number, lines: string[]): string[] {
  if (n === 0) return [];
  // Names and subjects come from others, and a terminal obeys some characters.
  const shown = lines.slice(0, maxListed).map((line) => `  ${line.replaceAll(/\p{Cc}/gu, ' ')}`);
  const more = n > shown.length ? [`  … and ${n - shown.length} more`] : [];
  return [`${n} ${what}:`, ...shown, ...more];
}
