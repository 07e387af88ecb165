import { describe, expect, test } from 'vitest';
import type { Findings, Row } from '../../bench/figure.ts';
import { jsonOf, missed, tableOf, withoutBars } from '../../bench/report.ts';

const rows: Row[] = [
  { what: 'a', measured: '12.5 %', spread: '10 … 20 %', bar: { text: '≤ 10 %', met: false } },
  { what: 'longer than its title', measured: '3 ms', bar: { text: '≤ 50 ms', met: true } },
  { what: 'for information', measured: '7/s' },
];

test('the table says what was missed, in columns', () => {
  expect(tableOf(rows).split('\n')).toEqual([
    '| figure                | measured | spread    | bar     |        |',
    '| --------------------- | -------- | --------- | ------- | ------ |',
    '| a                     | 12.5 %   | 10 … 20 % | ≤ 10 %  | MISSED |',
    '| longer than its title | 3 ms     |           | ≤ 50 ms | met    |',
    '| for information       | 7/s      |           |         |        |',
  ]);
});

test('only a bar can be missed, and a quick run has none', () => {
  expect(missed(rows)).toEqual([rows[0]]);
  expect(missed(withoutBars(rows))).toEqual([]);
  expect(withoutBars(rows)[0]).toEqual({ what: 'a', measured: '12.5 %', spread: '10 … 20 %' });
});

describe('the JSON of several figures', () => {
  const of = (json: Findings['json']): Findings => ({ json, rows: [], notes: [] });

  test('keeps what two of them say under one key', () => {
    const all = [of({ api: { firstPage: 1 } }), of({ start: 2 }), of({ api: { search: 3 } })];
    expect(jsonOf(all)).toEqual({ api: { firstPage: 1, search: 3 }, start: 2 });
  });
});
