import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type MetricSpec, metricTable, prefix } from '../../src/telemetry/metrics.ts';

const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const section = page.slice(page.indexOf('\n## Metrics'), page.indexOf('\n## Traces'));

/** As the page tells them: name, type, labels, unit, meaning. */
const told = section
  .split('\n')
  .filter((line) => line.startsWith(`| \`${prefix}`))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('the table of metrics in docs/operating.md', () => {
  it('is the one in the code, row by row', () => {
    const rows = Object.entries<MetricSpec>(metricTable).map(
      ([name, { type, labels, unit, help }]) => [
        `\`${prefix}${name}\``,
        type,
        labels.map((label) => `\`${label}\``).join(', '),
        unit,
        help,
      ],
    );
    expect(told).toEqual(rows);
  });

  it('is what the rules below it ask for', () => {
    const used = [...page.matchAll(/marketing_ops_(\w+)/g)].map(([, name = '']) => name);
    const known = Object.keys(metricTable);
    expect(used.filter((name) => name !== '' && !known.includes(name))).toEqual([]);
  });
});
