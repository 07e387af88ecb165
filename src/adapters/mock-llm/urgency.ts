import { type Category, urgencies, type Urgency } from '../../domain/category.ts';
import type { Mail } from '../../domain/mail.ts';
import { urgencyModel } from './model/index.ts';
import { urgencyFeatures } from './model/urgency-features.ts';

/**
 * How soon an answer is due, by deadlines, damage, anger and how such mail was judged before. Spam is
 * `low`, and so is what a machine wrote, unless it reports harm.
 */
export function urgencyOf(mail: Mail, category: Category): Urgency {
  if (category === 'Spam') return 'low';
  const logits = urgencyModel.logits(urgencyFeatures(mail, category));
  const best = urgencies.reduce((most, _, at) => (logits[at]! > logits[most]! ? at : most), 0);
  return urgencies[best]!;
}
