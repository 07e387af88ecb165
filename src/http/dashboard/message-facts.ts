import type { Draft, DraftVersion } from '../../domain/draft.ts';
import { marksOf } from './table.ts';
import { sorterOf } from './versions.ts';
import { statusWord } from './words.ts';

/** What the side column and the head say of a draft, for `findings`, `provenance` and `message-tags`. */
export function factsOf(draft: Draft, versions: DraftVersion[]) {
  const { costUsd, fallback } = draft.provenance;
  return {
    word: statusWord(draft.status),
    marks: marksOf(draft),
    category: draft.category,
    urgency: draft.summary.urgency,
    intent: draft.summary.intent,
    confidence: Math.round(draft.confidence * 100),
    reason: draft.reason,
    sorter: sorterOf(draft, versions),
    automated: draft.automated,
    noReplyReason: draft.noReplyReason,
    crm: draft.crm && { ...draft.crm, source: sourceWords(draft.crm.source) },
    injection: draft.injection,
    fallback,
    truncated: draft.truncated,
    steps: stepsOf(draft),
    total: {
      took: duration(sum(runsOf(draft).map(({ run }) => run.ms))),
      inputTokens: sum(runsOf(draft).map(({ run }) => run.inputTokens)),
      outputTokens: sum(runsOf(draft).map(({ run }) => run.outputTokens)),
      cost: money(costUsd),
    },
    /** Without prices every cost is zero, and a column of zeros would read as "free". */
    priced: costUsd > 0,
  };
}

function runsOf({ provenance }: Draft) {
  const { classify, draft, summarize } = provenance.steps;
  return [
    { name: 'Sort', run: classify },
    { name: 'Draft', run: draft },
    { name: 'Summarise', run: summarize },
  ].flatMap(({ name, run }) => (run ? [{ name, run }] : []));
}

function stepsOf(draft: Draft) {
  return runsOf(draft).map(({ name, run }) => ({
    name,
    provider: run.provider,
    model: run.model && run.model !== run.provider ? run.model : null,
    took: duration(run.ms),
    inputTokens: run.inputTokens,
    outputTokens: run.outputTokens,
    cost: run.costUsd === undefined ? '–' : money(run.costUsd),
  }));
}

/** `mock:address` and the like, as a person would say it. */
function sourceWords(source: string): string {
  const [where = '', by] = source.split(':');
  if (where === 'guess') return `A guess from the ${by ?? 'mail'}`;
  return by ? `${where}, by ${by}` : where;
}

function money(usd: number): string {
  if (usd === 0) return '0';
  return usd < 0.0001 ? '< 0.0001' : usd.toFixed(4);
}

function sum(figures: number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}
