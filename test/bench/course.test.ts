import { describe, expect, test } from 'vitest';
import { courseOf, growthOf, paceOf, type Point, steadyPart } from '../../bench/parts/course.ts';

/** Looked at ten times a second; 4 ms of CPU a message. */
function course(seconds: number, endedAt: (second: number) => number): Point[] {
  return Array.from({ length: seconds * 10 }, (_, i) => {
    const ended = endedAt(i / 10);
    return { at: 5_000 + i * 100, ended, cpuMs: 700 + ended * 4 };
  });
}

describe('the pace of a run', () => {
  test('is that of its middle, and not of its start and end', () => {
    const slowAtBothEnds = course(30, (s) => {
      if (s < 10) return s;
      return s < 20 ? 10 + (s - 10) * 25 : 260 + (s - 20);
    });
    const { rate, cpuMsPerMessage } = paceOf(steadyPart(slowAtBothEnds, { from: 20, to: 250 }));
    expect(rate).toBeCloseTo(25, 6);
    expect(cpuMsPerMessage).toBeCloseTo(4, 6);
  });

  test.each([0, 0.3, 0.55, 0.9])('hardly depends on where in a wave it begins: %d', (phase) => {
    const waves = course(24, (s) => 25 * Math.floor(s + phase));
    const perSecond = growthOf(steadyPart(waves, { from: 128, to: 500 }), ({ ended }) => ended);
    expect(Math.abs(perSecond / 25 - 1)).toBeLessThan(0.01);
  });

  test('is not told of a run that was through between two looks', () => {
    const points = course(1, (s) => (s < 0.5 ? 0 : 100));
    expect(() => steadyPart(points, { from: 20, to: 95 })).toThrow('too soon');
    expect(() => steadyPart(points, { from: 0, to: 0 })).toThrow('too soon');
  });
});

test('a course goes to the last message', async () => {
  let ended = 0;
  const points = await courseOf(() => ({ at: performance.now(), ended: ended++, cpuMs: 0 }), 2);
  expect(points.map((point) => point.ended)).toEqual([0, 1, 2]);
});
