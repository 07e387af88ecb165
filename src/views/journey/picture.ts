import { type Stage, stages, type Step, steps } from '../../domain/message.ts';
import type { Transition } from '../../ports.ts';
import { type Box, boxes, entry, height, origin, type Way, wayOf, ways, width } from './layout.ts';
import type { Run } from './runs.ts';
import { timeTaken } from './time-taken.ts';

interface Word {
  text: string;
  tone: string;
}

interface DrawnWay extends Way {
  tone: string;
}

interface DrawnState {
  stage: Stage;
  box: Box;
  word: Word;
  isLit: boolean;
  isPresent: boolean;
  /** Something is still to happen to the message there. */
  isAlive: boolean;
  /** Beside the colour; null where the state is nothing to look out for. */
  sign: '✓' | '!' | null;
  /** In small letters below the word. */
  note: string | null;
  /** `3 tries`; null for one. */
  tries: string | null;
}

export interface JourneyPicture {
  width: number;
  height: number;
  /** The way in words, for who does not see it. */
  told: string;
  origin: typeof origin & { isLit: boolean };
  quiet: Way[];
  lit: DrawnWay[];
  labels: { x: number; y: number; text: string }[];
  states: DrawnState[];
}

/** Steps that are told of a way with many tries; the list has them all. */
const mostTold = 30;

const ended = new Set<Stage>(['done', 'skipped', 'quarantined', 'gone']);
const signs: Partial<Record<Stage, '✓' | '!'>> = { done: '✓', waiting: '!', quarantined: '!' };

/**
 * The machine of a message's life with one run through it lit.
 *
 * @param present where the message stands now
 * @param wordOf what a stage is called, and its tone
 */
export function journeyPicture(
  run: Run,
  present: Stage,
  wordOf: (stage: Stage) => Word,
): JourneyPicture {
  const lit = litWays(run, wordOf);
  const visited = new Set([run.start, ...run.transitions.map(({ to }) => to), present]);
  return {
    width,
    height,
    told: told(run, present, wordOf),
    origin: { ...origin, isLit: run.askedAt === null },
    quiet: [...ways.values()],
    lit,
    labels: labelsOf(run),
    states: stages.map((stage) => ({
      stage,
      box: boxes[stage],
      word: wordOf(stage),
      isLit: visited.has(stage),
      isPresent: stage === present,
      isAlive: stage === present && !ended.has(stage),
      sign: visited.has(stage) ? (signs[stage] ?? null) : null,
      note: noteOf(run, stage),
      tries: triesOf(run, stage),
    })),
  };
}

/** Each way once; what leads to trouble or an end has the colour of that. */
function litWays({ start, askedAt, transitions }: Run, wordOf: (stage: Stage) => Word): DrawnWay[] {
  const drawn = new Map<string, DrawnWay>();
  if (askedAt !== null) drawn.set('again', { ...entry(start), tone: 'busy' });
  for (const { from, to } of transitions) {
    if (from !== to) drawn.set(`${from}>${to}`, { ...wayOf(from, to), tone: wordOf(to).tone });
  }
  return [...drawn.values()];
}

/** Of a way that was taken more than once the last time counts: the others were taken again. */
function labelsOf({ start, askedAt, transitions }: Run): JourneyPicture['labels'] {
  const labels = new Map<string, { x: number; y: number; text: string }>();
  const again = askedAt === null ? null : entry(start).label;
  if (again) labels.set('again', { ...again, text: 'again' });
  for (const { from, to, ms } of transitions) {
    const { label } = wayOf(from, to);
    if (label && from !== to)
      labels.set(`${label.x} ${label.y}`, { ...label, text: timeTaken(ms) });
  }
  return [...labels.values()];
}

function noteOf({ transitions }: Run, stage: Stage): string | null {
  const arrivals = transitions.filter(({ to }) => to === stage);
  const last = arrivals.at(-1);
  if (!last) return null;
  if (stage === 'waiting' || stage === 'queued') {
    const spent = timeTaken(stayIn(transitions, stage));
    const isLeft = transitions.at(-1) !== last;
    if (arrivals.length > 1) return `${arrivals.length} times${isLeft ? `, ${spent}` : ''}`;
    return isLeft ? `for ${spent}` : null;
  }
  if (stage === 'quarantined') {
    return last.attempt > 1 ? `after ${last.attempt} tries` : `after ${timeTaken(last.ms)}`;
  }
  return stage === 'skipped' || stage === 'gone' ? `after ${timeTaken(last.ms)}` : null;
}

/** By the clock, for nobody measures how long a message is left alone. */
function stayIn(transitions: Transition[], stage: Stage): number {
  return transitions.reduce((sum, { at, to }, i) => {
    const next = transitions[i + 1];
    return to === stage && next ? sum + Date.parse(next.at) - Date.parse(at) : sum;
  }, 0);
}

function triesOf({ transitions }: Run, stage: Stage): string | null {
  if (!isStep(stage)) return null;
  const most = Math.max(
    1,
    ...transitions.map(({ from, attempt }) => (from === stage ? attempt : 1)),
  );
  return most > 1 ? `${most} tries` : null;
}

function isStep(stage: Stage): stage is Step {
  return steps.some((step) => step === stage);
}

function told(run: Run, present: Stage, wordOf: (stage: Stage) => Word): string {
  const { start, askedAt, transitions } = run;
  const way = transitions.map(({ from, ms, attempt }) => {
    const tries = attempt > 1 ? `, try ${attempt}` : '';
    // Nobody measures what is waited.
    return from === 'waiting'
      ? wordOf(from).text
      : `${wordOf(from).text} (${timeTaken(ms)}${tries})`;
  });
  const begin = askedAt === null ? '' : `Asked for again from: ${wordOf(start).text}. `;
  const skipped = Math.max(0, way.length - mostTold);
  const before = skipped > 0 ? `after ${skipped} other steps, ` : '';
  const path = way.length > 0 ? `The way so far: ${before}${way.slice(skipped).join(', ')}. ` : '';
  return `${begin}${path}Now: ${wordOf(present).text}.`;
}
