import { describe, expect, test } from 'vitest';
import { type Stage, stages, steps } from '../../src/domain/message.ts';
import type { Transition } from '../../src/ports.ts';
import { boxes, height, wayOf, ways, width } from '../../src/views/journey/layout.ts';
import { journeyPicture } from '../../src/views/journey/picture.ts';
import { runsOf } from '../../src/views/journey/runs.ts';
import { timeTaken } from '../../src/views/journey/time-taken.ts';
import { aJourney, journeys } from '../support/journeys.ts';

const wordOf = (stage: Stage) => ({ text: stage, tone: stage === 'done' ? 'good' : 'busy' });

function pictureOf(journey: Transition[], present: Stage) {
  const run = runsOf(journey).at(-1) ?? { start: present, askedAt: null, transitions: [] };
  return journeyPicture(run, present, wordOf);
}

const litIn = (journey: Transition[], present: Stage) =>
  pictureOf(journey, present)
    .states.filter(({ isLit }) => isLit)
    .map(({ stage }) => stage);

describe('the machine as it is drawn', () => {
  test('has every stage, in a box of its own within the picture', () => {
    expect(Object.keys(boxes).toSorted()).toEqual([...stages].toSorted());
    const all = Object.entries(boxes);
    for (const [stage, { x, y, w, h }] of all) {
      expect(Math.min(x, y - h / 2, width - x - w, height - y - h / 2), stage).toBeGreaterThan(2);
      const near = all.filter(
        ([, other]) =>
          Math.abs(other.y - y) < (h + other.h) / 2 + 4 && other.x < x + w && x < other.x + other.w,
      );
      expect(near.map(([name]) => name)).toEqual([stage]);
    }
  });

  /** Who writes a journey: sources, moves, leases and deliveries, refetches and discards. */
  const forward = steps.map((step, i) => [step, steps[i + 1] ?? 'done'] as const);
  test.each<readonly [Stage, Stage]>([
    ...(['parsing', 'skipped', 'gone', 'quarantined'] as const).map(
      (to) => ['discovered', to] as const,
    ),
    ...forward,
    ['persisting', 'queued'],
    ['queued', 'done'],
    ['drafting', 'persisting'],
    ['parsing', 'skipped'],
    ['quarantined', 'skipped'],
    ...[...steps, 'queued' as const].flatMap((stage) => [
      [stage, 'waiting'] as const,
      ['waiting', stage] as const,
      [stage, 'quarantined'] as const,
    ]),
  ])('has a way from %s to %s', (from, to) => {
    expect(ways.has(`${from}>${to}`)).toBe(true);
  });

  test('draws any other move as a new beginning or past what it leaps over', () => {
    for (const from of stages) {
      for (const to of stages) {
        const { line, head } = wayOf(from, to);
        expect(`${line}${head}`).toMatch(/^M[\d .MHVClm-]+$/);
      }
    }
    expect(wayOf('done', 'drafting').label).toMatchObject({ y: boxes.drafting.y - 5 });
    expect(wayOf('quarantined', 'gone').head).toContain(`M${boxes.gone.x + boxes.gone.w} `);
    expect(wayOf('classifying', 'summarizing').line).toMatch(/^M42 156C/);
  });
});

