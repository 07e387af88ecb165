import type { Sign } from '../sign.ts';
import { generalSigns } from './general.ts';
import { hints } from './hints.ts';
import { leadSigns } from './lead.ts';
import { spamSigns } from './spam.ts';
import { supportSigns } from './support.ts';
import { turns } from './turns.ts';

const all = { ...leadSigns, ...supportSigns, ...generalSigns, ...spamSigns, ...turns, ...hints };

/** The name of a sign of the vocabulary. */
export type Topic = keyof typeof all;

/** Everything the mock LLM knows to look for in words. */
export const vocabulary: Record<Topic, Sign> = all;

/** In the order of the vocabulary. */
export const topics = Object.keys(all) as Topic[];
