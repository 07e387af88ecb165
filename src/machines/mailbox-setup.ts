import {
  type AnyEventObject,
  assign,
  enqueueActions,
  fromCallback,
  sendParent,
  sendTo,
  setup,
  spawnChild,
} from 'xstate';
import { backoff } from '../domain/backoff.ts';
import type { Failure } from '../domain/failure.ts';
import type { MailboxRef } from '../ports.ts';
import { failureOf, unprovided } from './actor.ts';
import { watchdogMachine } from './watchdog.ts';

export interface MailboxInput {
  ref: MailboxRef;
  pollMs: number;
  /** Between two comparisons of the ledger with all that the server has; default an hour. */
  reconcileMs?: number;
  /** Between two looks for mail that was answered in a mail client; default 2 minutes. */
  answeredMs?: number;
  /** So many messages waiting to be worked, and no more are fetched; default 2,000. */
  backlogLimit?: number;
  /** Done messages get their mark in the mailbox; default false. */
  marks?: boolean;
  /** Without a successful round trip for so long, the folder is stale; default 3 polls or 3 minutes. */
  staleMs?: number;
}

interface MailboxContext extends Required<MailboxInput> {
  /** Failed connections since the last one that proved stable. */
  attempts: number;
  /** New mail was announced while an earlier one was being taken in. */
  announced: boolean;
  reconciliationDue: boolean;
  answersDue: boolean;
  /** A person asked for mail that the first start left alone; kept until it is taken in. */
  olderWanted: boolean;
  failure: Failure | null;
}

export type MailboxEvent =
  | { type: 'mail.arrived' }
  | { type: 'mailbox.dropped'; failure: Failure }
  | { type: 'mailbox.reconcile' }
  | { type: 'mailbox.checkAnswered' }
  | { type: 'mailbox.takeOlder' }
  | { type: 'mailbox.retry' }
  | { type: 'mailbox.pause' }
  | { type: 'mailbox.resume' };

export interface DiscoverOutput {
  /** The folder has another UIDVALIDITY than the ledger: nothing was taken in. */
  renumbered: boolean;
}

export interface FetchOutput {
  fetched: number;
  more: boolean;
  /** Nothing was fetched, for too much waits to be worked. */
  heldBack: boolean;
}

export interface MarkOutput {
  /** The server does not keep the mark. */
  refused: boolean;
}

const minute = 60_000;
/** A half-open link is noticed by the poll: whatever is configured, within three minutes. */
const longestPollMs = 2 * minute;
/** Timers hold no more than 24 days, and fire at once beyond. */
const longestPauseMs = 24 * 60 * minute;

export function mailboxContext({ input }: { input: MailboxInput }): MailboxContext {
  return {
    reconcileMs: 60 * minute,
    answeredMs: 2 * minute,
    backlogLimit: 2_000,
    marks: false,
    staleMs: Math.max(3 * input.pollMs, 3 * minute),
    ...input,
    attempts: 0,
    announced: false,
    reconciliationDue: false,
    answersDue: false,
    olderWanted: false,
    failure: null,
  };
}

/** What every actor is told: whose hands it has on which folder. */
export const onFolder = ({ context }: { context: MailboxContext }) => ({ ref: context.ref });

function pauseOf({ failure, attempts }: MailboxContext): number {
  const asked = failure?.retryAfterMs ?? minute + backoff(attempts - 1, Math.random());
  return Math.min(longestPauseMs, Math.max(1_000, asked));
}

const output = <Output>(event: AnyEventObject) => event['output'] as Partial<Output> | undefined;

