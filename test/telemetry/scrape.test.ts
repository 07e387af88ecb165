import { promisify } from 'node:util';
import sqlite3 from 'sqlite3';
import { afterEach, expect, test } from 'vitest';
import { readGauges } from '../../src/telemetry/gauges.ts';
import { Metrics } from '../../src/telemetry/registry.ts';
import { range } from '../contracts/stores/harness.ts';
import { sqliteUnderTest } from '../support/sqlite-store.ts';

const folders = 40;
const jobs = 200_000;

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A backlog as it is after a great backfill, written at one stroke. */
async function fill(path: string): Promise<void> {
  const database = new sqlite3.Database(path);
  const run = promisify<string, void>(database.exec.bind(database));
  const at = new Date().toISOString();
  const numbers = (n: number) =>
    `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${n})`;
  await run(`begin;
    ${numbers(folders)} insert into mailbox
      (id, account, mailbox, uid_validity, start_uid, cursor, created_at, last_sync_at)
      select n, 'account-' || n, 'INBOX', 1, 1, ${jobs}, '${at}', '${at}' from numbers;
    ${numbers(jobs)} insert into message
      (id, key, mailbox_id, account, mailbox, uid_validity, uid, stage, created_at, updated_at)
      select n, 'key-' || n, 1 + n % ${folders}, 'account', 'INBOX', 1, n, 'parsing', '${at}', '${at}'
      from numbers;
    ${numbers(jobs)} insert into job (kind, message, not_before) select 'process', n, 0 from numbers;
    commit`);
  await promisify(database.close.bind(database))();
}

test('a scrape does not grow with the backlog, and stays quick beside it', async () => {
  const store = await sqliteUnderTest();
  cleanUps.push(store.close);
  await fill(store.path);
  const metrics = new Metrics();
  readGauges(metrics, {
    ...store,
    system: {
      machines: null,
      llm: () => 'closed',
      readiness: () => Promise.resolve({ ready: true, reasons: [] }),
    },
    watched: () => [],
    tokensLeft: () => null,
    build: { version: '0', node: '0', role: 'all' },
  });
  const times: number[] = [];
  for (const _ of range(1, 15)) {
    const since = performance.now();
    const text = await metrics.render();
    times.push(performance.now() - since);
    expect(text).toContain(`marketing_ops_backlog ${jobs}\n`);
    // Counted no further.
    expect(text).toContain('marketing_ops_jobs{kind="process",state="due"} 10000\n');
  }
  // The quickest, for others work on this machine, too.
  expect(Math.min(...times)).toBeLessThan(50);
});
