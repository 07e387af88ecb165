/** A straight line through points, by least squares. */
export interface Trend {
  slope: number;
  /** Of the slope: twice as much either way holds it in 19 of 20 cases, were the points independent. */
  standardError: number;
}

interface Place {
  x: number;
  y: number;
}

/** @throws RangeError of fewer than three points, or where all have the same x */
export function trendOf(points: Place[]): Trend {
  const n = points.length;
  const { x0, y0, sxx, slope } = lineThrough(points);
  if (n < 3 || sxx === 0) throw new RangeError('no line through fewer than three points');
  const residuals = points.reduce((sum, { x, y }) => sum + (y - y0 - slope * (x - x0)) ** 2, 0);
  return { slope, standardError: Math.sqrt(residuals / (n - 2) / sxx) };
}

/** The slope alone, which two points have as well; NaN where all have the same x. */
export function slopeOf(points: Place[]): number {
  return lineThrough(points).slope;
}

function lineThrough(points: Place[]) {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / points.length;
  const x0 = mean(points.map(({ x }) => x));
  const y0 = mean(points.map(({ y }) => y));
  const sxx = points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0) / sxx;
  return { x0, y0, sxx, slope };
}
