import { assign, setup } from 'xstate';
import { Failure } from '../domain/failure.ts';
import { outcomeOfTry } from '../domain/outgoing.ts';
import type { Dispatch, OutgoingMove } from '../ports.ts';
import { failureOf, unprovided } from './actor.ts';

/** Providers that file a copy in Sent themselves have done so by then; one that is there is found. */
const filingMs = 2_000;

interface DispatchContext {
  dispatch: Dispatch | null;
  /** How it goes on, from the moment that this is known until it is committed. */
  move: OutgoingMove | null;
  /** What is in work is finished, and nothing is claimed any more. */
  stopping: boolean;
}

type DispatchEvent =
  | { type: 'outgoing.queued' }
  /** Of the supervisor, before the process ends. */
  | { type: 'dispatch.stop' };

/** The claimed one; only states behind `claiming` ask for it. */
export function current({ dispatch }: DispatchContext): Dispatch {
  if (!dispatch) throw new Error('nothing was claimed');
  return dispatch;
}

/** What `move` is asked to commit. */
export const moveInput = ({ context }: { context: DispatchContext }) => {
  if (!context.move) throw new Error('there is nothing to commit');
  return { dispatch: current(context), move: context.move };
};

function moveAfter(dispatch: Dispatch, failure: Failure): OutgoingMove {
  const outcome = outcomeOfTry(dispatch.outgoing, failure, Math.random());
  if (outcome.to !== 'done') return { ...outcome, failure };
  return { to: 'done', folder: null, note: `${failure.code}: ${failure.message}` };
}

/** The vocabulary of the dispatch; `dispatch.ts` is its diagram. */
export const dispatch = setup({
  types: {
    context: {} as DispatchContext,
    events: {} as DispatchEvent,
  },
  actors: {
    claim: unprovided<Dispatch | null, void>(),
    place: unprovided<string, Dispatch>(),
    transmit: unprovided<void, Dispatch>(),
    move: unprovided<Dispatch, { dispatch: Dispatch; move: OutgoingMove }>(),
  },
  guards: {
    'got one': ({ event }) => 'output' in event && event['output'] !== null,
    'is a save': ({ context }) => current(context).outgoing.kind === 'save',
    'is to be sent': ({ context }) => current(context).outgoing.state === 'queued',
    'was under way': ({ context }) => current(context).outgoing.state === 'transmitting',
    'is stopping': ({ context }) => context.stopping,
    'is fenced': ({ event }) => failureOf(event).code === 'store.fenced',
    'store is away': ({ event }) => failureOf(event).code === 'store.unavailable',
  },
  actions: {
    'note stop': assign({ stopping: true }),
    'keep row': assign((_, dispatch: Dispatch | null) => ({ dispatch })),
    begin: assign({ move: { to: 'transmitting' } }),
    'note transmission': assign({ move: { to: 'copying', afterMs: filingMs } }),
    'note folder': assign((_, folder: string) => ({ move: { to: 'done' as const, folder } })),
    decide: assign({
      move: ({ context, event }) => moveAfter(current(context), failureOf(event)),
    }),
    'decide on delay': assign({
      move: ({ context }) => {
        const failure = new Failure('imap.dropped', 'the mail server took too long');
        return moveAfter(current(context), failure);
      },
    }),
    'decide on silence': assign({
      move: ({ context }) => {
        const failure = new Failure('smtp.unknown', 'the mail server did not answer in time');
        return moveAfter(current(context), failure);
      },
    }),
    'give up': assign({
      move: {
        to: 'unknown',
        failure: new Failure('smtp.unknown', 'the process ended while it was transmitted'),
      },
    }),
  },
  delays: {
    poll: 5_000,
    'store retry': 1_000,
    'place deadline': 60_000,
    /** Within the five minutes of the lease, which `transmitting` begins anew. */
    'transmission deadline': 240_000,
  },
});
