import type { UsageStore } from '../../ports.ts';
import { areaChart } from '../../views/charts/area.ts';
import { dayText, weekdayText } from '../../views/charts/days.ts';
import { wholeText } from '../../views/charts/figures.ts';
import { type ChartCard, counted } from './insights-card.ts';

type Hour = Awaited<ReturnType<UsageStore['backlog']>>[number];

/** How many messages waited or were in work, hour by hour; the last hour is the present one. */
export function backlogCard(hours: Hour[]): ChartCard {
  const now = hours.at(-1)?.n ?? 0;
  const peak = hours.reduce<Hour | null>(
    (top, hour) => (hour.n > (top?.n ?? 0) ? hour : top),
    null,
  );
  const most = peak ? `most: ${wholeText(peak.n)} on ${hourText(peak.at)}` : null;
  return {
    id: 'backlog',
    title: 'Backlog',
    headline: { figure: wholeText(now), of: 'not finished now' },
    change: most,
    legend: [],
    scenes: peak ? areaChart(spansOf(hours)) : null,
    empty: 'Nothing was left unfinished at the end of any hour.',
    gist: `${counted(now, 'message')} not finished now; ${most ?? 'never more'}.`,
    note: null,
    table: { head: ['Day (UTC)', 'At most', 'At its end'], rows: rowsOf(hours) },
  };
}

/** Spans that a day is a whole number of, so that each midnight begins one. */
const spanHours = [1, 2, 3, 4, 6, 8, 12, 24];
const maxSpans = 96;

/** The most of each span: what was high for an hour must not be averaged away. */
function spansOf(hours: Hour[]) {
  const length = spanHours.find((one) => hours.length / one <= maxSpans) ?? 24;
  return grouped(hours, ({ at }) => {
    const hour = Math.floor(Number(at.slice(11, 13)) / length) * length;
    return `${at.slice(0, 11)}${String(hour).padStart(2, '0')}:00:00.000Z`;
  }).map(([iso, within]) => {
    const value = mostOf(within);
    const upTo = within.length > 1 ? `, ${within.length} hours, at most` : ':';
    return { iso, value, text: `${hourText(iso)}${upTo} ${wholeText(value)}` };
  });
}

function rowsOf(hours: Hour[]): string[][] {
  return grouped(hours, ({ at }) => at.slice(0, 10))
    .map(([day, within]) => [
      weekdayText(day),
      wholeText(mostOf(within)),
      wholeText(within.at(-1)?.n ?? 0),
    ])
    .toReversed();
}

function grouped(hours: Hour[], key: (hour: Hour) => string): [string, Hour[]][] {
  const groups = new Map<string, Hour[]>();
  for (const hour of hours) groups.set(key(hour), [...(groups.get(key(hour)) ?? []), hour]);
  return [...groups];
}

function mostOf(hours: Hour[]): number {
  return Math.max(0, ...hours.map(({ n }) => n));
}

/** `3 Feb, 14:00 UTC`. */
function hourText(at: string): string {
  return `${dayText(at)}, ${at.slice(11, 16)} UTC`;
}
