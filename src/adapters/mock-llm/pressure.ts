import type { Category } from '../../domain/category.ts';
import type { Mail } from '../../domain/mail.ts';
import { PhraseIndex } from './phrase-index.ts';
import { type Pressure, pressures } from './vocabulary/urgency.ts';
import { wordsOf } from './words.ts';

const index = new PhraseIndex<Pressure>();
for (const pressure of Object.keys(pressures) as Pressure[]) {
  index.add(pressure, pressures[pressure].phrases);
}

/** What a mail of the category has before anything was said: somebody waits for an answer. */
const base: Record<Category, number> = { Lead: 1, Support: 1, General: 0, Spam: 0 };
/** Up to here a mail waits for its answer as any other. */
const patient = 1;

/** What presses by its own words: deadlines, damage, anger, the word itself. */
export function pressuresIn({ subject, own }: Mail): Pressure[] {
  const words = wordsOf(`${subject.slice(0, 300)} | ${own.slice(0, 6_000)}`);
  return [...index.count(words).keys()];
}

/** How many points all that comes to in a mail of the category. */
export function levelOf(seen: Pressure[], category: Category): number {
  return seen.reduce((sum, each) => sum + (pressures[each].points[category] ?? 0), base[category]);
}

/** 0: nothing presses; 1: something does; 2: more than one thing, or something grave. */
export function pressureOf(seen: Pressure[], category: Category): number {
  return Math.max(0, Math.min(2, levelOf(seen, category) - patient));
}
