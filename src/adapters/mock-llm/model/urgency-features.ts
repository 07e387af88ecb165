import type { Category } from '../../../domain/category.ts';
import type { Mail } from '../../../domain/mail.ts';
import { levelOf, pressuresIn } from '../pressure.ts';
import { signsOf } from '../signs.ts';
import { type Features, featuresWith } from './features.ts';

/** A mail as the urgency model sees it: what presses, for whom, and all that the category's model sees. */
export function urgencyFeatures(mail: Mail, category: Category): Features {
  const seen = pressuresIn(mail);
  const kind = mail.automated === null ? category : 'machine';
  const level = Math.min(3, levelOf(seen, category)) - (seen.includes('none') ? 1 : 0);
  const named = [kind, ...seen, ...seen.map((pressure) => `${kind} ${pressure}`)];
  return featuresWith(mail, signsOf(mail), [...named, `level ${level}`, `${kind} ${level}`]);
}
