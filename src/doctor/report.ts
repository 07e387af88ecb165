import type { Finding } from './examination.ts';

const marks: Record<Finding['result'], string> = {
  ok: 'ok',
  warning: 'WARNING',
  failed: 'FAILED',
  skipped: '-',
};

/** A line a finding, and under it what to do about it. */
export function reportOf(findings: Finding[]): string {
  const rows = [
    ['CHECK', 'RESULT', 'TIME', 'FOUND'],
    ...findings.map(({ check, result, ms, found }) => [
      check,
      marks[result],
      result === 'skipped' ? '' : `${ms} ms`,
      found,
    ]),
  ];
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.flatMap((row, i) => {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    const fix = findings[i - 1]?.fix;
    const indent = ' '.repeat(widths.reduce((sum, width) => sum + width + 2, 0));
    return fix ? [line.trimEnd(), `${indent}fix: ${fix}`] : [line.trimEnd()];
  });
  return [...lines, '', conclusion(findings)].join('\n');
}

function conclusion(findings: Finding[]): string {
  const count = (result: Finding['result']) =>
    findings.filter((finding) => finding.result === result).length;
  const [failed, warnings] = [count('failed'), count('warning')];
  if (failed > 0) return `${failed} of ${findings.length} checks failed.`;
  if (warnings > 0) return `All checks passed, ${warnings} with a warning.`;
  return 'All checks passed.';
}
