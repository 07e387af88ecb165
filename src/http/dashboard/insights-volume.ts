import { categories } from '../../domain/category.ts';
import type { DayStats } from '../../ports.ts';
import { barChart } from '../../views/charts/bars.ts';
import { weekdayText } from '../../views/charts/days.ts';
import { countText, wholeText } from '../../views/charts/figures.ts';
import {
  changeOf,
  type ChartCard,
  counted,
  type Day,
  type Period,
  totalOf,
} from './insights-card.ts';

/** How much came in, by category and day. */
export function volumeCard(period: Period): ChartCard {
  const { days } = period;
  const total = totalOf(days, ({ drafts }) => drafts);
  const byCategory = categories.map((category) => ({
    category,
    values: days.map((day) => draftsOf(day, category)),
    total: totalOf(days, (stats) => stats.byCategory[category]?.drafts ?? 0),
  }));
  return {
    id: 'volume',
    title: 'Mail by category',
    headline: {
      figure: wholeText(total),
      of: total === 1 ? 'message drafted' : 'messages drafted',
    },
    change: changeOf(
      total,
      totalOf(period.before, ({ drafts }) => drafts),
      period,
    ),
    legend: byCategory.map(({ category, total }) => ({
      look: 'bar',
      pattern: category,
      text: `${category} ${wholeText(total)}`,
    })),
    scenes:
      total === 0
        ? null
        : barChart({
            days: days.map((day) => ({ iso: day.iso, text: textOf(day) })),
            layers: byCategory.map(({ category, values }) => ({
              look: 'bar',
              pattern: category,
              values,
            })),
            write: countText,
            step: 1,
          }),
    empty: 'No mail was drafted in these days. It appears here by itself as it arrives.',
    gist: gistOf(period, total, byCategory),
    note: noteOf(days, total),
    table: {
      head: ['Day (UTC)', 'All', ...categories, 'No reply', 'Mock'],
      rows: days.toReversed().map((day) => rowOf(day)),
    },
  };
}

function draftsOf({ stats }: Day, category: keyof DayStats['byCategory']): number {
  return stats?.byCategory[category]?.drafts ?? 0;
}

function textOf(day: Day): string {
  const parts = categories
    .map((category) => ({ category, n: draftsOf(day, category) }))
    .filter(({ n }) => n > 0)
    .map(({ category, n }) => `${wholeText(n)} ${category}`);
  const when = `${weekdayText(day.iso)}: ${counted(day.stats?.drafts ?? 0, 'message')}`;
  return parts.length > 0 ? `${when} (${parts.join(', ')})` : when;
}

function gistOf(
  { days }: Period,
  total: number,
  byCategory: { category: string; total: number }[],
): string {
  const busiest = days.reduce<Day | undefined>(
    (most, day) => ((day.stats?.drafts ?? 0) > (most?.stats?.drafts ?? 0) ? day : most),
    undefined,
  );
  const shares = byCategory.map(({ category, total }) => `${wholeText(total)} ${category}`);
  const peak = busiest ? ` Most came on ${textOf(busiest)}.` : '';
  return `${counted(total, 'message')} in ${days.length} days: ${shares.join(', ')}.${peak}`;
}

/** Two counts that have mails in common: what needed no reply was worked by somebody, too. */
function noteOf(days: Day[], all: number): string | null {
  const silent = totalOf(days, ({ unanswered }) => unanswered);
  const mocked = totalOf(days, ({ fallbacks }) => fallbacks);
  const parts = [
    ...(silent > 0 ? [`${wholeText(silent)} needed no reply`] : []),
    ...(mocked > 0 ? [`the mock worked ${wholeText(mocked)}`] : []),
  ];
  return parts.length > 0 ? `Of all ${wholeText(all)}: ${parts.join('; ')}.` : null;
}

function rowOf(day: Day): string[] {
  const { stats } = day;
  const figures = [
    stats?.drafts ?? 0,
    ...categories.map((category) => draftsOf(day, category)),
    stats?.unanswered ?? 0,
    stats?.fallbacks ?? 0,
  ];
  return [weekdayText(day.iso), ...figures.map(wholeText)];
}
