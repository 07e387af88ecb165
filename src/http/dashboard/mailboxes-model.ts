import { stages } from '../../domain/message.ts';
import type { ActorInfo, LedgerEntry } from '../../ports.ts';
import { countText, wholeText } from '../../views/charts/figures.ts';
import type { HttpDeps } from '../deps.ts';
import { mailboxNext, workWord } from './mailboxes-words.ts';
import { innermost, llmWord, mailboxWord, stageWord } from './words.ts';

/** How each folder and what works its mail is doing, for `mailboxes-state`. */
export async function mailboxesModel(deps: HttpDeps) {
  const { messages, usage, system, settings } = deps;
  const [ledger, tokens, readiness] = await Promise.all([
    messages.ledger(),
    usage.tokensOf(new Date().toISOString().slice(0, 10)),
    system.readiness(),
  ]);
  const actors = system.actors();
  return {
    here: system.machines !== null,
    trouble: readiness.reasons,
    work: workOf(system.machines?.supervisor() ?? null),
    llm: { ...llmWord(system.llm()), ...tokensOf(tokens, valueOf(settings, 'LLM_DAILY_TOKENS')) },
    mailboxes: ledger.map((entry) =>
      mailboxOf(entry, {
        now: system.machines?.mailbox(entry) ?? null,
        here: system.machines !== null,
        actors,
        atOnce: Number(valueOf(settings, 'IMAP_BACKFILL_LIMIT') ?? defaultAtOnce),
      }),
    ),
  };
}

/** As in `IMAP_BACKFILL_LIMIT`. */
const defaultAtOnce = 500;

function valueOf(settings: HttpDeps['settings'], name: string): string | null {
  return settings.find((setting) => setting.name === name)?.value ?? null;
}

/** @param state the supervisor's; null: it runs in another process */
function workOf(state: string | null) {
  if (state === null) return null;
  const paused = state === 'paused' || state === 'pausing';
  const ends = ['draining', 'releasing', 'stopped', 'failed'].includes(state);
  return {
    ...workWord(state),
    order: ends
      ? null
      : { value: paused ? 'resume' : 'pause', label: paused ? 'Resume work' : 'Pause work' },
  };
}

function tokensOf(tokens: number, budget: string | null) {
  const used = `${wholeText(tokens)} tokens today (UTC)`;
  if (budget === null) return { tokens: used, share: null };
  const percent = Math.min(100, Math.round((tokens / Number(budget)) * 100));
  return { tokens: `${used} of ${countText(Number(budget))}`, share: percent };
}

interface Surroundings {
  /** What the folder's machine does; null: none in this process. */
  now: string | null;
  here: boolean;
  actors: ActorInfo[];
  atOnce: number;
}

function mailboxOf(entry: LedgerEntry, { now, here, actors, atOnce }: Surroundings) {
  const { id, account, mailbox, left, gaps, counts } = entry;
  const state = innermost(now ?? entry.state);
  const isFile = now === null && state === 'imported';
  return {
    id,
    account,
    mailbox,
    word: mailboxWord(state),
    stale: entry.state === 'stale' && state !== 'stale' ? mailboxWord('stale') : null,
    next: mailboxNext(state),
    since: sinceOf(entry, state, actors),
    lastSyncAt: entry.lastSyncAt,
    reconciledAt: entry.reconciledAt,
    uidValidity: isFile ? null : entry.uidValidity,
    proof: isFile ? null : proofOf(entry),
    gaps: gaps.toSorted((a, b) => a.uid - b.uid),
    counts: stages.flatMap((stage) => {
      const n = counts[stage] ?? 0;
      return n > 0 ? [{ stage, n: wholeText(n), ...stageWord(stage) }] : [];
    }),
    orders: now === null ? [] : ordersIn(state),
    unwatched: here && now === null && !isFile,
    older: left > 0 ? olderOf(left, atOnce, now !== null) : null,
  };
}

function sinceOf({ account, mailbox }: LedgerEntry, state: string, actors: ActorInfo[]) {
  const actor = actors.find(
    ({ machine, subject }) => machine === 'mailbox' && subject === `${account}/${mailbox}`,
  );
  return actor && innermost(actor.state) === state ? actor.since : null;
}

function proofOf({ startUid, cursor, counts, gaps }: LedgerEntry): string {
  if (cursor < startUid) return `No mail since UID ${startUid}`;
  const rows = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const range = `UID ${startUid} to ${cursor}`;
  const known = `${wholeText(rows)} ${rows === 1 ? 'message' : 'messages'}`;
  return gaps.length > 0 ? `${range}: not whole` : `${range}: each has its row (${known})`;
}

type Order = { value: 'retry' | 'pause' | 'resume'; label: string };

function ordersIn(state: string): Order[] {
  if (state === 'stopped') return [];
  if (state === 'paused' || state === 'pausing') return [{ value: 'resume', label: 'Resume' }];
  const pause: Order = { value: 'pause', label: 'Pause' };
  const waits = ['backingOff', 'throttled', 'refused'].includes(state);
  return waits ? [{ value: 'retry', label: 'Try now' }, pause] : [pause];
}

function olderOf(left: number, atOnce: number, canTake: boolean) {
  const many = left === 1 ? '1 older message was' : `${wholeText(left)} older messages were`;
  return {
    text: `${many} left alone when this folder was first opened.`,
    label: left <= atOnce ? 'Take them all' : `Take the newest ${wholeText(atOnce)} of them`,
    canTake: canTake && atOnce > 0,
  };
}
