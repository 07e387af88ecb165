import type { Findings, Row } from './figure.ts';
import type { Answer } from './parts/asker.ts';
import { percentile } from './parts/percentile.ts';
import { rounded, spreadOf } from './parts/statistics.ts';

export interface Round {
  answers: Answer[];
  /** Drafts that were made meanwhile, each second. */
  draftsPerSecond: number;
}

interface Measured {
  drafts: number;
  /** Mails that came in, each second. */
  perSecond: number;
  rounds: Round[];
  /** Of the pages that people look at. */
  dashboard: Round;
  /** With more mail than it can work. */
  busy: Round;
}

const kinds = ['firstPage', 'filter', 'search', 'deep'] as const;
type Kind = (typeof kinds)[number];

const names: Record<Kind, string> = {
  firstPage: 'first page',
  filter: 'filtered page',
  search: 'search',
  deep: 'late page',
};
const barMs = 25;

/** What a round says, in one line. */
export function said({ answers, draftsPerSecond }: Round): string {
  const times = kinds.map((kind) => `${names[kind]} ${p99(timesOf(answers, kind)).toFixed(1)} ms`);
  return `p99: ${times.join(', ')}; ${draftsPerSecond.toFixed(1)} drafts/s written meanwhile`;
}

export function findings({ drafts, perSecond, rounds, dashboard, busy }: Measured): Findings {
  const of = (kind: Kind, figure: (values: number[]) => number) =>
    spreadOf(rounds.map(({ answers }) => figure(timesOf(answers, kind))));
  const answers = rounds.flatMap((round) => round.answers);
  const written = spreadOf(rounds.map(({ draftsPerSecond }) => draftsPerSecond));
  const each = timesOf(answers, 'firstPage').length;
  const row = (kind: Kind): Row => {
    const { median, least, most } = of(kind, p99);
    return {
      what: `api, ${names[kind]}: p99`,
      measured: `${median.toFixed(1)} ms`,
      spread: `${least.toFixed(1)} … ${most.toFixed(1)} ms; p50 ${of(kind, p50).median.toFixed(1)} ms`,
      // The contract says nothing of late pages.
      ...(kind === 'deep' ? {} : { bar: { text: `≤ ${barMs} ms`, met: median <= barMs } }),
    };
  };
  return {
    rows: [...kinds.map(row), busyRow(busy), ...dashboardRows(dashboard)],
    json: {
      api: {
        firstPageP99Ms: rounded(of('firstPage', p99).median, 2),
        filterP99Ms: rounded(of('filter', p99).median, 2),
        searchP99Ms: rounded(of('search', p99).median, 2),
        latePageP99Ms: rounded(of('deep', p99).median, 2),
        p50Ms: byKind((kind) => of(kind, p50).median),
        backlogP99Ms: byKind((kind) => p99(timesOf(busy.answers, kind))),
        byPath: byPath([...answers, ...dashboard.answers]),
        drafts,
        draftsPerSecond: rounded(written.median, 1),
        requestsPerKind: each,
      },
    },
    notes: [
      `api: ${drafts.toLocaleString('en')} drafts; ${each} requests of each kind, while ${perSecond} mails ` +
        `a second came in and ${written.median.toFixed(1)} drafts a second were written.`,
      `api: the slowest at p99: ${slowest(answers)}.`,
    ],
  };
}

function busyRow(busy: Round): Row {
  const times = kinds.map(
    (kind) => `${names[kind]} ${p99(timesOf(busy.answers, kind)).toFixed(1)}`,
  );
  return {
    what: 'api, any of them with a backlog: p99',
    measured: `${p99(busy.answers.map(({ ms }) => ms)).toFixed(1)} ms`,
    spread: `${times.join(', ')} ms; ${busy.draftsPerSecond.toFixed(1)} drafts/s`,
  };
}

function dashboardRows({ answers }: Round): Row[] {
  return [...new Set(answers.map(({ kind }) => kind))].map((kind) => {
    const times = timesOf(answers, kind);
    return {
      what: `api, ${kind}: p50`,
      measured: `${p50(times).toFixed(1)} ms`,
      spread: `p99 ${p99(times).toFixed(1)} ms`,
    };
  });
}

function timesOf(answers: Answer[], kind: string): number[] {
  return answers.filter((answer) => answer.kind === kind).map(({ ms }) => ms);
}

function p50(values: number[]): number {
  return percentile(values, 0.5);
}

function p99(values: number[]): number {
  return percentile(values, 0.99);
}

function byKind(figure: (kind: Kind) => number): Record<string, number> {
  return Object.fromEntries(kinds.map((kind) => [kind, rounded(figure(kind), 2)]));
}

function byPath(answers: Answer[]) {
  const paths = [...new Set(answers.map(({ path }) => path))];
  return Object.fromEntries(
    paths.map((path) => {
      const mine = answers.filter((answer) => answer.path === path);
      const times = mine.map(({ ms }) => ms);
      const bytes = mine[0]?.bytes ?? 0;
      return [path, { p50: rounded(p50(times), 2), p99: rounded(p99(times), 2), bytes }];
    }),
  );
}

function slowest(answers: Answer[]): string {
  return Object.entries(byPath(answers))
    .toSorted(([, a], [, b]) => b.p99 - a.p99)
    .slice(0, 3)
    .map(([path, { p99: ms }]) => `${path} ${ms.toFixed(1)} ms`)
    .join(', ');
}
