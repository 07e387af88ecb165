import type { Draft } from '../../domain/draft.ts';
import type { Deed } from './review-form.ts';
import type { Toast } from './toast.ts';

/** What became of one draft. */
export type Outcome =
  | { kind: 'done'; draft: Draft; wasApproved: boolean }
  | { kind: 'missing' | 'stale' }
  | { kind: 'refused'; reason: string };

type Done = Extract<Outcome, { kind: 'done' }>;

/** As in "3 approved." and "Approved: …". */
const deedWords: Record<Deed, { many: string; one: string }> = {
  approve: { many: 'approved', one: 'Approved' },
  reject: { many: 'rejected', one: 'Rejected' },
  reopen: { many: 'back to review', one: 'Back to review' },
  send: { many: 'queued to be sent', one: 'On its way out' },
  save: { many: 'queued for Drafts', one: 'On its way to Drafts' },
};

/** Characters of a subject that are quoted. */
const subjectLength = 60;
/** Different reasons that are told; more would not be read. */
const reasonsTold = 2;

/** What came of a decision on one or more drafts, with the way back where there is one. */
export function reviewToast(deed: Deed, outcomes: Outcome[]): Toast {
  const done = outcomes.filter((outcome) => outcome.kind === 'done');
  const text = [
    doneText(deed, done, outcomes.length),
    staleText(outcomes),
    missingText(outcomes),
    ...refusedTexts(outcomes),
    approvalText(done),
  ]
    .filter((part) => part !== '')
    .join(' ');
  const tone = done.length === outcomes.length ? 'good' : done.length > 0 ? 'warn' : 'bad';
  const isUndoable = done.length > 0 && (deed === 'approve' || deed === 'reject');
  if (!isUndoable) return { text, tone };
  const drafts = done.map(({ draft: { id, version } }) => ({ id, version }));
  return { text, tone, undo: { review: 'reopen', drafts } };
}

function doneText(deed: Deed, done: Done[], asked: number): string {
  const [first] = done;
  const { one, many } = deedWords[deed];
  if (first && asked === 1) return `${one}: ${quoted(first.draft.subject)}.`;
  return done.length > 0 ? `${done.length} ${many}.` : '';
}

function staleText(outcomes: Outcome[]): string {
  const count = countOf(outcomes, 'stale');
  if (count === 0) return '';
  return outcomes.length === 1
    ? 'Not done: it had changed meanwhile. Look at it again.'
    : `${count} had changed meanwhile.`;
}

function missingText(outcomes: Outcome[]): string {
  const count = countOf(outcomes, 'missing');
  if (count === 0) return '';
  return outcomes.length === 1 ? 'Not done: it is gone.' : `${count} gone.`;
}

function refusedTexts(outcomes: Outcome[]): string[] {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'refused') continue;
    counts.set(outcome.reason, (counts.get(outcome.reason) ?? 0) + 1);
  }
  return [...counts]
    .slice(0, reasonsTold)
    .map(([reason, count]) =>
      outcomes.length === 1 ? `Not done: ${reason}.` : `${count} not done: ${reason}.`,
    );
}

function approvalText(done: Done[]): string {
  const count = done.filter(({ wasApproved }) => wasApproved).length;
  if (count === 0) return '';
  const which = done.length === 1 ? 'It' : count === done.length ? 'They' : `${count} of them`;
  return `${which} had been approved: undo leads back to review.`;
}

function countOf(outcomes: Outcome[], kind: Outcome['kind']): number {
  return outcomes.filter((outcome) => outcome.kind === kind).length;
}

function quoted(subject: string): string {
  const characters = Array.from(subject || 'no subject');
  const short =
    characters.length > subjectLength
      ? `${characters.slice(0, subjectLength).join('').trimEnd()}…`
      : characters.join('');
  return `“${short}”`;
}
