import { isSound, type Tally } from './fault.ts';

const titles = ['fault', 'times caused', 'messages', 'lost', 'doubled', 'extra LLM calls'];

/** The table that the README shows, and beneath it in words what is wrong. */
export function tableOf(tallies: Tally[]): string {
  const rows = tallies.map((tally) =>
    tally.skipped
      ? [tally.fault, 'NOT RUN', ...Array<string>(4).fill('-')]
      : [tally.fault, tally.times, tally.messages, tally.lost, tally.doubled, tally.extraCalls].map(
          String,
        ),
  );
  const widths = titles.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(titles), rule, ...rows.map(line), '', ...tallies.flatMap(remarks)].join('\n');
}

/** One line as soon as a row is known. */
export function progressOf(tally: Tally): string {
  const verdict = tally.skipped ? 'NOT RUN' : isSound(tally) ? 'ok' : 'FAILED';
  return `${verdict.padEnd(8)}${tally.fault} (${Math.round(tally.seconds)} s)`;
}

function remarks({ fault, skipped, complaints }: Tally): string[] {
  if (skipped) return [`*** NOT RUN: ${fault}: ${skipped}`];
  return complaints.map((complaint) => `FAILED: ${fault}: ${complaint}`);
}
