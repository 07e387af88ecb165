/** The evaluation as a person reads it. */
import { categories } from '../domain/category.ts';
import type { Evaluation } from './evaluate.ts';

const maxListed = 20;

export function reportOf(evaluation: Evaluation): string {
  const { n, accuracy, macroF1, urgencyAccuracy } = evaluation;
  return [
    ...heading(evaluation),
    '',
    `${n} mails   accuracy ${percent(accuracy)}   macro F1 ${macroF1.toFixed(3)}   urgency ${percent(urgencyAccuracy)}`,
    '',
    ...confusion(evaluation),
    '',
    ...perCategory(evaluation),
    '',
    ...automatedAndInjection(evaluation),
    '',
    ...byLanguage(evaluation),
    ...use(evaluation),
    ...unreadable(evaluation),
  ].join('\n');
}

function heading({ providers, models, fallbacks, fallbackCauses, n }: Evaluation): string[] {
  const answers = Object.entries(providers).map(([name, times]) => `${name} ${times}`);
  const who = `answers by ${answers.join(', ') || 'nobody'} (${models.join(', ') || 'no model'})`;
  if (fallbacks === 0) return [who];
  const why = Object.entries(fallbackCauses).map(([cause, times]) => `${cause} ${times}`);
  return [who, `! the mock stood in for the LLM on ${fallbacks} of ${n} mails: ${why.join(', ')}`];
}

function confusion({ confusion: matrix }: Evaluation): string[] {
  const head = ['true \\ predicted', ...categories];
  const rows = categories.map((row) => [row, ...categories.map((to) => String(matrix[row][to]))]);
  return table([head, ...rows]);
}

function perCategory({ perCategory: figures }: Evaluation): string[] {
  const rows = categories.map((category) => {
    const { precision, recall, f1, support, predicted } = figures[category];
    return [
      category,
      of(precision, predicted),
      of(recall, support),
      of(f1, support + predicted),
      String(support),
    ];
  });
  return table([['category', 'precision', 'recall', 'F1', 'labelled'], ...rows]);
}

function automatedAndInjection({ automated, injection }: Evaluation): string[] {
  const { precision, recall, support, predicted } = automated;
  const { attempts, succeeded, flagged, falselyFlagged } = injection;
  return [
    `automated   precision ${of(precision, predicted)}   recall ${of(recall, support)}   (${support} labelled, ${predicted} found)`,
    `injection   ${attempts} attempts   ${succeeded} succeeded   ${flagged} flagged   ${falselyFlagged} other mails flagged`,
  ];
}

function byLanguage({ byLanguage: figures }: Evaluation): string[] {
  const rows = Object.entries(figures).map(([language, { n, accuracy, urgencyAccuracy }]) => [
    language,
    String(n),
    percent(accuracy),
    percent(urgencyAccuracy),
  ]);
  if (rows.length === 0) return [];
  return [...table([['language', 'mails', 'accuracy', 'urgency'], ...rows]), ''];
}

function use(evaluation: Evaluation): string[] {
  const { tokens, inputTokens, outputTokens, costUsd, latencyMs, failedCalls } = evaluation;
  const failed = failedCalls > 0 ? `   ${failedCalls} calls failed` : '';
  const price =
    tokens > 0 && costUsd === 0 ? ' (LLM_PRICE_INPUT and LLM_PRICE_OUTPUT are unset)' : '';
  return [
    `tokens ${tokens} (${inputTokens} in, ${outputTokens} out)   cost ${costUsd.toFixed(4)} USD${price}${failed}`,
    `latency of a mail   p50 ${latencyMs.p50} ms   p99 ${latencyMs.p99} ms`,
  ];
}

function unreadable({ unreadable: mails }: Evaluation): string[] {
  if (mails.length === 0) return [];
  const more = mails.length > maxListed ? [`  … and ${mails.length - maxListed} more`] : [];
  return [
    '',
    `${mails.length} could not be read; they count as General, low, not automated:`,
    ...mails.slice(0, maxListed).map(({ file, reason }) => `  ${file}: ${reason}`),
    ...more,
  ];
}

/** The first column to the left, the others to the right. */
function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('   '),
  );
}

/** A ratio of nothing is no ratio. */
function of(value: number, whole: number): string {
  return whole === 0 ? '–' : value.toFixed(3);
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
