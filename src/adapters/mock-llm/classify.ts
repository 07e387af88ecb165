import { isMassMail } from '../../domain/automated.ts';
import { categories, type Category } from '../../domain/category.ts';
import type { Mail } from '../../domain/mail.ts';
import type { Classification } from '../../domain/message.ts';
import { type Background, noBackground } from '../../ports.ts';
import { decide, type Scores } from './decision.ts';
import { featuresOf } from './model/features.ts';
import { categoryModel, leastSpam, temperature } from './model/index.ts';
import { softmax } from './model/linear.ts';
import { decisive, type Seen, signsOf } from './signs.ts';
import { telling } from './telling.ts';

/** What it counts, in logits, that a person re-sorted this sender's mail before. */
const correctionWeight = 6;
/** And what earlier mail of the thread or of the sender was taken for. */
const threadWeight = 0.7;
const senderWeight = 0.3;
/** Nobody advertises in answer to us; forgers pretend to. */
const answeredWeight = 5;

/**
 * Decides by a linear model over the words, the structure and the known signs of a mail, and by what
 * is known of its sender. Linear in the text, of which it reads some thousand characters.
 */
export function classify(mail: Mail, background: Background = noBackground): Classification {
  const seen = signsOf(mail);
  const scores = withBackground(modelScores(mail, seen), background);
  const category = corrected(mail, background) ?? decide(scores, mail.automated, leastSpam);
  const reasons = reasonsFor(category, mail, seen, background);
  return {
    category,
    confidence: confidenceOf(scores, category, mail.automated),
    reason: reasons.slice(0, 3).join('; '),
  };
}

function modelScores(mail: Mail, seen: Seen[]): Scores {
  const [Lead, Support, General, Spam] = categoryModel.logits(featuresOf(mail, seen));
  return { Lead: Lead!, Support: Support!, General: General!, Spam: Spam! };
}

function withBackground(scores: Scores, { correction, thread, sender }: Background): Scores {
  const informed = { ...scores };
  if (correction) informed[correction] += correctionWeight;
  if (thread[0]) informed[thread[0].category] += threadWeight;
  if (sender[0]) informed[sender[0].category] += senderWeight;
  const isKnown = [...thread, ...sender].some(
    ({ answered, category }) => answered && category !== 'Spam',
  );
  if (isKnown) informed.Spam -= answeredWeight;
  return informed;
}

/** Whose newsletters a person sorted elsewhere wants them there. */
function corrected({ automated }: Mail, { correction }: Background): Category | null {
  return automated !== null && isMassMail(automated) ? correction : null;
}

/** @returns 0 to 1, in hundredths; never quite sure */
function confidenceOf(scores: Scores, category: Category, automated: string | null): number {
  const bars: Scores = { Lead: 0, Support: 0, General: 0, Spam: leastSpam };
  const shares = softmax(categories.map((each) => (scores[each] - bars[each]) / temperature));
  const shareOf = (each: Category): number => shares[categories.indexOf(each)]!;
  // What a machine wrote is spam or General; the other two were no choice.
  const isByMachine = automated !== null && category === 'General';
  const share = isByMachine ? 1 - shareOf('Spam') : shareOf(category);
  return Math.round(Math.min(0.97, share) * 100) / 100;
}

function reasonsFor(
  category: Category,
  mail: Mail,
  seen: Seen[],
  { correction }: Background,
): string[] {
  const reasons = decisive(seen, category).map(({ says }) => says);
  if (correction === category) reasons.unshift('mail of this sender was sorted so by hand');
  if (category === 'Spam') reasons.push(...telling(mail.traits));
  return reasons.length > 0 ? reasons : [`reads like other mail of the kind ${category}`];
}
