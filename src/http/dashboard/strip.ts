import { categories, type Category } from '../../domain/category.ts';
import { stages, type Stage } from '../../domain/message.ts';
import type { DraftStore, LedgerEntry, MachineControl } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { llmWord, mailboxOrder, mailboxWord, type Word } from './words.ts';

const ended: readonly Stage[] = ['done', 'skipped', 'quarantined', 'gone'];
const backlogStages = stages.filter((stage) => !ended.includes(stage));

/** Reading today's drafts stops here, so that a flood of mail cannot make the strip slow. */
const todayLimit = 1_000;
const todayPage = 100;

/** How the whole is doing, for the template `strip`. */
export async function stripModel({ messages, drafts, system, demo }: HttpDeps) {
  const [ledger, counts, today, readiness] = await Promise.all([
    messages.ledger(),
    messages.counts(),
    draftsSince(drafts, startOfDay(new Date())),
    system.readiness(),
  ]);
  return {
    demo,
    mailboxes: troubledFirst(ledger.map((entry) => mailboxOf(entry, system.machines))),
    today,
    llm: llmWord(system.llm()),
    backlog: backlogStages.reduce((sum, stage) => sum + (counts[stage] ?? 0), 0),
    quarantined: counts.quarantined ?? 0,
    gaps: ledger.flatMap(({ mailbox, gaps }) => gaps.map(({ uid }) => ({ mailbox, uid }))),
    trouble: readiness.ready ? [] : readiness.reasons,
    paused: ['pausing', 'paused'].includes(system.machines?.supervisor() ?? ''),
  };
}

/** The machine's own word where it runs here: while the database is away the row's is an old one. */
function mailboxOf(entry: LedgerEntry, machines: MachineControl | null) {
  const { id, account, mailbox, lastSyncAt } = entry;
  const now = machines?.mailbox(entry) ?? null;
  const order = now === null ? null : mailboxOrder(now);
  return {
    account,
    mailbox,
    lastSyncAt,
    word: now === null ? mailboxWord(entry.state) : liveWord(now, entry.state === 'stale'),
    button: order && { post: `/mailboxes/${id}/${order.order}`, label: order.label },
  };
}

/** Stale is the alarm, and what the machine does is the reason: both are wanted. */
function liveWord(state: string, stale: boolean): Word {
  const word = mailboxWord(state);
  if (!stale) return word;
  const alarm = mailboxWord('stale');
  return { ...alarm, text: `${alarm.text}. ${word.text}` };
}

/** Only the first few are shown: those that are in trouble are among them. */
function troubledFirst<Box extends { word: Word }>(boxes: Box[]): Box[] {
  const troubled = ({ word }: Box) => word.tone === 'bad' || word.tone === 'warn';
  return [...boxes.filter(troubled), ...boxes.filter((box) => !troubled(box))];
}

function startOfDay(now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}

/** Drafts by category made since `since`; `more` when there were too many to count them all. */
async function draftsSince(drafts: DraftStore, since: string) {
  const counts: Record<Category, number> = { Lead: 0, Support: 0, General: 0, Spam: 0 };
  let cursor: number | null = null;
  let seen = 0;
  while (seen < todayLimit) {
    const page = await drafts.list({ limit: todayPage, ...(cursor !== null && { cursor }) });
    const fresh = page.items.filter(({ createdAt }) => createdAt >= since);
    for (const { category } of fresh) counts[category] += 1;
    seen += fresh.length;
    if (fresh.length < page.items.length || page.next === null) return tally(counts, seen, false);
    cursor = Number(page.next);
  }
  return tally(counts, seen, true);
}

function tally(counts: Record<Category, number>, total: number, more: boolean) {
  return { total, more, byCategory: categories.map((name) => ({ name, count: counts[name] })) };
}