describe('a run', () => {
  test('lights what it went through, with the time of each way', () => {
    const { journey, stage } = journeys['success']!;
    const picture = pictureOf(journey, stage);
    expect(litIn(journey, stage)).toEqual(['discovered', ...steps, 'done']);
    expect(picture.labels.map(({ text }) => text)).toEqual([
      '120 ms',
      '18 ms',
      '1.2 s',
      '31 ms',
      '4.9 s',
      '960 ms',
      '9 ms',
    ]);
    expect(picture.lit.at(-1)?.tone).toBe('good');
    expect(picture.origin.isLit).toBe(true);
    expect(picture.told).toMatch(
      /^The way so far: discovered \(120 ms\), parsing \(18 ms\).*Now: done\.$/,
    );
  });

  test('that waits tells how often, and how many tries its step has had', () => {
    const { journey, stage } = journeys['waiting']!;
    const { states, told } = pictureOf(journey, stage);
    const state = (name: Stage) => states.find((each) => each.stage === name);
    expect(state('waiting')).toMatchObject({
      isPresent: true,
      isAlive: true,
      note: '3 times',
      sign: '!',
    });
    expect(state('classifying')).toMatchObject({ tries: '3 tries', isPresent: false });
    expect(state('enriching')).toMatchObject({ isLit: false, tries: null });
    expect(told).toContain('classifying (1 min, try 3)');
  });

  test('that came out of a wait tells how long it was by the clock', () => {
    const { journey, stage } = journeys['delivered']!;
    const { states } = pictureOf(journey, stage);
    expect(states.find((each) => each.stage === 'waiting')?.note).toBe('for 5.0 s');
    expect(states.find((each) => each.stage === 'queued')?.note).toBe('2 times, 3.0 s');
  });

  test('that ended badly is over, and says after how many tries', () => {
    const { journey, stage } = journeys['quarantine']!;
    const { states } = pictureOf(journey, stage);
    expect(states.find((each) => each.isPresent)).toMatchObject({
      stage: 'quarantined',
      isAlive: false,
      note: 'after 2 tries',
    });
  });

  test('that was asked for again begins where it was put back', () => {
    const { journey, stage } = journeys['again']!;
    expect(runsOf(journey).map(({ start, transitions }) => [start, transitions.length])).toEqual([
      ['discovered', 7],
      ['drafting', 3],
    ]);
    const picture = pictureOf(journey, stage);
    expect(litIn(journey, stage)).toEqual(['drafting', 'summarizing', 'waiting']);
    expect(picture.labels.map(({ text }) => text)).toEqual(['again', '5.2 s']);
    expect(picture.origin.isLit).toBe(false);
    expect(picture.told).toMatch(/^Asked for again from: drafting\./);
  });

  test('of very many tries is told from its last steps', () => {
    const tries = Array.from({ length: 40 }, () => [
      ['waiting', 5] as [Stage, number],
      ['parsing', 9] as [Stage, number],
    ]).flat();
    const { told } = pictureOf(aJourney(['parsing', 1], ...tries), 'parsing');
    expect(told).toMatch(/^The way so far: after 51 other steps, /);
    expect(told.match(/parsing|waiting/g)).toHaveLength(31);
  });

  test('that was discarded is still the same run', () => {
    const journey = aJourney(['parsing', 1, 0], ['quarantined', 5], ['skipped', 9, 0]);
    expect(runsOf(journey)).toHaveLength(1);
    expect(litIn(journey, 'skipped')).toEqual(['discovered', 'parsing', 'skipped', 'quarantined']);
  });

  test('that has not begun shows where the message stands', () => {
    expect(runsOf([])).toEqual([]);
    expect(litIn([], 'discovered')).toEqual(['discovered']);
    expect(pictureOf([], 'discovered').told).toBe('Now: discovered.');
  });
});

test('labels of any journey stand apart from each other and from every box', () => {
  for (const { journey, stage } of Object.values(journeys)) {
    const { labels } = pictureOf(journey, stage);
    for (const { x, y, text } of labels) {
      // Seven letters of 10.5 px, right-aligned.
      const left = x - text.length * 6;
      expect(left).toBeGreaterThan(-3);
      const hit = Object.values(boxes).filter(
        (box) =>
          y > box.y - box.h / 2 && y - 9 < box.y + box.h / 2 && x > box.x && left < box.x + box.w,
      );
      expect(hit, text).toEqual([]);
      expect(labels.filter((other) => other.x === x && Math.abs(other.y - y) < 12)).toHaveLength(1);
    }
  }
});

test.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [1_240, '1.2 s'],
  [9_960, '10 s'],
  [59_600, '1 min'],
  [3_600_000, '1 h'],
  [172_800_000, '2 days'],
])('%d ms is %s', (ms, text) => {
  expect(timeTaken(ms)).toBe(text);
});
