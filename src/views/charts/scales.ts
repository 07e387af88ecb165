/** From figures to heights, with ticks that people would have chosen. */

export interface Tick {
  at: number;
  text: string;
}

export interface Scale {
  ticks: Tick[];
  /** 0 at the ground, 1 at the top. */
  share(value: number): number;
}

/**
 * From zero to a round number that holds `max`.
 * @param count about how many steps there may be
 * @param step the least difference between two ticks, such as 1 for things that are counted
 */
export function linearScale(
  max: number,
  count: number,
  write: (value: number) => string,
  step = 0,
): Scale {
  return steps(max, Math.max(step, roundUp(max / count) || 1), write);
}

/** Of times in milliseconds: linear, or logarithmic where a linear one would flatten the small. */
export function durationScale(
  values: number[],
  count: number,
  write: (ms: number) => string,
): Scale {
  const { min, max } = rangeOf(values);
  if (isWide(values)) return logScale(min, max, count, write);
  return steps(max, durations.find((step) => max / step <= count) ?? max, write);
}

const logFrom = 20;

/** Whether the scale of these is logarithmic. */
export function isWide(values: number[]): boolean {
  const { min, max } = rangeOf(values);
  return max / min >= logFrom;
}

function rangeOf(values: number[]) {
  return { min: Math.max(1, Math.min(...values)), max: Math.max(1, ...values) };
}

/** What clocks are read in: milliseconds to days. */
const durations = [
  ...[1, 2, 5].flatMap((n) => [n, n * 10, n * 100]).toSorted((a, b) => a - b),
  ...[1, 2, 5, 10, 30].map((s) => s * 1_000),
  ...[1, 2, 5, 10, 30].map((min) => min * 60_000),
  ...[1, 2, 6, 12].map((h) => h * 3_600_000),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * 86_400_000),
];

function steps(max: number, step: number, write: (value: number) => string): Scale {
  const n = Math.max(1, Math.ceil(max / step - 1e-9));
  const top = n * step;
  return {
    // Multiplied, not added up: 0.1 + 0.2 would be written as 0.30000000000000004.
    ticks: Array.from({ length: n + 1 }, (_, i) => tick(i * step, write)),
    share: (value) => Math.min(1, Math.max(0, value / top)),
  };
}

function logScale(
  min: number,
  max: number,
  count: number,
  write: (value: number) => string,
): Scale {
  const low = durations.findLast((at) => at <= min) ?? 1;
  const high = durations.find((at) => at >= max) ?? max;
  const span = Math.log(high / low);
  const share = (value: number) =>
    Math.min(1, Math.max(0, Math.log(Math.max(value, low) / low) / span));
  const within = durations.filter((at) => at >= low && at < high);
  // From the top down, so that the worst is always named; a tick that would crowd another is not.
  const ticks = [high];
  for (const at of within.toReversed()) {
    const above = share(ticks[0] ?? high);
    if (above - share(at) >= 0.8 / count) ticks.unshift(at);
  }
  return { ticks: ticks.map((at) => tick(at, write)), share };
}

function tick(at: number, write: (value: number) => string): Tick {
  return { at, text: write(at) };
}

/** The next 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5].find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  // By division where the power is a fraction: 5 * 0.1 ** 3 is not 0.005.
  return power < 1 ? factor / Math.round(1 / power) : factor * power;
}
