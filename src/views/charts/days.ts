/** The time axis: UTC days, and labels on it that never touch. */
import { type Label, type Scene, widthOf } from './scene.ts';

const dayMs = 86_400_000;

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const weekdays = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

/** The last `n` days up to today, the oldest first, such as `2026-01-31`. */
export function lastDays(n: number, now: number): string[] {
  return Array.from({ length: n }, (_, i) =>
    new Date(now - (n - 1 - i) * dayMs).toISOString().slice(0, 10),
  );
}

/** `3 Feb`. @param iso a day or a time, ISO 8601 UTC */
export function dayText(iso: string): string {
  const date = new Date(iso);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''}`;
}

/** `Tue 3 Feb`. */
export function weekdayText(iso: string): string {
  return `${weekdays[new Date(iso).getUTCDay()] ?? ''} ${dayText(iso)}`;
}

/** Two labels side by side with air between them, also where the last one was moved inwards. */
const spacing = widthOf('30 Sep') + 24;

/**
 * Labels below the plot for as many of the days as there is room for: counted back from the last, so
 * that the newest is among them, and moved inwards where one would be cut off at the edge.
 * @param days with the middle of what they name
 */
export function dayLabels(
  days: { iso: string; x: number }[],
  plot: Scene['plot'],
  width: number,
): Label[] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const between = days.length > 1 ? (last.x - first.x) / (days.length - 1) : spacing;
  const every = Math.max(1, Math.ceil(spacing / Math.max(between, 0.001)));
  return days
    .filter((_, i) => (days.length - 1 - i) % every === 0)
    .map(({ iso, x }) => {
      const text = dayText(iso);
      const half = widthOf(text) / 2;
      const inside = Math.min(width - half, Math.max(half, x));
      return { x: inside, y: plot.bottom + 18, text, anchor: 'middle' };
    });
}
