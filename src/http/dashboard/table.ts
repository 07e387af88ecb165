import { categories, urgencies } from '../../domain/category.ts';
import { draftStatuses, type Draft, type DraftStatus } from '../../domain/draft.ts';
import type { HttpDeps } from '../deps.ts';
import { filterOf, hrefOf, type TableQuery } from './query.ts';
import type { Deed } from './review-form.ts';
import { statusWord, type Tone } from './words.ts';

export interface Mark {
  text: string;
  tone: Tone;
  /** What the mark means, for who hovers or listens. */
  title: string;
}

/** What a person may do with a draft from the list; what else there is needs a look at it. */
const deeds: Partial<Record<DraftStatus, readonly Deed[]>> = {
  drafted: ['approve', 'reject', 'save'],
  approved: ['reject', 'reopen', 'save', 'send'],
  rejected: ['reopen'],
  sending: ['reopen'],
  failed: ['reject', 'reopen', 'save', 'send'],
  unknown: ['reopen'],
};

/** In each row, while it has the pointer or the focus. */
const buttons = [
  { deed: 'approve', key: 'a', title: 'Approve' },
  { deed: 'reject', key: 'x', title: 'Reject' },
] as const;

/** Of the summary's intent, in UTF-16 units: as much as fits the column. */
const intentLength = 90;

/** The list of drafts with its tabs, filter and paging, for the template `list`. */
export async function tableModel({ drafts, outbox, system }: HttpDeps, query: TableQuery) {
  const { items, next } = await drafts.list(filterOf(query));
  const { category, status, urgency, q } = query;
  // Where there is no LLM at all, the strip says so once: the same mark in each row is noise.
  const mocksAreNews = system.llm() !== 'absent';
  return {
    query,
    here: hrefOf('/dashboard', query),
    tabs: tabsOf(query),
    statuses: optionsOf('All states', draftStatuses, status, (known) => statusWord(known).text),
    urgencies: optionsOf('Any urgency', urgencies, urgency, capitalised),
    csv: hrefOf('/drafts.csv', { category, status, urgency, q: q.trim() }),
    rows: items.map((draft) => rowOf(draft, query, mocksAreNews)),
    next: next === null ? null : hrefOf('/dashboard', { ...query, cursor: Number(next) }),
    first: query.cursor === null ? null : hrefOf('/dashboard', { ...query, cursor: null }),
    filtered: Boolean(category ?? status ?? urgency) || q.trim() !== '',
    sends: outbox.sends,
  };
}

function tabsOf(query: TableQuery) {
  return [null, ...categories].map((category) => ({
    label: category ?? 'All',
    href: hrefOf('/dashboard', { ...query, category, cursor: null }),
    current: category === query.category,
  }));
}

function optionsOf<T extends string>(
  all: string,
  values: readonly T[],
  current: T | null,
  wordOf: (value: T) => string,
) {
  return [
    { value: '', text: all, current: current === null },
    ...values.map((value) => ({ value, text: wordOf(value), current: value === current })),
  ];
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function rowOf(draft: Draft, query: TableQuery, mocksAreNews: boolean) {
  const can = deeds[draft.status] ?? [];
  return {
    id: draft.id,
    seen: `${draft.id}:${draft.version}`,
    // With the list's own filter, so that the draft's page knows what comes before and after it.
    href: hrefOf(draftHref(draft), { ...query, cursor: null }),
    uid: draft.uid,
    sender: draft.sender,
    subject: draft.subject,
    intent: shortened(draft.summary.intent, intentLength),
    category: draft.category,
    urgency: draft.summary.urgency,
    urgencyWord: capitalised(draft.summary.urgency),
    company: draft.crm?.company ?? null,
    isGuess: draft.crm?.source.startsWith('guess:') ?? false,
    status: statusWord(draft.status),
    can: can.join(' '),
    buttons: buttons.filter(({ deed }) => can.includes(deed)),
    receivedAt: draft.receivedAt,
    marks: marksOf(draft).filter((mark) => mocksAreNews || mark !== mockMark),
  };
}

function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a surrogate pair would be shown as a replacement character.
  return `${text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

/** By the draft's own id: its `message` is the agent's, and may mean another one here. */
export function draftHref({ id }: Pick<Draft, 'id'>): string {
  return `/dashboard/drafts/${id}`;
}

const mockMark: Mark = {
  text: 'Mock',
  tone: 'warn',
  title: 'The mock answered in place of an LLM (fallback)',
};

export function marksOf(draft: Pick<Draft, 'injection' | 'provenance' | 'truncated'>): Mark[] {
  const marks: Mark[] = [];
  if (draft.injection.suspected) {
    marks.push({
      text: 'Injection',
      tone: 'bad',
      title: 'The mail holds text that tries to instruct the model',
    });
  }
  if (draft.provenance.fallback) {
    marks.push(mockMark);
  }
  if (draft.truncated) {
    marks.push({
      text: 'Truncated',
      tone: 'quiet',
      title: 'The mail was longer than the limit; only its beginning was read',
    });
  }
  return marks;
}