/** The vocabulary of a mailbox; `mailbox.ts` is its diagram. */
export const mailbox = setup({
  types: {
    context: {} as MailboxContext,
    events: {} as MailboxEvent,
    input: {} as MailboxInput,
  },
  actors: {
    connect: unprovided<void, { ref: MailboxRef }>(),
    discover: unprovided<DiscoverOutput, { ref: MailboxRef; reconcile: boolean }>(),
    remap: unprovided<void, { ref: MailboxRef }>(),
    fetch: unprovided<FetchOutput, { ref: MailboxRef; backlogLimit: number }>(),
    mark: unprovided<MarkOutput, { ref: MailboxRef }>(),
    answered: unprovided<void, { ref: MailboxRef }>(),
    takeOlder: unprovided<DiscoverOutput, { ref: MailboxRef }>(),
    disconnect: unprovided<void, { ref: MailboxRef }>(),
    listen: fromCallback<MailboxEvent, { ref: MailboxRef }>(() => undefined),
    watchdog: watchdogMachine,
  },
  guards: {
    'mail was announced': ({ context }) => context.announced,
    'reconciliation is due': ({ context }) => context.reconciliationDue,
    'answers are due': ({ context }) => context.answersDue,
    'older mail is wanted': ({ context }) => context.olderWanted,
    'was renumbered': ({ event }) => output<DiscoverOutput>(event)?.renumbered === true,
    'there is more': ({ event }) => output<FetchOutput>(event)?.more === true,
    'backlog is deep': ({ event }) => output<FetchOutput>(event)?.heldBack === true,
    'marks mail': ({ context }) => context.marks,
    'mark was refused': ({ event }) => output<MarkOutput>(event)?.refused === true,
    'storage failed': ({ event }) => failureOf(event).code === 'store.unavailable',
    'was refused': ({ context }) => context.failure?.code === 'imap.refused',
    'was throttled': ({ context }) => context.failure?.code === 'imap.throttled',
  },
  actions: {
    'start watchdog': spawnChild('watchdog', {
      id: 'watchdog',
      input: ({ context }) => ({ ref: context.ref, staleMs: context.staleMs }),
    }),
    'tell the supervisor': sendParent({ type: 'mail.discovered' }),
    'note round trip': enqueueActions(({ enqueue }) => {
      enqueue.sendTo('watchdog', { type: 'mailbox.synced' });
      enqueue.assign({ failure: null });
    }),
    'note reconciliation': enqueueActions(({ enqueue }) => {
      enqueue.cancel('reconciliation');
      enqueue.raise(
        { type: 'mailbox.reconcile' },
        { id: 'reconciliation', delay: 'reconciliation' },
      );
      enqueue.assign({ reconciliationDue: false });
    }),
    'note reconciliation due': assign({ reconciliationDue: true }),
    'note answers due': assign({ answersDue: true }),
    'note look for answers': enqueueActions(({ enqueue }) => {
      enqueue.cancel('answers');
      enqueue.raise({ type: 'mailbox.checkAnswered' }, { id: 'answers', delay: 'answers' });
      enqueue.assign({ answersDue: false });
    }),
    'note wish for older mail': assign({ olderWanted: true }),
    'forget wish for older mail': assign({ olderWanted: false }),
    'give up marking': assign({ marks: false }),
    'rest watchdog': sendTo('watchdog', { type: 'mailbox.paused' }),
    'wake watchdog': sendTo('watchdog', { type: 'mailbox.resumed' }),
    'forget failure': assign({ failure: null }),
    'note failure': assign({ failure: ({ event }) => failureOf(event) }),
    'note announcement': assign({ announced: true }),
    'forget announcement': assign({ announced: false }),
    'forget attempts': assign({ attempts: 0 }),
    'count attempt': assign({ attempts: ({ context }) => context.attempts + 1 }),
  },
  delays: {
    poll: ({ context }) => Math.min(context.pollMs, longestPollMs),
    reconciliation: ({ context }) => context.reconcileMs,
    answers: ({ context }) => context.answeredMs,
    'backlog look': 1_000,
    'store retry': 2_000,
    stable: minute,
    backoff: ({ context }) => backoff(context.attempts - 1, Math.random()),
    throttle: ({ context }) => pauseOf(context),
    'rare retry': 30 * minute,
  },
});
