import { setup } from 'xstate';
import type { MailboxRef } from '../ports.ts';

export interface WatchdogInput {
  ref: MailboxRef;
  /** Without a word for so long, the folder is stale. */
  staleMs: number;
}

type WatchdogEvent =
  | { type: 'mailbox.synced' }
  | { type: 'mailbox.paused' }
  | { type: 'mailbox.resumed' };

/**
 * Watches one mailbox machine: whatever state that is in, and whatever the reason, a folder that has
 * not been looked at for too long is stale, which is an alarm.
 */
export const watchdogMachine = setup({
  types: {
    context: {} as WatchdogInput,
    events: {} as WatchdogEvent,
    input: {} as WatchdogInput,
  },
  delays: {
    silence: ({ context }) => context.staleMs,
  },
}).createMachine({
  id: 'watchdog',
  context: ({ input }) => input,
  initial: 'fresh',
  on: { 'mailbox.paused': '.resting' },
  states: {
    fresh: {
      description: 'The last successful round trip is not long ago.',
      on: { 'mailbox.synced': { target: 'fresh', reenter: true } },
      after: { silence: 'stale' },
    },
    stale: {
      description: 'An alarm: in the ledger, at /readyz and in the log.',
      on: { 'mailbox.synced': 'fresh' },
    },
    resting: {
      description: 'A person has paused the folder.',
      on: { 'mailbox.resumed': 'fresh' },
    },
  },
});
