import { assign, setup } from 'xstate';
import { backoff } from '../domain/backoff.ts';
import type { NewDraft } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import type { Message } from '../domain/message.ts';
import type { Delivery, Lease, Settlement } from '../ports.ts';
import { failureOf, unprovided } from './actor.ts';

interface DeliveryContext {
  delivery: Delivery | null;
  /** Failed tries since the API last took something. */
  attempts: number;
  failure: Failure | null;
  /** `performance.now()` when the delivery in work was claimed. */
  since: number;
}

/** The claimed delivery; only states behind `claiming` ask for it. */
function current({ delivery }: DeliveryContext): Delivery {
  if (!delivery) throw new Error('no delivery was claimed');
  return delivery;
}

/**
 * Brings finished drafts to the REST API of another process, one at a time and oldest first. While
 * the API is away everything waits in the table; what it refuses as invalid is set aside with the
 * answer, and the next one goes on.
 */
export const deliveryMachine = setup({
  types: {
    context: {} as DeliveryContext,
    events: {} as { type: 'delivery.queued' },
  },
  actors: {
    claim: unprovided<Delivery | null, void>(),
    deliver: unprovided<void, NewDraft>(),
    commit: unprovided<void, { lease: Lease; message: Message; ms: number }>(),
    settle: unprovided<Message, { lease: Lease; message: Message; settlement: Settlement }>(),
  },
  guards: {
    'got one': ({ event }) => 'output' in event && event['output'] !== null,
    'was refused': ({ event }) => failureOf(event).code === 'api.rejected',
    'is fenced': ({ event }) => failureOf(event).code === 'store.fenced',
  },
  actions: {
    'note failure': assign({ failure: ({ event }) => failureOf(event) }),
    'count attempt': assign({ attempts: ({ context }) => context.attempts + 1 }),
    'forget attempts': assign({ attempts: 0, failure: null }),
  },
  delays: {
    poll: 5_000,
    'store retry': 1_000,
    backoff: ({ context }) =>
      context.failure?.retryAfterMs ??
      backoff(context.attempts - 1, Math.random(), { minMs: 1_000, maxMs: 60_000 }),
  },
}).createMachine({
  id: 'delivery',
  context: { delivery: null, attempts: 0, failure: null, since: 0 },
  initial: 'claiming',
  states: {
    claiming: {
      description: 'Takes the oldest message that is queued.',
      invoke: {
        src: 'claim',
        onDone: [
          {
            guard: 'got one',
            target: 'delivering',
            actions: assign({
              delivery: ({ event }) => event.output,
              since: () => performance.now(),
            }),
          },
          { target: 'resting' },
        ],
        onError: 'stalled',
      },
    },
    resting: {
      description: 'Nothing is queued.',
      on: { 'delivery.queued': 'claiming' },
      after: { poll: 'claiming' },
    },
    stalled: {
      description: 'The database does not answer.',
      after: { 'store retry': 'claiming' },
    },
    delivering: {
      description: 'Posts the draft; the API takes it once, however often it is posted.',
      invoke: {
        src: 'deliver',
        input: ({ context }) => current(context).draft,
        onDone: { target: 'committing', actions: 'forget attempts' },
        onError: [
          { guard: 'was refused', target: 'settling', actions: 'note failure' },
          { target: 'backingOff', actions: ['note failure', 'count attempt'] },
        ],
      },
    },
    backingOff: {
      description: 'The API is away. Then the oldest is tried, which may be another by now.',
      after: { backoff: 'claiming' },
    },
    committing: {
      description: 'The API has it: the message is done.',
      invoke: {
        src: 'commit',
        input: ({ context }) => {
          const { lease, message } = current(context);
          return { lease, message, ms: performance.now() - context.since };
        },
        onDone: 'claiming',
        onError: [{ guard: 'is fenced', target: 'claiming' }, { target: 'recommitting' }],
      },
    },
    recommitting: { after: { 'store retry': 'committing' } },
    settling: {
      description: 'The API refused it as invalid: it is set aside with the answer.',
      invoke: {
        src: 'settle',
        input: ({ context }) => {
          const { lease, message } = current(context);
          const failure = failureOf({ type: 'refused', failure: context.failure });
          const ms = performance.now() - context.since;
          return { lease, message, settlement: { kind: 'quarantine', failure, ms } };
        },
        onDone: { target: 'claiming', actions: 'forget attempts' },
        onError: [{ guard: 'is fenced', target: 'claiming' }, { target: 'resettling' }],
      },
    },
    resettling: { after: { 'store retry': 'settling' } },
  },
});
