import type { Category, Urgency } from '../../domain/category.ts';
import type { Mail } from '../../domain/mail.ts';
import { bodyOf } from './body.ts';
import { PhraseIndex } from './phrase-index.ts';
import { type Pressure, pressures } from './vocabulary/urgency.ts';
import { wordsOf } from './words.ts';

const textCap = 20_000;

/** What a mail of the category has before anything was said: somebody waits for an answer. */
const base: Record<Exclude<Category, 'Spam'>, number> = { Lead: 1, Support: 1, General: 0 };
const high = 2;

const index = new PhraseIndex<Pressure>();
for (const pressure of Object.keys(pressures) as Pressure[]) {
  index.add(pressure, pressures[pressure].phrases);
}

/** How soon an answer is due, by deadlines, damage, anger and the word itself. Spam is `low`. */
export function urgencyOf(mail: Mail, category: Category): Urgency {
  if (category === 'Spam' || mail.automated !== null) return 'low';
  const { own } = bodyOf(mail.text.slice(0, textCap));
  const seen = index.count(wordsOf(`${mail.subject.slice(0, 500)} | ${own}`));
  let points = base[category];
  for (const pressure of seen.keys()) points += pressures[pressure].points[category] ?? 0;
  if (seen.has('none')) points = Math.min(points, high - 1) - 1;
  return points >= high ? 'high' : points >= 1 ? 'medium' : 'low';
}
