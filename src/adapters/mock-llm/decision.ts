import { isMassMail } from '../../domain/automated.ts';
import type { Category } from '../../domain/category.ts';

/** The evidence for each category, in logits. */
export type Scores = Record<Category, number>;

/**
 * The category for the evidence. Spam needs more than to be the likeliest, since a lost enquiry costs
 * more than a read advert; what a machine wrote is General, unless it is plainly spam.
 *
 * @param leastSpam by how much spam must outweigh all the rest, in logits
 */
export function decide(scores: Scores, automated: string | null, leastSpam: number): Category {
  const isSpam = spamMargin(scores) > leastSpam;
  if (automated !== null) return isSpam && maySpam(automated) ? 'Spam' : 'General';
  return isSpam ? 'Spam' : likeliest(scores, ['Lead', 'Support', 'General']);
}

/** By how much spam is likelier than everything else together. */
export function spamMargin({ Lead, Support, General, Spam }: Scores): number {
  const most = Math.max(Lead, Support, General);
  const rest = Math.exp(Lead - most) + Math.exp(Support - most) + Math.exp(General - most);
  return Spam - most - Math.log(rest);
}

/**
 * Mailings to many may be spam, and anybody can call himself no-reply or leave the return path empty;
 * a delivery report by its structure, an auto-reply or an invitation is what it is.
 */
function maySpam(automated: string): boolean {
  return (
    isMassMail(automated) ||
    /^(no-reply|receipt|notice of a system|auto-submitted: auto-gen|null return path|says that it is)/i.test(
      automated,
    )
  );
}

function likeliest(scores: Scores, of: Category[]): Category {
  return of.reduce((best, each) => (scores[each] > scores[best] ? each : best));
}
