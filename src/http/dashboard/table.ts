import { categories } from '../../domain/category.ts';
import type { Draft } from '../../domain/draft.ts';
import type { DraftStore } from '../../ports.ts';
import { filterOf, hrefOf, type TableQuery } from './query.ts';
import { statusWord, type Tone } from './words.ts';

export interface Mark {
  text: string;
  tone: Tone;
  /** What the mark means, for who hovers or listens. */
  title: string;
}

/** The table of drafts with its tabs and paging, for the templates `tabs` and `rows`. */
export async function tableModel(drafts: DraftStore, query: TableQuery) {
  const { items, next } = await drafts.list(filterOf(query));
  return {
    query,
    tabs: tabsOf(query),
    rows: items.map(rowOf),
    next: next === null ? null : hrefOf('/dashboard', { ...query, cursor: Number(next) }),
    first: query.cursor === null ? null : hrefOf('/dashboard', { ...query, cursor: null }),
    filtered: query.category !== null || query.q.trim() !== '',
  };
}

function tabsOf(query: TableQuery) {
  return [null, ...categories].map((category) => ({
    label: category ?? 'All',
    href: hrefOf('/dashboard', { ...query, category, cursor: null }),
    current: category === query.category,
  }));
}

function rowOf(draft: Draft) {
  return {
    id: draft.id,
    version: draft.version,
    href: draftHref(draft),
    uid: draft.uid,
    sender: draft.sender,
    subject: draft.subject,
    category: draft.category,
    urgency: draft.summary.urgency,
    company: draft.crm?.company ?? null,
    isGuess: draft.crm?.source.startsWith('guess:') ?? false,
    status: statusWord(draft.status),
    receivedAt: draft.receivedAt,
    marks: marksOf(draft),
  };
}

/** By the draft's own id: its `message` is the agent's, and may mean another one here. */
export function draftHref({ id }: Pick<Draft, 'id'>): string {
  return `/dashboard/drafts/${id}`;
}

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
    marks.push({
      text: 'Mock',
      tone: 'warn',
      title: 'The mock answered in place of an LLM (fallback)',
    });
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
