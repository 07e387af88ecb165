import type { Findings, Row } from './figure.ts';

const titles = ['figure', 'measured', 'spread', 'bar', ''];

/** A table that is legible in a terminal and valid Markdown. */
export function tableOf(rows: Row[]): string {
  const cells = rows.map(({ what, measured, spread = '', bar }) => [
    what,
    measured,
    spread,
    bar?.text ?? '',
    bar ? (bar.met ? 'met' : 'MISSED') : '',
  ]);
  const widths = titles.map((title, i) =>
    Math.max(3, title.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(titles), rule, ...cells.map(line)].join('\n');
}

/** The findings of all figures in one object; a key that two of them have holds what both say. */
export function jsonOf(all: Findings[]): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  for (const [key, value] of all.flatMap(({ json }) => Object.entries(json))) {
    const known = whole[key];
    whole[key] = isObject(known) && isObject(value) ? { ...known, ...value } : value;
  }
  return whole;
}

/** The same without bars: what took seconds on a busy machine proves nothing about time. */
export function withoutBars(rows: Row[]): Row[] {
  return rows.map(({ bar: _bar, ...row }) => row);
}

export function missed(rows: Row[]): Row[] {
  return rows.filter(({ bar }) => bar && !bar.met);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
