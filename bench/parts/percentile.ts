/**
 * The least of the values that so large a share of them does not exceed (nearest rank): of 300
 * values the 0.99th is the fourth largest.
 * @throws RangeError of no values
 */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError('no values, no percentile');
  return value;
}
