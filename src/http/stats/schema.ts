import { z } from 'zod';
import { wholeNumber } from '../input.ts';

/** A month is what a bill is about. */
const defaultDays = 30;
const maxDays = 366;

export const statsRange = z.object({
  days: wholeNumber(maxDays, `must be a whole number from 1 to ${maxDays}`, {
    default: defaultDays,
  })
    .default(defaultDays)
    .describe('Days (UTC) up to today.'),
});
