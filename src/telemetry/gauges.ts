/** What is read at the moment of a scrape: short tables, and the memory of the machines. */
import { stages } from '../domain/message.ts';
import type {
  LedgerEntry,
  MailboxRef,
  MessageStore,
  OperationsStore,
  SystemControl,
} from '../ports.ts';
import type { Metrics } from './registry.ts';

export interface Gauged {
  messages: Pick<MessageStore, 'ledger'>;
  operations: Pick<OperationsStore, 'jobs' | 'outgoing'>;
  system: Pick<SystemControl, 'machines' | 'llm' | 'readiness'>;
  /** The folders that this process watches. */
  watched(): MailboxRef[];
  /** null: no limit. */
  tokensLeft(): number | null;
  build: { version: string; node: string; role: string };
}

export function readGauges(metrics: Metrics, parts: Gauged): void {
  metrics.set('build_info', parts.build, 1);
  metrics.onScrape(() => readLedger(metrics, parts));
  metrics.onScrape(() => readJobs(metrics, parts));
  metrics.onScrape(() => readOutgoing(metrics, parts));
  metrics.onScrape(() => readReadiness(metrics, parts));
  metrics.onScrape(() => readLlm(metrics, parts));
}

const ended = new Set<string>(['done', 'skipped', 'quarantined', 'gone']);

async function readLedger(metrics: Metrics, parts: Gauged): Promise<void> {
  const ledger = await parts.messages.ledger();
  metrics.clear('messages', 'mailbox_last_sync_age_seconds', 'ledger_gaps');
  let backlog = 0;
  for (const { account, mailbox, counts, gaps, lastSyncAt } of ledger) {
    metrics.set('ledger_gaps', { account, mailbox }, gaps.length);
    if (lastSyncAt !== null) {
      const age = Math.max(0, (Date.now() - Date.parse(lastSyncAt)) / 1_000);
      metrics.set('mailbox_last_sync_age_seconds', { account, mailbox }, age);
    }
    for (const stage of stages) {
      const n = counts[stage] ?? 0;
      metrics.add('messages', { account, stage }, n);
      if (!ended.has(stage)) backlog += n;
    }
  }
  metrics.set('backlog', {}, backlog);
  readMailboxes(metrics, parts, ledger);
}

/** What a person acts on; what a folder passes through with every poll is `connected`. */
const mailboxStates = [
  'connecting',
  'connected',
  'backingOff',
  'throttled',
  'refused',
  'stalled',
  'stale',
  'paused',
] as const;
type MailboxState = (typeof mailboxStates)[number];

function readMailboxes(metrics: Metrics, parts: Gauged, ledger: LedgerEntry[]): void {
  metrics.clear('mailbox_state');
  const show = ({ account, mailbox }: MailboxRef, is: MailboxState) => {
    for (const state of mailboxStates) {
      metrics.set('mailbox_state', { account, mailbox, state }, Number(state === is));
    }
  };
  const { machines } = parts.system;
  if (!machines) {
    for (const entry of ledger) show(entry, stateOf(entry.state));
    return;
  }
  for (const ref of parts.watched()) {
    const row = ledger.find(
      ({ account, mailbox }) => account === ref.account && mailbox === ref.mailbox,
    );
    const now = machines.mailbox(ref) ?? row?.state ?? 'connecting';
    show(ref, row?.state === 'stale' ? 'stale' : stateOf(now));
  }
}

/** @param leaf the innermost state of the mailbox machine */
function stateOf(leaf: string): MailboxState {
  if (leaf === 'pausing') return 'paused';
  if (leaf === 'disconnecting' || leaf === 'sorting') return 'backingOff';
  return mailboxStates.find((state) => state === leaf) ?? 'connected';
}

async function readJobs(metrics: Metrics, { operations }: Gauged): Promise<void> {
  const jobs = await operations.jobs();
  metrics.clear('jobs', 'jobs_oldest_due_age_seconds');
  for (const { kind, due, waiting, held, oldestDueMs } of jobs) {
    metrics.set('jobs', { kind, state: 'due' }, due);
    metrics.set('jobs', { kind, state: 'waiting' }, waiting);
    metrics.set('jobs', { kind, state: 'held' }, held);
    metrics.set('jobs_oldest_due_age_seconds', { kind }, oldestDueMs / 1_000);
  }
}

async function readOutgoing(metrics: Metrics, { operations }: Gauged): Promise<void> {
  const outgoing = await operations.outgoing();
  metrics.clear('outgoing');
  for (const [state, n] of Object.entries(outgoing)) metrics.set('outgoing', { state }, n);
}

async function readReadiness(metrics: Metrics, { system }: Gauged): Promise<void> {
  const { ready, reasons } = await system.readiness();
  const is = ready ? (reasons.length > 0 ? 'degraded' : 'ready') : 'unready';
  for (const status of ['ready', 'degraded', 'unready']) {
    metrics.set('ready', { status }, Number(status === is));
  }
}

const gateStates = ['absent', 'closed', 'open', 'halfOpen', 'exhausted', 'elsewhere'];

function readLlm(metrics: Metrics, { system, tokensLeft }: Gauged): void {
  const is = system.llm();
  for (const state of gateStates) metrics.set('llm_gate', { state }, Number(state === is));
  metrics.clear('llm_tokens_left');
  const left = tokensLeft();
  if (left !== null) metrics.set('llm_tokens_left', {}, left);
}
