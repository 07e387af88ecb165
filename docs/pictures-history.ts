/** A month of made-up figures in a demo's database: a chart of one day is no picture. */
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { categories } from '../src/domain/category.ts';

const days = 30;
const share = { Lead: 0.22, Support: 0.34, General: 0.3, Spam: 0.14 } as const;
/** Of a common day, in milliseconds, and how many mails took so long. */
const latency = [
  [2_100, 0.2],
  [2_900, 0.4],
  [4_300, 0.28],
  [6_500, 0.09],
  [9_000, 0.03],
] as const;
/** On this day the LLM was away. */
const outage = 17;

type Row = (string | number)[];

/** @param directory where the demo keeps `data/agent.db` */
export async function writeHistory(directory: string): Promise<void> {
  const db = new sqlite3.Database(join(directory, 'data', 'agent.db'));
  const run = (sql: string, row: Row) =>
    new Promise<void>((resolve, reject) => {
      db.run(sql, row, (error) => (error ? reject(error) : resolve()));
    });
  await run('pragma busy_timeout = 5000', []);
  for (let ago = days - 1; ago > 0; ago -= 1) {
    for (const [sql, row] of dayOf(ago)) await run(sql, row);
  }
  await new Promise((resolve) => db.close(resolve));
}

/** Busy working days, quiet weekends, and a campaign three weeks in. */
function dayOf(ago: number): [string, Row][] {
  const date = new Date(Date.now() - ago * 86_400_000);
  const day = date.toISOString().slice(0, 10);
  const weekend = [0, 6].includes(date.getUTCDay());
  const wave = 1 + 0.25 * Math.sin(ago * 1.7) + (ago < 9 && ago > 5 ? 0.6 : 0);
  const mails = Math.round((weekend ? 22 : 90) * wave);
  const counts = categories.map((category): [string, Row] => {
    const drafts = Math.round(mails * share[category]);
    const tokens = drafts * 2_400;
    return [
      'insert or ignore into draft_count values (?, ?, ?, ?, ?, ?, ?, ?)',
      [day, category, drafts, ago === outage ? drafts : 0, 0, tokens, tokens / 8, tokens * 3e-7],
    ];
  });
  const slowness = wave + (ago === outage ? 1.5 : 0) + 0.2 * Math.cos(ago * 2.9);
  const latencies = latency.map(([ms, part]): [string, Row] => [
    'insert or ignore into latency_count values (?, ?, ?)',
    [day, Math.round(ms * slowness), Math.round(mails * part)],
  ]);
  // Most of what comes in in one hour is done in the next, the rest three hours later.
  const flows = [5, 10, 14].flatMap((hour): [string, Row][] => {
    const came = Math.round((mails / 7) * (hour === 10 ? 1.6 : 1));
    const at = (h: number) => `${day}T${String(h).padStart(2, '0')}`;
    const sql = 'insert or ignore into flow_count values (?, ?, ?)';
    const late = Math.round(came * (ago === outage ? 0.7 : 0.2));
    return [
      [sql, [at(hour), came, 0]],
      [sql, [at(hour + 1), 0, came - late]],
      [sql, [at(hour + 3), 0, late]],
    ];
  });
  const calls = ['classify', 'draft', 'summarize'].map((step): [string, Row] => [
    'insert or ignore into llm_use values (?, ?, ?, ?, ?, ?, ?, ?)',
    [
      day,
      step,
      'gpt-4o-mini',
      mails,
      ago === outage ? mails : 1,
      mails * 900,
      mails * 110,
      mails * 4e-4,
    ],
  ]);
  return [...counts, ...latencies, ...flows, ...calls];
}
