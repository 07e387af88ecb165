import type { DayStats } from '../../ports.ts';
import { barChart } from '../../views/charts/bars.ts';
import { weekdayText } from '../../views/charts/days.ts';
import { countText, usdText, usdTickText, wholeText } from '../../views/charts/figures.ts';
import {
  changeOf,
  type ChartCard,
  counted,
  type Day,
  type Period,
  totalOf,
} from './insights-card.ts';

type Llm = DayStats['llm'];

/** What the LLM cost by day; its tokens where no price is set, since they are then all that is known. */
export function costCard(period: Period, llm: string): ChartCard {
  const { days, before } = period;
  const cost = totalOf(days, (stats) => stats.llm.costUsd);
  const tokens = totalOf(days, (stats) => tokensOf(stats.llm));
  const calls = totalOf(days, (stats) => stats.llm.calls);
  const failed = totalOf(days, (stats) => stats.llm.failed);
  const priced = cost > 0 || tokens === 0;
  const figureOf = (stats: DayStats) => (priced ? stats.llm.costUsd : tokensOf(stats.llm));
  return {
    id: 'cost',
    title: priced ? 'LLM cost' : 'LLM tokens',
    headline: priced
      ? {
          figure: usdText(cost),
          of: `for ${countText(tokens)} tokens in ${counted(calls, 'call')}`,
        }
      : { figure: countText(tokens), of: `tokens in ${counted(calls, 'call')}` },
    change:
      calls === 0 ? null : changeOf(priced ? cost : tokens, totalOf(before, figureOf), period),
    legend: [],
    scenes:
      tokens === 0
        ? null
        : barChart({
            days: days.map((day) => ({ iso: day.iso, text: textOf(day) })),
            layers: [
              { look: 'bar cost', values: days.map(({ stats }) => (stats ? figureOf(stats) : 0)) },
            ],
            write: priced ? usdTickText : countText,
            ...(priced ? {} : { step: 1 }),
          }),
    empty: emptyOf(llm),
    gist: `${usdText(cost)} for ${counted(tokens, 'token')} in ${counted(calls, 'call')} over ${days.length} days.`,
    note: noteOf({ priced, cost, failed, drafts: totalOf(days, ({ drafts }) => drafts) }),
    table: {
      head: ['Day (UTC)', 'Cost', 'Calls', 'Failed', 'Tokens in', 'Tokens out'],
      rows: days.toReversed().map(rowOf),
    },
  };
}

function tokensOf({ inputTokens, outputTokens }: Llm): number {
  return inputTokens + outputTokens;
}

function emptyOf(llm: string): string {
  return llm === 'absent'
    ? 'The mock answers, and it costs nothing. An LLM is asked once OPENAI_API_KEY or OPENAI_BASE_URL is set.'
    : 'The LLM was not asked in these days.';
}

function noteOf(of: { priced: boolean; cost: number; failed: number; drafts: number }) {
  const { priced, cost, failed, drafts } = of;
  const parts = [
    ...(priced ? [] : ['No price is known: set LLM_PRICE_INPUT and LLM_PRICE_OUTPUT.']),
    ...(cost > 0 && drafts > 0 ? [`About ${usdText(cost / drafts)} a message.`] : []),
    ...(failed > 0 ? [`${counted(failed, 'call')} failed.`] : []),
  ];
  return parts.length > 0 ? parts.join(' ') : null;
}

function textOf({ iso, stats }: Day): string {
  const { costUsd, calls } = stats?.llm ?? { costUsd: 0, calls: 0 };
  const tokens = stats ? tokensOf(stats.llm) : 0;
  return `${weekdayText(iso)}: ${usdText(costUsd)} for ${counted(tokens, 'token')} in ${counted(calls, 'call')}`;
}

function rowOf({ iso, stats }: Day): string[] {
  const llm = stats?.llm;
  const figures = [llm?.calls, llm?.failed, llm?.inputTokens, llm?.outputTokens];
  return [weekdayText(iso), usdText(llm?.costUsd ?? 0), ...figures.map((n) => wholeText(n ?? 0))];
}
