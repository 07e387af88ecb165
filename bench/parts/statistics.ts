/** What rounds are told by: the middle one, and how far the others lie from it. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** @throws RangeError of no values */
export function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) throw new RangeError('no values, no median');
  const upper = sorted[sorted.length >> 1] ?? most;
  const lower = sorted[(sorted.length - 1) >> 1] ?? least;
  return { median: (lower + upper) / 2, least, most };
}

/** 0.0712 as `7.1 %`. */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}

/** `2.0 … 9.4 %` */
export function percentSpread({ least, most }: Spread): string {
  return `${(least * 100).toFixed(1)} … ${percent(most)}`;
}

export function rounded(value: number, digits = 4): number {
  return Number(value.toFixed(digits));
}
