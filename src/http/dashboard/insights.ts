import type { ParsedUrlQuery } from 'node:querystring';
import { lastDays } from '../../views/charts/days.ts';
import { sendPage } from '../../views/page.ts';
import type { HttpDeps } from '../deps.ts';
import { backlogCard } from './insights-backlog.ts';
import type { ChartCard, Day, Period } from './insights-card.ts';
import { costCard } from './insights-cost.ts';
import { latencyCard } from './insights-latency.ts';
import { volumeCard } from './insights-volume.ts';
import type { Pages } from './pages.ts';

const path = '/dashboard/insights';
const ranges = [7, 30, 90];
const defaultDays = 30;

/** Figures over time. The backlog comes after the page: it counts through the ledger. */
export function insightPages({ get }: Pages, deps: HttpDeps): void {
  get(path, async (ctx) => sendPage(ctx, 'insights', await pageModel(deps, readDays(ctx.query))));
  get(`${path}/figures`, async (ctx) => {
    sendPage(ctx, 'insights-figures', { cards: await cardsOf(deps, readDays(ctx.query)) });
  });
  get(`${path}/backlog`, async (ctx) => {
    const days = readDays(ctx.query);
    const [since = ''] = lastDays(days, Date.now());
    const backlog = backlogCard(await deps.usage.backlog(`${since}T00:00:00.000Z`));
    if (ctx.get('HX-Request') === 'true') return sendPage(ctx, 'insights-card', backlog);
    // Without a script it is a link.
    sendPage(ctx, 'insights', { ...(await pageModel(deps, days)), backlog });
  });
}

async function pageModel(deps: HttpDeps, days: number) {
  return {
    days,
    tabs: ranges.map((n) => ({
      label: `${n} days`,
      href: `${path}?days=${n}`,
      current: n === days,
    })),
    cards: await cardsOf(deps, days),
    backlog: null,
  };
}

async function cardsOf({ usage, system }: HttpDeps, n: number): Promise<ChartCard[]> {
  const period = await periodOf(usage, n, Date.now());
  return [volumeCard(period), latencyCard(period), costCard(period, system.llm())];
}

/** A mailbox without mail for longer than this is taken for one that was not watched yet. */
const quietDays = 14;

async function periodOf(usage: HttpDeps['usage'], n: number, now: number): Promise<Period> {
  const isos = lastDays(2 * n + quietDays, now);
  const stats = await usage.stats(isos[0] ?? '');
  const known = new Map(stats.map((day) => [day.day, day]));
  const days: Day[] = isos.map((iso) => ({ iso, stats: known.get(iso) ?? null }));
  return {
    days: days.slice(-n),
    before: days.slice(-2 * n, -n),
    // Up to the first day of the period before.
    comparable: days.slice(0, quietDays + 1).some(({ stats }) => stats !== null),
  };
}

/** Leniently, for a person may have typed it. */
function readDays({ days }: ParsedUrlQuery): number {
  return ranges.find((n) => String(n) === days) ?? defaultDays;
}
