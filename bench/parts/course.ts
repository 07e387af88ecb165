import { setTimeout as sleep } from 'node:timers/promises';
import { slopeOf } from './trend.ts';

/** How far a run was at a moment. */
export interface Point {
  /** Milliseconds of the bench's clock. */
  at: number;
  /** Messages that had come to an end. */
  ended: number;
  /** Milliseconds of a core that the process had had. */
  cpuMs: number;
}

/** What a run achieved. */
export interface Pace {
  /** Messages a second. */
  rate: number;
  cpuMsPerMessage: number;
}

/** As often as asking over REST allows, without being a load of its own. */
const sampleMs = 100;
const patienceMs = 60_000;

/**
 * Looks again and again how far a run is, until all its messages have ended.
 * @throws where none ends for a minute
 */
export async function courseOf<P extends Point>(
  now: () => P | Promise<P>,
  messages: number,
  everyMs = sampleMs,
): Promise<P[]> {
  const course: P[] = [];
  let progress = performance.now();
  for (;;) {
    const point = await now();
    if (point.ended !== course.at(-1)?.ended) progress = point.at;
    course.push(point);
    if (point.ended >= messages) return course;
    if (point.at - progress > patienceMs) {
      throw new Error(`no message ended for a minute: ${JSON.stringify(point)}`);
    }
    await sleep(everyMs);
  }
}

/**
 * A course without its start and end.
 * @param from how many messages had ended when all hands were busy
 * @param to and when they no longer were
 * @throws where nothing ended in between: the run was too short
 */
export function steadyPart<P extends Point>(
  course: P[],
  { from, to }: { from: number; to: number },
): P[] {
  const part = course.filter(({ ended }) => ended >= from && ended <= to);
  if ((part.at(-1)?.ended ?? 0) === (part[0]?.ended ?? 0)) {
    throw new Error(`${to - from} messages were through too soon to tell how fast`);
  }
  return part;
}

/**
 * How fast a count grows, a second: the slope of the line that fits best. With equal waits things end
 * in waves, and between two single points it would depend on where in a wave they lie.
 */
export function growthOf<P extends Point>(points: P[], countOf: (point: P) => number): number {
  return slopeOf(points.map((point) => ({ x: point.at, y: countOf(point) }))) * 1_000;
}

export function paceOf(points: Point[]): Pace {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) throw new RangeError('no points, no pace');
  return {
    rate: growthOf(points, ({ ended }) => ended),
    cpuMsPerMessage: (last.cpuMs - first.cpuMs) / (last.ended - first.ended),
  };
}
