import { weekdayText } from '../../views/charts/days.ts';
import { durationText } from '../../views/charts/figures.ts';
import { isWide } from '../../views/charts/scales.ts';
import { spreadChart } from '../../views/charts/spread.ts';
import type { ChartCard, Day, Period } from './insights-card.ts';

type Share = 'p50' | 'p90' | 'p99';

/** How long mail waited for its draft: bounds, since they are read from a histogram's buckets. */
export function latencyCard({ days, before, comparable }: Period): ChartCard {
  const half = typical(days, 'p50');
  const worst = typical(days, 'p99');
  const earlier = comparable ? typical(before, 'p50') : null;
  const known = half !== null && worst !== null;
  return {
    id: 'latency',
    title: 'From arrival to draft',
    headline: known
      ? { figure: `within ${durationText(half)}`, of: 'for half of the mail, on a typical day' }
      : { figure: '–', of: 'nothing to measure' },
    change:
      known && earlier !== null
        ? `within ${durationText(earlier)} in the ${days.length} days before`
        : null,
    legend: known
      ? [
          { look: 'line half', text: 'half of the mail' },
          { look: 'spread', text: 'up to 90 %' },
          { look: 'line worst', text: '99 %' },
        ]
      : [],
    scenes: known
      ? spreadChart(
          days.map((day) => ({
            iso: day.iso,
            text: textOf(day),
            took: day.stats?.latencyMs ?? null,
          })),
        )
      : null,
    empty: 'No mail was drafted in these days, so there is no time to tell.',
    gist: known
      ? `On a typical day half of the mail was drafted within ${durationText(half)}, and 99 % ` +
        `within ${durationText(worst)}.${slowestOf(days)}`
      : '',
    note: known ? noteOf(days) : null,
    table: {
      head: ['Day (UTC)', 'Half within', '90 % within', '99 % within'],
      rows: days.toReversed().map(rowOf),
    },
  };
}

/**
 * The median day of a figure, each day counted as often as it had drafts: a quiet Sunday says less
 * than a Monday, and one outage does not make the whole month slow.
 */
function typical(days: Day[], share: Share): number | null {
  const weighed = days
    .flatMap(({ stats }) =>
      stats?.latencyMs ? [{ ms: stats.latencyMs[share], weight: stats.drafts }] : [],
    )
    .toSorted((a, b) => a.ms - b.ms);
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  return weighed.find(({ weight }) => (below += weight) * 2 >= all)?.ms ?? null;
}

function noteOf(days: Day[]): string {
  const all = days.flatMap(({ stats }) => Object.values(stats?.latencyMs ?? {}));
  const bounds = 'Upper bounds: a figure is at most a fifth too high.';
  return isWide(all) ? `${bounds} The scale is logarithmic.` : bounds;
}

function slowestOf(days: Day[]): string {
  const slowest = days
    .filter(({ stats }) => stats?.latencyMs)
    .toSorted((a, b) => (b.stats?.latencyMs?.p99 ?? 0) - (a.stats?.latencyMs?.p99 ?? 0))[0];
  return slowest ? ` Slowest: ${textOf(slowest)}.` : '';
}

function textOf({ iso, stats }: Day): string {
  const took = stats?.latencyMs;
  if (!took) return `${weekdayText(iso)}: nothing drafted`;
  return (
    `${weekdayText(iso)}: half within ${durationText(took.p50)}, ` +
    `90 % within ${durationText(took.p90)}, 99 % within ${durationText(took.p99)}`
  );
}

function rowOf({ iso, stats }: Day): string[] {
  const took = stats?.latencyMs;
  const shares: Share[] = ['p50', 'p90', 'p99'];
  return [weekdayText(iso), ...shares.map((share) => (took ? durationText(took[share]) : '–'))];
}
