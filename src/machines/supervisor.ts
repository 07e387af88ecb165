import { claimInput, redraftInput, supervisor } from './supervisor-setup.ts';

export type { SupervisorInput } from './supervisor-setup.ts';

/**
 * The root of the actor system: starts the mailboxes and the LLM gate, claims jobs from the table
 * and runs each as an email machine on a slot, restarts mailboxes, delivery and dispatch where they
 * fail, and drains at the end. A pause leaves the dispatch running: what goes out, a person asked for.
 */
export const supervisorMachine = supervisor.createMachine({
  id: 'supervisor',
  context: ({ input, spawn }) => ({
    ...input,
    gate: spawn('llmGate', { id: 'llm-gate', input: input.llm }),
    slots: {},
    unfinished: [],
    woken: false,
    dispatching: false,
    pausing: false,
    nextDueMs: null,
    restarts: [],
  }),
  initial: 'running',
  on: {
    'xstate.done.actor.*': [
      { guard: 'is a message', actions: 'free slot' },
      { guard: 'is the dispatch', actions: 'end dispatch' },
    ],
    'xstate.error.actor.*': [
      // A defect in one message's machine: its lease ends by itself, the others do not notice.
      { guard: 'is a message', actions: 'free slot' },
      { guard: 'is the dispatch at its end', actions: 'end dispatch' },
      { guard: 'may be restarted', actions: 'restart child' },
      { target: '.failed' },
    ],
    'mail.discovered': { actions: 'wake' },
    'supervisor.wake': { actions: ['wake', 'wake dispatch', 'wake webhooks'] },
  },
  states: {
    running: {
      type: 'parallel',
      entry: 'start mailboxes',
      states: {
        work: {
          initial: 'recovering',
          on: { 'supervisor.drain': '.draining' },
          states: {
            recovering: {
              description: 'Voids the leases that a dead process left; failing that, they expire.',
              // Not before: the oldest draft may be among those that were leased.
              exit: ['start delivery', 'start dispatch', 'start webhooks'],
              invoke: {
                src: 'recover',
                onDone: [{ guard: 'is pausing', target: 'paused' }, { target: 'pumping' }],
                onError: [{ guard: 'is pausing', target: 'paused' }, { target: 'stalled' }],
              },
              on: {
                'supervisor.pause': { actions: 'note pause' },
                'supervisor.resume': { actions: 'forget pause' },
              },
            },
            pumping: {
              description: 'Claims as many messages as slots are free.',
              entry: 'forget wake-ups',
              invoke: {
                src: 'claim',
                input: claimInput,
                onDone: [
                  {
                    guard: 'is pausing',
                    target: 'paused',
                    actions: { type: 'start emails', params: ({ event }) => event.output },
                  },
                  {
                    target: 'waiting',
                    actions: { type: 'start emails', params: ({ event }) => event.output },
                  },
                ],
                onError: [{ guard: 'is pausing', target: 'paused' }, { target: 'stalled' }],
              },
              on: {
                'supervisor.pause': { actions: 'note pause' },
                'supervisor.resume': { actions: 'forget pause' },
              },
            },
            waiting: {
              description: 'All slots are busy, or nothing is due.',
              always: { guard: 'there is work', target: 'pumping' },
              after: { 'next due': { guard: 'a slot is free', target: 'pumping' } },
              on: { 'supervisor.pause': 'paused' },
            },
            paused: {
              description: 'Nothing is claimed; messages in work go on to their end.',
              entry: 'forget pause',
              on: { 'supervisor.resume': { target: 'waiting', actions: 'wake' } },
            },
            stalled: {
              description: 'The database cannot be written: no message is taken meanwhile.',
              after: { 'store retry': 'pumping' },
              on: { 'supervisor.pause': 'paused' },
            },
            draining: {
              description:
                'Intake has ended; each message in work stops after its next commit, and a reply on its way arrives.',
              entry: [
                'stop mailboxes',
                'stop delivery',
                'stop webhooks',
                'ask dispatch to stop',
                'ask for release',
              ],
              always: { guard: 'nothing is in work', target: '#supervisor.releasing' },
              after: {
                drain: {
                  target: '#supervisor.releasing',
                  actions: ['stop emails', 'end dispatch'],
                },
              },
              // Asked twice, it does not start anew.
              on: { 'supervisor.drain': {} },
            },
          },
        },
        leases: {
          initial: 'holding',
          states: {
            holding: { after: { renewal: 'renewing' } },
            renewing: {
              description: 'Extends the leases of the messages in work, while draining as well.',
              invoke: {
                src: 'renew',
                input: ({ context }) => ({ leases: Object.values(context.slots) }),
                onDone: 'holding',
                onError: 'holding',
              },
            },
          },
        },
        redrafts: {
          initial: 'resting',
          states: {
            resting: {
              after: {
                'redraft look': [
                  { guard: 'the LLM may answer', target: 'looking' },
                  { target: 'resting', reenter: true },
                ],
              },
            },
            looking: {
              description: 'What a stand-in drafted while the LLM was away goes back to work.',
              invoke: {
                src: 'redraft',
                input: redraftInput,
                onDone: [
                  { guard: 'some were put back', target: 'resting', actions: 'wake' },
                  { target: 'resting' },
                ],
                onError: 'resting',
              },
            },
          },
        },
        upkeep: {
          initial: 'settled',
          states: {
            settled: { after: { 'first sweep': 'sweeping' } },
            sweeping: {
              description:
                'Drops the sources and the log of webhooks that are old enough, bit by bit.',
              invoke: { src: 'sweep', onDone: 'swept', onError: 'settled' },
            },
            swept: { after: { 'next sweep': 'sweeping' } },
          },
        },
      },
    },
    releasing: {
      description: 'Gives unfinished work back, to be claimed at once by whoever comes next.',
      invoke: {
        src: 'release',
        input: ({ context }) => ({ leases: context.unfinished }),
        onDone: 'stopped',
        onError: 'stopped',
      },
      after: { 'release deadline': 'stopped' },
    },
    stopped: { type: 'final', description: 'The process may end.' },
    failed: {
      type: 'final',
      description: 'Children failed too often: the process ends with an error.',
      entry: ['stop mailboxes', 'stop emails'],
    },
  },
});
