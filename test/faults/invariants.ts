import type { Draft } from '../../src/domain/draft.ts';
import type { Stage } from '../../src/domain/message.ts';
import type { LedgerEntry, MessageRow } from '../../src/ports.ts';
import type { Agent } from '../support/agent.ts';
import type { TestMail } from '../support/mails.ts';
import type { CallLog } from './call-log.ts';
import type { Tally } from './fault.ts';

/** A mail that was sent, and how else than by a draft it may end. */
export interface Sent extends TestMail {
  uid: number;
  /** No parser digests it: it may end in quarantine. */
  mayBeSetAside?: true;
  /** Expunged by somebody else before or while it was taken in. */
  mayBeGone?: true;
  /** A person has decided on its draft, which has more versions for it. */
  reviewed?: true;
}

/** What the promise is held against. */
interface Evidence {
  agent: Agent;
  drafts: Draft[];
  sent: Sent[];
  /** The UIDs that the server has now. */
  uids: number[];
  calls: CallLog;
  /** Of replies that went out. */
  letters?: Letters;
}

/** Letters that are missing, or in a place more than once; in words. */
export interface Letters {
  lost: string[];
  doubled: string[];
}

type Counted = Omit<Tally, 'fault' | 'times' | 'seconds'>;

const final: Stage[] = ['done', 'skipped', 'quarantined', 'gone'];
const shown = 5;

/**
 * The one assertion after every fault, by the public interface and the mail server alone: every UID
 * is in exactly one final stage, there is no gap, every mail has the one draft it deserves, nobody
 * is in quarantine who did not earn it, and no question was put to the LLM again without need.
 */
export async function count({
  agent,
  drafts,
  sent,
  uids,
  calls,
  letters = { lost: [], doubled: [] },
}: Evidence): Promise<Counted> {
  const [ledger, rows] = [await agent.ledger(), await agent.messages()];
  const byMessageId = groupBy(drafts, (draft) => draft.messageId ?? draft.key);
  const byUid = new Map(sent.map((mail) => [mail.uid, mail]));

  const lost = [
    ...missingRows(rows, uids),
    ...gapsOf(ledger),
    ...missingDrafts(sent, rows, byMessageId),
    ...letters.lost,
  ];
  const doubled = [
    ...twice(rows, (row) => `row of UID ${row.uid} of ${row.uidValidity}`),
    ...twice(drafts, (draft) => `draft of key ${draft.key}`),
    ...twice(drafts, (draft) => `draft of Message-ID ${draft.messageId}`),
    // What is drafted again on purpose has a revision for each version.
    ...drafts
      .filter(({ version, revision, uid }) => version > revision && !byUid.get(uid)?.reviewed)
      .map(({ key }) => `second version of ${key}`),
    ...letters.doubled,
  ];
  const unearned = rows.filter(
    (row) => row.stage === 'quarantined' && !byUid.get(row.uid)?.mayBeSetAside,
  );
  const { extra, unearned: repeated } = calls.count();

  return {
    messages: rows.length,
    lost: lost.length,
    doubled: doubled.length,
    quarantined: unearned.length,
    extraCalls: extra,
    complaints: [
      ...complain('lost', lost),
      ...complain('doubled', doubled),
      ...complain(
        'quarantined without cause',
        unearned.map((row) => `UID ${row.uid}: ${row.error}`),
      ),
      ...complain('asked again without cause', repeated),
      ...complain('wrongly answered', misjudged(sent, byMessageId)),
    ],
  };
}

/** Whether everything that the server has is taken in and has come to an end. */
export function isSettled(ledger: LedgerEntry[], uids: number[]): boolean {
  const counts = ledger.flatMap((entry) => Object.entries(entry.counts) as [Stage, number][]);
  const sum = (wanted: (stage: Stage) => boolean) =>
    counts.filter(([stage]) => wanted(stage)).reduce((total, [, n]) => total + n, 0);
  const open = sum((stage) => !final.includes(stage));
  const newest = uids.at(-1) ?? 0;
  return open === 0 && ledger.some((entry) => entry.cursor >= newest) && sum(() => true) > 0;
}

function missingRows(rows: MessageRow[], uids: number[]): string[] {
  const ended = new Set(rows.filter((row) => final.includes(row.stage)).map((row) => row.uid));
  return uids.filter((uid) => !ended.has(uid)).map((uid) => `UID ${uid} has no final row`);
}

function gapsOf(ledger: LedgerEntry[]): string[] {
  return ledger.flatMap(({ gaps }) => gaps.map(({ uid }) => `UID ${uid} is a gap`));
}

/** What ended as `done` has its draft; other ends are for those that may have them. */
function missingDrafts(sent: Sent[], rows: MessageRow[], drafts: Map<string, Draft[]>): string[] {
  const stages = new Map(rows.map((row) => [row.uid, row.stage]));
  return sent.flatMap((mail) => {
    const stage = stages.get(mail.uid) ?? 'unknown';
    const drafted = drafts.has(messageIdOf(mail));
    if (stage === 'done' && drafted) return [];
    const name = `UID ${mail.uid} (${messageIdOf(mail)}) is ${stage}`;
    if (drafted) return [`${name}, yet it has a draft`];
    // Quarantine is counted by itself.
    if (stage === 'quarantined') return [];
    return (stage === 'gone' || stage === 'unknown') && mail.mayBeGone
      ? []
      : [`${name} and has no draft`];
  });
}

function misjudged(sent: Sent[], drafts: Map<string, Draft[]>): string[] {
  return sent.flatMap((mail) => {
    const [draft] = drafts.get(messageIdOf(mail)) ?? [];
    if (!draft || (draft.reply !== null) === mail.expect.reply) return [];
    return [`${draft.key} has ${draft.reply ? 'a' : 'no'} reply`];
  });
}

export function messageIdOf({ raw }: TestMail): string {
  return /^Message-ID: (.+)\r$/m.exec(raw)?.[1] ?? '';
}

function twice<T>(items: T[], name: (item: T) => string): string[] {
  return [...groupBy(items, name)].filter(([, group]) => group.length > 1).map(([key]) => key);
}

function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function complain(what: string, found: string[]): string[] {
  if (found.length === 0) return [];
  const more = found.length > shown ? `, and ${found.length - shown} more` : '';
  return [`${what}: ${found.slice(0, shown).join('; ')}${more}`];
}
