import type { Draft, DraftVersion } from '../../domain/draft.ts';
import type { HttpDeps } from '../deps.ts';
import { isEditable } from './message-actions.ts';
import { isSame, type Part, wordDiff } from './versions-diff.ts';
import { statusWord } from './words.ts';

/** The list of a draft's versions, the newest first; null when there is no such draft. */
export async function versionsModel({ drafts }: HttpDeps, id: number) {
  const versions = await drafts.versions(id);
  if (!versions) return null;
  const inOrder = versions.toSorted((a, b) => a.version - b.version);
  const items = inOrder.map((version, index) => {
    const before = inOrder[index - 1];
    return {
      ...headOf(version),
      status: statusWord(version.status),
      href: `/dashboard/drafts/${id}/versions/${version.version}`,
      /** Whether its text is another one than before, so that there is a difference to look at. */
      rewritten: before !== undefined && !sameReply(before, version),
      current: index === inOrder.length - 1,
    };
  });
  return { id, items: items.toReversed() };
}

/** One version against the one before it; null when there is no such version. */
export async function versionModel({ drafts }: HttpDeps, id: number, version: number) {
  const [draft, versions] = await Promise.all([drafts.get(id), drafts.versions(id)]);
  const now = versions?.find((one) => one.version === version);
  if (!draft || !versions || !now) return null;
  const earlier = versions.filter((one) => one.version < version);
  const before = earlier.toSorted((a, b) => b.version - a.version)[0] ?? null;
  const newest = Math.max(...versions.map((one) => one.version));
  return {
    id,
    ...headOf(now),
    before: before && before.version,
    difference: differenceOf(before, now),
    text: now.reply && { subject: now.reply.subject, body: now.reply.body },
    /** Where its text can be put into the editor; of the newest it stands there already. */
    use:
      now.reply && version !== newest && isEditable(draft)
        ? `/dashboard/drafts/${id}?text=${version}`
        : null,
    useFragment: `/dashboard/drafts/${id}/reply?text=${version}`,
  };
}

/** What sets one text and its sorting apart from another. */
type Compared = Pick<DraftVersion, 'reply' | 'category' | 'urgency'>;

export function differenceOf(before: Compared | null, now: Compared) {
  const subject = wordDiff(before?.reply?.subject ?? '', now.reply?.subject ?? '');
  const body = wordDiff(before?.reply?.body ?? '', now.reply?.body ?? '');
  return {
    subject: isSame(subject) ? null : subject,
    body: isSame(body) ? null : body,
    sorting: before ? sortingOf(before, now) : [],
  };
}

function sortingOf(before: Compared, now: Compared): { label: string; parts: Part[] }[] {
  return (['category', 'urgency'] as const)
    .filter((field) => before[field] !== now[field])
    .map((field) => ({
      label: field === 'category' ? 'Category' : 'Urgency',
      parts: [
        { kind: 'removed', text: capitalised(before[field]) },
        { kind: 'added', text: capitalised(now[field]) },
      ],
    }));
}

/** As urgencies and categories are written everywhere on the pages. */
export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function headOf(version: DraftVersion) {
  const { at, change } = version;
  return { version: version.version, at, who: whoOf(version), change };
}

/** The version in which a draft got the reply that it has now; 1 where none is known. */
export function textVersion(versions: DraftVersion[]): number {
  const newestFirst = versions.toSorted((a, b) => b.version - a.version);
  const rewritten = newestFirst.find((version, index) => {
    const before = newestFirst[index + 1];
    return before === undefined || !sameReply(before, version);
  });
  return rewritten?.version ?? 1;
}

function sameReply({ reply: a }: DraftVersion, { reply: b }: DraftVersion): boolean {
  return a?.subject === b?.subject && a?.body === b?.body;
}

/** Who made a version: their name, where they gave one. */
export function whoOf({ by, name }: Pick<DraftVersion, 'by' | 'name'>): string {
  if (by === 'agent') return 'The agent';
  return name ?? 'Somebody';
}

/**
 * The person who sorted a draft otherwise than the agent had, and what the agent gave as its reason:
 * null of one that it drafted anew as it was told. Null: the sorting is the agent's.
 */
export function sorterOf({ category, provenance, reason }: Draft, versions: DraftVersion[]) {
  const newestFirst = versions.toSorted((a, b) => b.version - a.version);
  const isTold = provenance.steps.classify?.provider === 'person';
  const agents = newestFirst.find(({ by }) => by === 'agent');
  if (!isTold && agents?.category === category) return null;
  const sorted = newestFirst.find(
    (version, index) => newestFirst[index + 1]?.category !== version.category,
  );
  if (sorted?.by !== 'person') return null;
  return { name: sorted.name ?? 'a person', agentsReason: isTold ? null : reason };
}

/** What they did, after their name: `approved this`. */
export function deedOf({ change }: Pick<DraftVersion, 'change'>): string {
  const [deed = ''] = change.split(':', 1);
  return deeds[deed] ?? `changed this (${deed})`;
}

const deeds: Record<string, string> = {
  created: 'drafted this',
  'drafted again': 'drafted this again',
  edited: 'edited this',
  approved: 'approved this',
  rejected: 'rejected this',
  reopened: 'reopened this',
  sending: 'asked to send this',
  sent: 'sent this',
  'sending failed': 'could not send this',
  'perhaps sent': 'may have sent this',
  superseded: 'closed this',
};
