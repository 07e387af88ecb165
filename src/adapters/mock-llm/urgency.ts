import { type Category, urgencies, type Urgency } from '../../domain/category.ts';
import type { Mail } from '../../domain/mail.ts';
import { urgencyModel } from './model/index.ts';
import { urgencyFeatures } from './model/urgency-features.ts';
import { pressureOf, pressuresIn } from './pressure.ts';

/** What it counts, in logits, that a mail says in so many words that it presses, for each way of it. */
const pressed = 2.5;
/** And that it does not. */
const unpressed = 4;

/**
 * How soon an answer is due, by deadlines, damage, anger and how such mail was judged before. Spam is
 * `low`, and so is what a machine wrote, unless it reports harm.
 */
export function urgencyOf(mail: Mail, category: Category): Urgency {
  if (category === 'Spam') return 'low';
  let [low = 0, medium = 0, high = 0] = urgencyModel.logits(urgencyFeatures(mail, category));
  if (mail.automated === null) {
    const seen = pressuresIn(mail);
    high += pressed * pressureOf(seen, category);
    if (seen.includes('none')) {
      low += unpressed;
      high -= unpressed;
    }
  }
  const logits = [low, medium, high];
  return urgencies[logits.indexOf(Math.max(...logits))]!;
}
