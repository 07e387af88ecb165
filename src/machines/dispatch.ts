import { current, dispatch, moveInput } from './dispatch-setup.ts';

/**
 * Brings replies out of the house, one at a time and the oldest first: into the Drafts folder, or by
 * SMTP to the sender with a copy in Sent. What may have reached its recipient is never sent again: the
 * transmission is committed before its first byte, and one whose end nobody saw is `unknown`. Folders
 * are asked for the Message-ID before anything is put into them, so that these may be tried again.
 */
export const dispatchMachine = dispatch.createMachine({
  id: 'dispatch',
  context: { dispatch: null, move: null, stopping: false },
  initial: 'claiming',
  on: { 'dispatch.stop': { actions: 'note stop' } },
  states: {
    claiming: {
      description: 'Takes the oldest that is due.',
      always: { guard: 'is stopping', target: 'stopped' },
      invoke: {
        src: 'claim',
        onDone: [
          {
            guard: 'got one',
            target: 'routing',
            actions: { type: 'keep row', params: ({ event }) => event.output },
          },
          { target: 'resting' },
        ],
        onError: 'stalled',
      },
    },
    resting: {
      description: 'Nothing is due.',
      always: { guard: 'is stopping', target: 'stopped' },
      on: { 'outgoing.queued': 'claiming' },
      after: { poll: 'claiming' },
    },
    stalled: {
      description: 'The database does not answer.',
      always: { guard: 'is stopping', target: 'stopped' },
      after: { 'store retry': 'claiming' },
    },
    routing: {
      description: 'Goes on where the row says that it stands.',
      always: [
        { guard: 'is a save', target: 'placing' },
        { guard: 'is to be sent', target: 'beginning' },
        // The process that transmitted it is gone, and with it what became of it.
        { guard: 'was under way', target: 'settling', actions: 'give up' },
        { target: 'copying' },
      ],
    },
    placing: {
      description: 'Puts it into Drafts, unless it is there already.',
      invoke: {
        src: 'place',
        input: ({ context }) => current(context),
        onDone: {
          target: 'committing',
          actions: { type: 'note folder', params: ({ event }) => event.output },
        },
        onError: { target: 'settling', actions: 'decide' },
      },
      after: { 'place deadline': { target: 'settling', actions: 'decide on delay' } },
    },
    beginning: {
      description: 'Writes down that it may be on its way, before the first byte of it is.',
      entry: 'begin',
      invoke: {
        src: 'move',
        input: moveInput,
        onDone: {
          target: 'transmitting',
          actions: { type: 'keep row', params: ({ event }) => event.output },
        },
        onError: [{ guard: 'store is away', target: 'rebeginning' }, { target: 'stalled' }],
      },
    },
    rebeginning: {
      always: { guard: 'is stopping', target: 'stopped' },
      after: { 'store retry': 'beginning' },
    },
    transmitting: {
      description: 'Hands it to the SMTP server, once.',
      invoke: {
        src: 'transmit',
        input: ({ context }) => current(context),
        onDone: { target: 'noting', actions: 'note transmission' },
        onError: { target: 'settling', actions: 'decide' },
      },
      after: { 'transmission deadline': { target: 'settling', actions: 'decide on silence' } },
    },
    noting: {
      description: 'The server has taken it: the draft is sent. Tried for as long as it takes.',
      invoke: {
        src: 'move',
        input: moveInput,
        // Its copy is claimed once it is due, so that other letters need not wait meanwhile.
        onDone: 'claiming',
        onError: [{ guard: 'is fenced', target: 'claiming' }, { target: 'renoting' }],
      },
    },
    renoting: { after: { 'store retry': 'noting' } },
    copying: {
      description: 'Puts a copy into Sent, unless there is one.',
      invoke: {
        src: 'place',
        input: ({ context }) => current(context),
        onDone: {
          target: 'committing',
          actions: { type: 'note folder', params: ({ event }) => event.output },
        },
        onError: { target: 'settling', actions: 'decide' },
      },
      after: { 'place deadline': { target: 'settling', actions: 'decide on delay' } },
    },
    committing: {
      description: 'It is where it belongs: that is written down.',
      invoke: {
        src: 'move',
        input: moveInput,
        onDone: 'claiming',
        onError: [{ guard: 'store is away', target: 'recommitting' }, { target: 'stalled' }],
      },
    },
    recommitting: { after: { 'store retry': 'committing' } },
    settling: {
      description: 'A try failed: it waits for another, has failed, or its outcome is unknown.',
      invoke: {
        src: 'move',
        input: moveInput,
        onDone: 'claiming',
        onError: [{ guard: 'store is away', target: 'resettling' }, { target: 'stalled' }],
      },
    },
    resettling: { after: { 'store retry': 'settling' } },
    stopped: { type: 'final', description: 'The process may end.' },
  },
});
