import { LinearModel } from './linear.ts';
import { trained } from './weights.ts';

/** Lead, Support, General, Spam. */
export const categoryModel = new LinearModel(trained.category);
/** low, medium, high. */
export const urgencyModel = new LinearModel(trained.urgency);

/** Divides the logits, so that the confidence is about as often right as it says. */
export const { temperature } = trained;
/** How far the evidence for spam must outweigh all the rest, in logits. */
export const { leastSpam } = trained;
