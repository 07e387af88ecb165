/** A month of made-up figures in a demo's database: a chart of one day is no picture. */
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { categories } from '../src/domain/category.ts';

const days = 30;
const share = { Lead: 0.22, Support: 0.34, General: 0.3, Spam: 0.14 } as const;
/** Upper bounds of the latency histogram's buckets, in milliseconds, and how many mails fell in each. */
const latency = [
  [1_000, 0.2],
  [2_000, 0.4],
  [5_000, 0.28],
  [10_000, 0.09],
  [30_000, 0.03],
] as const;

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
      [day, category, drafts, ago === 17 ? drafts : 0, 0, tokens, tokens / 8, tokens * 3e-7],
    ];
  });
  const latencies = latency.map(([upTo, part]): [string, Row] => [
    'insert or ignore into latency_count values (?, ?, ?)',
    [day, upTo, Math.round(mails * part)],
  ]);
  const calls = ['classify', 'draft', 'summarize'].map((step): [string, Row] => [
    'insert or ignore into llm_use values (?, ?, ?, ?, ?, ?, ?, ?)',
    [
      day,
      step,
      'gpt-4o-mini',
      mails,
      ago === 17 ? mails : 1,
      mails * 900,
      mails * 110,
      mails * 4e-4,
    ],
  ]);
  return [...counts, ...latencies, ...calls];
}
