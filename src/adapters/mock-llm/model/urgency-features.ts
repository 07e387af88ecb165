import type { Category } from '../../../domain/category.ts';
import type { Mail } from '../../../domain/mail.ts';
import { PhraseIndex } from '../phrase-index.ts';
import { signsOf } from '../signs.ts';
import { type Pressure, pressures } from '../vocabulary/urgency.ts';
import { wordsOf } from '../words.ts';
import { type Features, featuresWith } from './features.ts';

const index = new PhraseIndex<Pressure>();
for (const pressure of Object.keys(pressures) as Pressure[]) {
  index.add(pressure, pressures[pressure].phrases);
}

/** What a mail of the category has before anything was said: somebody waits for an answer. */
const base = { Lead: 1, Support: 1, General: 0, Spam: 0 };

/** A mail as the urgency model sees it: what presses, for whom, and all that the category's model sees. */
export function urgencyFeatures(mail: Mail, category: Category): Features {
  const words = wordsOf(`${mail.subject.slice(0, 300)} | ${mail.own.slice(0, 6_000)}`);
  const seen = [...index.count(words).keys()];
  const kind = mail.automated === null ? category : 'machine';
  const points = seen.reduce((sum, each) => sum + (pressures[each].points[category] ?? 0), 0);
  const level = Math.min(3, base[category] + points) - (seen.includes('none') ? 1 : 0);
  const named = [kind, ...seen, ...seen.map((pressure) => `${kind} ${pressure}`)];
  return featuresWith(mail, signsOf(mail), [...named, `level ${level}`, `${kind} ${level}`]);
}
