import type { Stage } from '../../src/domain/message.ts';
import type { Transition } from '../../src/ports.ts';

type Leg = [to: Stage, ms: number, attempt?: number, error?: string];

/** A journey that begins as `discovered`; the clock goes on by each leg's milliseconds. */
export function aJourney(...legs: Leg[]): Transition[] {
  let from: Stage = 'discovered';
  let clock = Date.parse('2026-02-03T04:05:06Z');
  return legs.map(([to, ms, attempt = 1, error = null]) => {
    // Nobody measures how long a message waits; it is in the times all the same.
    const isMeasured = from !== 'waiting';
    clock += ms;
    const at = new Date(clock).toISOString();
    const transition = { at, from, to, ms: isMeasured ? ms : 0, attempt, error };
    from = to;
    return transition;
  });
}

const fetched: Leg[] = [
  ['parsing', 120, 0],
  ['classifying', 18],
];
const answered: Leg[] = [
  ['enriching', 1_240],
  ['drafting', 31],
  ['summarizing', 4_870],
  ['persisting', 960],
];
const busy = 'llm.unavailable: the LLM answered 503';

/** Ways through the machine, with the stage where each has got to. */
export const journeys: Record<string, { stage: Stage; journey: Transition[] }> = {
  success: { stage: 'done', journey: aJourney(...fetched, ...answered, ['done', 9]) },
  waiting: {
    stage: 'waiting',
    journey: aJourney(
      ...fetched,
      ['waiting', 900, 1, busy],
      ['classifying', 2_000, 0],
      ['waiting', 1_100, 2, busy],
      ['classifying', 8_000, 0],
      ['waiting', 60_000, 3, busy],
    ),
  },
  quarantine: {
    stage: 'quarantined',
    journey: aJourney(
      ['parsing', 120, 0],
      ['waiting', 5_000, 1, 'mail.timeout: parsing took longer than 5000 ms'],
      ['parsing', 1_000, 0],
      ['quarantined', 5_000, 2, 'mail.timeout: parsing took longer than 5000 ms'],
    ),
  },
  duplicate: {
    stage: 'skipped',
    journey: aJourney(['skipped', 240, 0, 'exact duplicate of sales/INBOX/1/7']),
  },
  delivered: {
    stage: 'done',
    journey: aJourney(
      ...fetched,
      ...answered,
      ['queued', 12],
      ['waiting', 3_000, 1, 'api.unreachable: no answer'],
      ['queued', 5_000, 0],
      ['done', 45],
    ),
  },
  again: {
    stage: 'summarizing',
    journey: aJourney(
      ...fetched,
      ...answered,
      ['done', 9],
      ['drafting', 3_600_000, 0],
      ['waiting', 700, 1, busy],
      ['drafting', 4_000, 0],
      ['summarizing', 5_200, 2],
    ),
  },
};
