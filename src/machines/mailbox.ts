import { assign, fromCallback, sendParent, setup } from 'xstate';
import { backoff } from '../domain/backoff.ts';
import type { Failure } from '../domain/failure.ts';
import type { MailboxRef } from '../ports.ts';
import { failureOf, unprovided } from './actor.ts';

export interface MailboxInput {
  ref: MailboxRef;
  pollMs: number;
}

interface MailboxContext extends MailboxInput {
  /** Failed connections since the last one that proved stable. */
  attempts: number;
  /** New mail was announced while an earlier one was being taken in. */
  announced: boolean;
  failure: Failure | null;
}

export type MailboxEvent =
  | { type: 'mail.arrived' }
  | { type: 'mailbox.dropped'; failure: Failure }
  | { type: 'mailbox.retry' };

export interface FetchOutput {
  fetched: number;
  more: boolean;
}

/**
 * One watched folder: connect, take in what is there, watch, and come back after every loss. It
 * only ever moves mail into the ledger; what becomes of it there is not its business.
 */
export const mailboxMachine = setup({
  types: {
    context: {} as MailboxContext,
    events: {} as MailboxEvent,
    input: {} as MailboxInput,
  },
  actors: {
    connect: unprovided<void, { ref: MailboxRef }>(),
    discover: unprovided<void, { ref: MailboxRef; reconcile: boolean }>(),
    fetch: unprovided<FetchOutput, { ref: MailboxRef }>(),
    disconnect: unprovided<void, { ref: MailboxRef }>(),
    listen: fromCallback<MailboxEvent, { ref: MailboxRef }>(() => undefined),
  },
  guards: {
    'mail was announced': ({ context }) => context.announced,
    'there is more': ({ event }) => (event as { output?: FetchOutput }).output?.more === true,
    'was refused': ({ context }) => context.failure?.code === 'imap.refused',
    'was throttled': ({ context }) => context.failure?.code === 'imap.throttled',
  },
  actions: {
    'tell the supervisor': sendParent({ type: 'mail.discovered' }),
    'forget failure': assign({ failure: null }),
    'note failure': assign({ failure: ({ event }) => failureOf(event) }),
    'note announcement': assign({ announced: true }),
    'forget announcement': assign({ announced: false }),
    'forget attempts': assign({ attempts: 0 }),
    'count attempt': assign({ attempts: ({ context }) => context.attempts + 1 }),
  },
  delays: {
    poll: ({ context }) => context.pollMs,
    stable: 60_000,
    backoff: ({ context }) => backoff(context.attempts - 1, Math.random()),
    throttle: ({ context }) =>
      context.failure?.retryAfterMs ?? 60_000 + backoff(context.attempts - 1, Math.random()),
    'rare retry': 30 * 60_000,
  },
}).createMachine({
  id: 'mailbox',
  context: ({ input }) => ({ ...input, attempts: 0, announced: false, failure: null }),
  initial: 'connecting',
  states: {
    connecting: {
      invoke: {
        src: 'connect',
        input: ({ context }) => ({ ref: context.ref }),
        onDone: { target: 'connected', actions: 'forget failure' },
        onError: { target: 'disconnecting', actions: 'note failure' },
      },
    },

    connected: {
      initial: 'catchingUp',
      invoke: {
        src: 'listen',
        input: ({ context }) => ({ ref: context.ref }),
        onError: { target: 'disconnecting', actions: 'note failure' },
      },
      after: { stable: { actions: 'forget attempts' } },
      on: {
        'mail.arrived': { actions: 'note announcement' },
        'mailbox.dropped': { target: 'disconnecting', actions: 'note failure' },
      },
      states: {
        catchingUp: {
          description: 'After each connection the ledger is held against all the server has.',
          invoke: {
            src: 'discover',
            input: ({ context }) => ({ ref: context.ref, reconcile: true }),
            onDone: 'fetching',
            onError: { target: '#mailbox.disconnecting', actions: 'note failure' },
          },
        },
        discovering: {
          description: 'A row for each UID above the cursor.',
          entry: 'forget announcement',
          invoke: {
            src: 'discover',
            input: ({ context }) => ({ ref: context.ref, reconcile: false }),
            onDone: 'fetching',
            onError: { target: '#mailbox.disconnecting', actions: 'note failure' },
          },
        },
        fetching: {
          description: 'Sources and jobs of discovered mail into the table, a batch a time.',
          invoke: {
            src: 'fetch',
            input: ({ context }) => ({ ref: context.ref }),
            onDone: [
              {
                guard: 'there is more',
                target: 'fetching',
                reenter: true,
                actions: 'tell the supervisor',
              },
              { target: 'watching', actions: 'tell the supervisor' },
            ],
            onError: { target: '#mailbox.disconnecting', actions: 'note failure' },
          },
        },
        watching: {
          description: 'The server pushes what arrives; the poll is there for what it does not.',
          always: { guard: 'mail was announced', target: 'discovering' },
          after: { poll: 'discovering' },
        },
      },
    },

    disconnecting: {
      entry: 'count attempt',
      invoke: {
        src: 'disconnect',
        input: ({ context }) => ({ ref: context.ref }),
        onDone: 'sorting',
        onError: 'sorting',
      },
    },
    sorting: {
      always: [
        { guard: 'was refused', target: 'refused' },
        { guard: 'was throttled', target: 'throttled' },
        { target: 'backingOff' },
      ],
    },
    backingOff: {
      description: 'Twice as long after each failed connection, from 1 s to 5 min.',
      after: { backoff: 'connecting' },
      on: { 'mailbox.retry': 'connecting' },
    },
    throttled: {
      description: 'As long as the server asks, or a minute and the backoff.',
      after: { throttle: 'connecting' },
      on: { 'mailbox.retry': 'connecting' },
    },
    refused: {
      description: 'A wrong password does not get right by being tried: providers lock accounts.',
      after: { 'rare retry': 'connecting' },
      on: { 'mailbox.retry': 'connecting' },
    },
  },
});
