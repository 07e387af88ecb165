import { mailbox, mailboxContext, onFolder } from './mailbox-setup.ts';

export type { MailboxInput } from './mailbox-setup.ts';

/** Storage that fails is waited out on the connection that stands; all else costs the connection. */
const onStorageError = {
  guard: 'storage failed',
  target: '#mailbox.connected.stalled',
  actions: 'note failure',
} as const;
const onError = [
  onStorageError,
  { target: '#mailbox.disconnecting', actions: 'note failure' },
] as const;

/**
 * One watched folder: connect, take in what is there, watch, and come back after every loss. It
 * only ever moves mail into the ledger; what becomes of it there is not its business.
 */
export const mailboxMachine = mailbox.createMachine({
  id: 'mailbox',
  context: mailboxContext,
  entry: 'start watchdog',
  initial: 'connecting',
  on: {
    'mailbox.pause': '.pausing',
    // Whatever the folder is at: it is seen to when there is nothing newer to do.
    'mailbox.takeOlder': { actions: 'note wish for older mail' },
  },
  states: {
    connecting: {
      invoke: {
        src: 'connect',
        input: onFolder,
        onDone: { target: 'connected', actions: 'forget failure' },
        onError: { target: 'disconnecting', actions: 'note failure' },
      },
    },

    connected: {
      initial: 'catchingUp',
      entry: 'note answers due',
      invoke: {
        src: 'listen',
        input: onFolder,
        onError: { target: 'disconnecting', actions: 'note failure' },
      },
      after: { stable: { actions: 'forget attempts' } },
      on: {
        'mail.arrived': { actions: 'note announcement' },
        'mailbox.reconcile': { actions: 'note reconciliation due' },
        'mailbox.checkAnswered': { actions: 'note answers due' },
        'mailbox.dropped': { target: 'disconnecting', actions: 'note failure' },
      },
      states: {
        catchingUp: {
          description:
            'After each connection, and hourly, the ledger is held against all there is.',
          invoke: {
            src: 'discover',
            input: ({ context }) => ({ ref: context.ref, reconcile: true }),
            onDone: [
              { guard: 'was renumbered', target: 'remapping' },
              { target: 'fetching', actions: ['note round trip', 'note reconciliation'] },
            ],
            onError,
          },
        },
        discovering: {
          description: 'A row for each UID above the cursor.',
          entry: 'forget announcement',
          invoke: {
            src: 'discover',
            input: ({ context }) => ({ ref: context.ref, reconcile: false }),
            onDone: [
              { guard: 'was renumbered', target: 'remapping' },
              { target: 'fetching', actions: 'note round trip' },
            ],
            onError,
          },
        },
        remapping: {
          description: 'Another UIDVALIDITY: known mail gets its new numbers, unknown mail is new.',
          invoke: {
            src: 'remap',
            input: onFolder,
            onDone: { target: 'catchingUp', actions: 'note round trip' },
            onError,
          },
        },
        fetching: {
          description: 'Sources and jobs of discovered mail into the table, a few batches a time.',
          invoke: {
            src: 'fetch',
            input: ({ context: { ref, backlogLimit } }) => ({ ref, backlogLimit }),
            onDone: [
              { guard: 'backlog is deep', target: 'heldBack', actions: 'tell the supervisor' },
              {
                guard: 'there is more',
                target: 'fetching',
                reenter: true,
                actions: ['note round trip', 'tell the supervisor'],
              },
              { guard: 'marks mail', target: 'marking', actions: 'tell the supervisor' },
              { target: 'watching', actions: 'tell the supervisor' },
            ],
            onError,
          },
        },
        marking: {
          description: 'Done mail gets its mark in the mailbox.',
          invoke: {
            src: 'mark',
            input: onFolder,
            onDone: [
              { guard: 'mark was refused', target: 'watching', actions: 'give up marking' },
              { target: 'watching' },
            ],
            onError,
          },
        },
        watching: {
          description: 'The server pushes what arrives; the poll is there for what it does not.',
          always: [
            { guard: 'reconciliation is due', target: 'catchingUp' },
            { guard: 'mail was announced', target: 'discovering' },
            { guard: 'older mail is wanted', target: 'takingOlder' },
            { guard: 'answers are due', target: 'checkingAnswered' },
          ],
          // New mail goes first, so that no look for answers ever puts off the poll.
          on: { 'mailbox.checkAnswered': { target: 'discovering', actions: 'note answers due' } },
          after: { poll: 'discovering' },
        },
        checkingAnswered: {
          description:
            'Drafts whose mail was answered elsewhere are superseded; no mail waits for that.',
          exit: 'note look for answers',
          invoke: {
            src: 'answered',
            input: onFolder,
            onDone: 'watching',
            onError: [onStorageError, { target: 'watching', actions: 'note failure' }],
          },
          on: { 'mail.arrived': 'discovering' },
          after: { poll: 'discovering' },
        },
        takingOlder: {
          description: 'A row for each of the newest UIDs that the first start left alone.',
          invoke: {
            src: 'takeOlder',
            input: onFolder,
            onDone: [
              { guard: 'was renumbered', target: 'remapping' },
              { target: 'fetching', actions: ['note round trip', 'forget wish for older mail'] },
            ],
            onError,
          },
        },
        heldBack: {
          description: 'Too much waits to be worked: mail is discovered, but not fetched yet.',
          after: { 'backlog look': 'discovering' },
        },
        stalled: {
          description:
            'The database cannot be written: the cursor stays, and so does the connection.',
          after: { 'store retry': 'catchingUp' },
        },
      },
    },

    disconnecting: {
      entry: 'count attempt',
      invoke: { src: 'disconnect', input: onFolder, onDone: 'sorting', onError: 'sorting' },
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

    pausing: {
      entry: 'rest watchdog',
      invoke: { src: 'disconnect', input: onFolder, onDone: 'paused', onError: 'paused' },
      on: { 'mailbox.pause': {} },
    },
    paused: {
      description: 'By a person: nothing is asked of the mail server.',
      on: {
        'mailbox.pause': {},
        'mailbox.resume': { target: 'connecting', actions: ['wake watchdog', 'forget failure'] },
      },
    },
  },
});
