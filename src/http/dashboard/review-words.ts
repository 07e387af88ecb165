import type { Draft } from '../../domain/draft.ts';
import { type Deed, deeds } from './review-form.ts';
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

/** Subjects of what was not done that are told; the page keeps all of them selected. */
export const subjectsTold = 2;

/**
 * What came of a decision on one or more drafts, with the way back where there is one.
 * @param left the first subjects of those that are as they were, `subjectsTold` at most
 */
export function reviewToast(deed: Deed, outcomes: Outcome[], left: string[] = []): Toast {
  const done = outcomes.filter((outcome) => outcome.kind === 'done');
  const text = [
    doneText(deed, done, outcomes.length),
    staleText(outcomes),
    missingText(outcomes),
    ...refusedTexts(outcomes),
    leftText(left, outcomes.length - done.length),
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

function leftText(subjects: string[], count: number): string {
  if (subjects.length === 0) return '';
  const more = count - subjects.length;
  const named = subjects.map(quoted).join(more > 0 ? ', ' : ' and ');
  return `Left as ${count === 1 ? 'it is' : 'they are'}: ${named}${more > 0 ? ` and ${more} more` : ''}.`;
}

function approvalText(done: Done[]): string {
  const count = done.filter(({ wasApproved }) => wasApproved).length;
  if (count === 0) return '';
  const which = done.length === 1 ? 'It' : count === done.length ? 'They' : `${count} of them`;
  return `${which} had been approved: undo leads back to review.`;
}

/** The address of the list that says what was done, for who has no script to be told by. */
export function noticeAddress(list: string, deed: Deed, count: number): string {
  const [path, query] = list.split('?', 2);
  if (path !== '/dashboard') return list;
  return `${path}?${query ? `${query}&` : ''}done=${deed}-${count}`;
}

/** Of such an address, in our own words: nothing that somebody may have put there is repeated. */
export function noticeOf(done: unknown): string | null {
  const [, name, count = ''] = /^([a-z]+)-([1-9]\d{0,2})$/.exec(String(done)) ?? [];
  const deed = deeds.find((known) => known === name);
  return deed ? `${Number(count)} ${deedWords[deed].many}.` : null;
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
