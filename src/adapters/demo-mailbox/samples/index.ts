import { general } from './general.ts';
import { hostile } from './hostile.ts';
import { leads } from './leads.ts';
import { spam } from './spam.ts';
import { support } from './support.ts';

/** The Date fields count from here; see below. */
const writtenAround = Date.UTC(2026, 0, 12, 9);

/**
 * The sample mails, oldest first, received shortly before `now`. Their text is the same at every
 * start, so that a demo started again on the same database knows them by their content.
 */
export function sampleMails(now: Date, me: string): { raw: string; receivedAt: Date }[] {
  return [...leads, ...support, ...general, ...spam, ...hostile]
    .toSorted((a, b) => b.minutesAgo - a.minutesAgo)
    .map(({ minutesAgo, source }) => {
      const written = new Date(writtenAround - minutesAgo * 60_000);
      const raw = `Date: ${written.toUTCString().replace('GMT', '+0000')}\n${source}`;
      const receivedAt = new Date(now.getTime() - minutesAgo * 60_000);
      return { receivedAt, raw: raw.replaceAll('@ME@', me) };
    });
}
