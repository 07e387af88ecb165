/**
 * Where the states of a message's life stand in its picture, and the ways between them: laid out by
 * hand, top to bottom, with what ends or interrupts the way on the right. Units are SVG pixels.
 */
import { type Stage, type Step, steps } from '../../domain/message.ts';

export const width = 392;
export const height = 440;

export interface Box {
  x: number;
  /** Of its middle. */
  y: number;
  w: number;
  h: number;
}

export interface Way {
  /** The line and the head of its arrow, as SVG path data. */
  line: string;
  head: string;
  /** Where its time stands, end-aligned; null: in the box that it leads to. */
  label: { x: number; y: number } | null;
}

const left = 42;
const right = 228;
const spineY: Record<'discovered' | Step | 'done', number> = {
  discovered: 41,
  parsing: 98,
  classifying: 150,
  enriching: 202,
  drafting: 254,
  summarizing: 306,
  persisting: 358,
  done: 414,
};
const sideY = { gone: 22, skipped: 66, quarantined: 190, waiting: 296, queued: 386 };

const spine = ['discovered', ...steps, 'done'] as const;
type Spine = (typeof spine)[number];

const inSpine = (y: number): Box => ({ x: left, y, w: 150, h: 30 });
const atSide = (y: number): Box => ({ x: right, y, w: 156, h: 36 });

export const boxes: Record<Stage, Box> = {
  discovered: inSpine(spineY.discovered),
  parsing: inSpine(spineY.parsing),
  classifying: inSpine(spineY.classifying),
  enriching: inSpine(spineY.enriching),
  drafting: inSpine(spineY.drafting),
  summarizing: inSpine(spineY.summarizing),
  persisting: inSpine(spineY.persisting),
  done: inSpine(spineY.done),
  gone: atSide(sideY.gone),
  skipped: atSide(sideY.skipped),
  quarantined: atSide(sideY.quarantined),
  waiting: atSide(sideY.waiting),
  queued: atSide(sideY.queued),
};

/** Where the spine ends and the rails stand, on which failed tries leave and come back. */
const edge = left + 150;
const outRail = 206;
const backRail = 218;
const middle = left + 75;

type Direction = 'up' | 'down' | 'left' | 'right';

const heads: Record<Direction, string> = {
  up: 'l-3.5 6m3.5 -6l3.5 6',
  down: 'l-3.5 -6m3.5 6l3.5 -6',
  left: 'l6 -3.5m-6 3.5l6 3.5',
  right: 'l-6 -3.5m6 3.5l-6 3.5',
};

function way(line: string, x: number, y: number, to: Direction, label: Way['label'] = null): Way {
  return { line, head: `M${x} ${y}${heads[to]}`, label };
}

/** In the gap above a box of the spine: no two ways that lead there are taken at once. */
function above(to: Spine): Way['label'] {
  return { x: middle - 7, y: spineY[to] - 22 };
}

/** All ways that the machines have, by `from>to`. */
export const ways: ReadonlyMap<string, Way> = new Map<string, Way>([
  ...spine.slice(1).map((to, i) => wayDown(spine[i] ?? to, to)),
  // With the summary that a person's correction kept.
  ['drafting>persisting', past('drafting', 'persisting')],
  ...steps.flatMap(waysOfTries),
  ['discovered>gone', way(`M${edge} 32C210 32 214 22 ${right} 22`, right, 22, 'right')],
  ['discovered>skipped', way(`M${edge} 46C212 46 212 60 ${right} 60`, right, 60, 'right')],
  ['discovered>quarantined', way(`M${edge} 52H${outRail}V184H${right}`, right, 184, 'right')],
  ['parsing>skipped', way(`M${edge} 88C216 88 208 72 ${right} 72`, right, 72, 'right')],
  ['persisting>queued', way(`M${edge} 369C214 369 210 381 ${right} 381`, right, 381, 'right')],
  ['queued>done', way(`M${right} 392C210 392 216 411 ${edge} 411`, edge, 411, 'left')],
  ['queued>waiting', way('M290 368V314', 290, 314, 'up')],
  ['waiting>queued', way('M326 314V368', 326, 368, 'down')],
  ['queued>quarantined', way('M384 386H389V196H384', 384, 196, 'left')],
  ['quarantined>skipped', way('M384 184H389V66H384', 384, 66, 'left')],
]);

function wayDown(from: Spine, to: Spine): [string, Way] {
  const end = spineY[to] - 15;
  const line = `M${middle} ${spineY[from] + 15}V${end}`;
  return [`${from}>${to}`, way(line, middle, end, 'down', above(to))];
}

function waysOfTries(step: Step): [string, Way][] {
  const y = spineY[step];
  const out = (to: number) => `M${edge} ${y - 5}H${outRail}V${to}H${right}`;
  const back = `M${right} 304H${backRail}V${y + 5}H${edge}`;
  return [
    [`${step}>waiting`, way(out(288), right, 288, 'right')],
    [`waiting>${step}`, way(back, edge, y + 5, 'left')],
    [`${step}>quarantined`, way(out(184), right, 184, 'right')],
  ];
}

function past(from: Spine, to: Spine): Way {
  const [start, end] = [spineY[from], spineY[to]];
  const line = `M${left} ${start + 6}C22 ${start + 6} 22 ${end - 6} ${left} ${end - 6}`;
  return way(line, left, end - 6, 'right', above(to));
}

/** The way into a state from outside: where a run begins that was asked for again. */
export function entry(to: Stage): Way {
  const { x, y, w } = boxes[to];
  if (x === left) return way(`M4 ${y}H${left}`, left, y, 'right', { x: 34, y: y - 5 });
  return way(`M${width} ${y}H${x + w}`, x + w, y, 'left');
}

/** How a transition is drawn: by its own way, past what it leaps over, or as a new beginning. */
export function wayOf(from: Stage, to: Stage): Way {
  const own = ways.get(`${from}>${to}`);
  if (own) return own;
  const [start, end] = [spine.findIndex((s) => s === from), spine.findIndex((s) => s === to)];
  const [a, b] = [spine[start], spine[end]];
  return a && b && end > start ? past(a, b) : entry(to);
}

/** The beginning of all, as statecharts draw it. */
export const origin = {
  x: middle,
  y: 7,
  r: 4,
  line: `M${middle} 11V26`,
  head: `M${middle} 26${heads.down}`,
};
