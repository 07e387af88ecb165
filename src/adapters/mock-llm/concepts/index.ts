import { PhraseIndex } from '../phrase-index.ts';
import type { Words } from '../words.ts';
import { commerce } from './commerce.ts';
import { deceit } from './deceit.ts';
import { office } from './office.ts';
import { service } from './service.ts';

const all = { ...commerce, ...service, ...office, ...deceit };

/**
 * A thing that mails speak of, in whatever of some twenty languages. A concept alone speaks for no
 * category (customers, buyers and advertisers all speak of prices): what concepts tell together, the
 * model has learned, and it holds for the languages of which it saw few mails.
 */
export type Concept = keyof typeof all;

const index = new PhraseIndex<Concept>();
for (const concept of Object.keys(all) as Concept[]) index.add(concept, all[concept]);

/** The concepts that are named, with how many different phrases name each. */
export function conceptsIn(words: Words): Map<Concept, number> {
  return index.count(words);
}
