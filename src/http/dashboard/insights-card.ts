import type { Category } from '../../domain/category.ts';
import type { DayStats } from '../../ports.ts';
import { wholeText } from '../../views/charts/figures.ts';
import type { Scenes } from '../../views/charts/scene.ts';

/** One chart with what it comes to, for the template `insights-card`. */
export interface ChartCard {
  id: string;
  title: string;
  /** What it comes to, and of what. */
  headline: { figure: string; of: string };
  /** Against the period before, where there is one. */
  change: string | null;
  legend: { look: string; pattern?: Category; text: string }[];
  /** null: there is nothing to draw, and `empty` says why. */
  scenes: Scenes | null;
  empty: string;
  /** What the picture shows, for who cannot see it. */
  gist: string;
  note: string | null;
  table: { head: string[]; rows: string[][] };
}

/** A day of the period; a day without figures has none of anything. */
export interface Day {
  iso: string;
  stats: DayStats | null;
}

/** What the page is about, and as many days that came right before it. */
export interface Period {
  days: Day[];
  before: Day[];
  /** Figures were kept all through `before`: of a part of it every total would seem to have grown. */
  comparable: boolean;
}

/** How a total has changed, in words; null where the period before was not recorded as a whole. */
export function changeOf(now: number, before: number, { days, comparable }: Period) {
  if (!comparable) return null;
  const then = `the ${days.length} days before`;
  if (before === 0) return `none in ${then}`;
  const percent = Math.round((now / before - 1) * 100);
  if (percent === 0) return `about the same as in ${then}`;
  if (percent >= 300) return `${Math.round(now / before)} times that of ${then}`;
  return `${wholeText(Math.abs(percent))} % ${percent > 0 ? 'more' : 'less'} than in ${then}`;
}

export function totalOf(days: Day[], figure: (stats: DayStats) => number): number {
  return days.reduce((sum, { stats }) => sum + (stats ? figure(stats) : 0), 0);
}

/** `1 draft`, `2,000 drafts`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${wholeText(n)} ${n === 1 ? one : many}`;
}
