import type { Stage } from '../../domain/message.ts';
import type { MessageRow, Transition } from '../../ports.ts';
import { journeyPicture } from '../../views/journey/picture.ts';
import { type Run, runsOf } from '../../views/journey/runs.ts';
import { timeTaken } from '../../views/journey/time-taken.ts';
import type { HttpDeps } from '../deps.ts';
import { stageWord } from './words.ts';

/** The journey alone, for the fragment that follows it live; null: there is no such message. */
export async function journeyModel({ messages }: Pick<HttpDeps, 'messages'>, id: number) {
  const row = await messages.get(id);
  return row && journeyOf(row);
}

/** What the template `journey` shows: the last run as a picture, and every run as a list. */
export function journeyOf(row: MessageRow & { journey: Transition[] }) {
  const { id, stage } = row;
  const runs = runsOf(row.journey);
  const last: Run = runs.at(-1) ?? { start: stage, askedAt: null, transitions: [] };
  return {
    row: {
      id,
      stage,
      word: stageWord(stage),
      notBefore: stage === 'waiting' ? row.notBefore : null,
      retry: retryLabels[stage] ?? null,
    },
    picture: journeyPicture(last, stage, stageWord),
    runs: runs.map(listed).toReversed(),
  };
}

const retryLabels: Partial<Record<Stage, string>> = {
  waiting: 'Try now',
  quarantined: 'Try again',
  done: 'Run again',
  skipped: 'Process it after all',
};

/** By stage: a transition tells of the stage that it leaves, so time and try are the next's. */
function listed({ askedAt, start, transitions }: Run, index: number) {
  const first = { at: askedAt, to: start, error: null };
  const arrivals = askedAt === null ? transitions : [first, ...transitions];
  const offset = askedAt === null ? 1 : 0;
  return {
    number: index + 1,
    steps: arrivals.map(({ at, to, error }, i) => {
      const leaving = transitions[i + offset];
      const isWait = to === 'waiting' || to === 'queued';
      return {
        at,
        word: stageWord(to),
        took: leaving && !isWait ? timeTaken(leaving.ms) : null,
        tries: leaving && leaving.attempt > 1 ? `try ${leaving.attempt}` : null,
        note: error,
      };
    }),
  };
}
