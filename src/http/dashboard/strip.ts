import { categories, type Category } from '../../domain/category.ts';
import { stages, type Stage } from '../../domain/message.ts';
import type { LedgerEntry, MachineControl } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { llmWord, mailboxOrder, mailboxWord, type Word } from './words.ts';

const ended: readonly Stage[] = ['done', 'skipped', 'quarantined', 'gone'];
const backlogStages = stages.filter((stage) => !ended.includes(stage));

/** How the whole is doing, for the template `strip`. */
export async function stripModel({ messages, drafts, system, demo }: HttpDeps) {
  const [ledger, counts, today, readiness] = await Promise.all([
    messages.ledger(),
    messages.counts(),
    drafts.countsSince(startOfDay(new Date())),
    system.readiness(),
  ]);
  return {
    demo: demo !== null,
    left: ledger.reduce((sum, { left }) => sum + left, 0),
    mailboxes: troubledFirst(ledger.map((entry) => mailboxOf(entry, system.machines))),
    today: tally(today),
    llm: llmWord(system.llm()),
    backlog: backlogStages.reduce((sum, stage) => sum + (counts[stage] ?? 0), 0),
    quarantined: counts.quarantined ?? 0,
    gaps: ledger.flatMap(({ mailbox, gaps }) => gaps.map(({ uid }) => ({ mailbox, uid }))),
    trouble: readiness.reasons,
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
    button: order && { post: `/dashboard/mailboxes/${id}/order`, ...order },
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

/** The categories in their order, those without a draft among them. */
function tally(counts: Partial<Record<Category, number>>) {
  const byCategory = categories.map((name) => ({ name, count: counts[name] ?? 0 }));
  return { total: byCategory.reduce((sum, { count }) => sum + count, 0), byCategory };
}
