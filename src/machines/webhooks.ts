import { assign, setup } from 'xstate';
import { backoff } from '../domain/backoff.ts';
import type { PostAnswer } from '../domain/webhook.ts';
import type { WebhookClaim } from '../ports.ts';
import { unprovided } from './actor.ts';

/** So many are posted at once, each about something else; to a receiver in trouble only one. */
const atOnce = 8;

interface Tried {
  claim: WebhookClaim;
  answer: PostAnswer;
}

interface WebhookContext {
  claims: WebhookClaim[];
  tried: Tried[];
  /** Rounds since the receiver last took something. */
  failures: number;
}

const isTaken = ({ answer: { status } }: Tried) => status !== null && status >= 200 && status < 300;

/** The longest that any of them was asked to wait. */
const askedMs = ({ tried }: WebhookContext) =>
  Math.max(0, ...tried.map(({ answer }) => answer.retryAfterMs ?? 0));

/**
 * Tells a receiver elsewhere what happens, each event at least once and those about one message in
 * their order. What is to be told is written down before it is posted, and what a post came to
 * afterwards, so that a crash repeats a post and loses none. While the receiver is away it is asked
 * now and then, with one event; the others wait in the table.
 */
export const webhookMachine = setup({
  types: {
    context: {} as WebhookContext,
    events: {} as { type: 'webhooks.wake' },
  },
  actors: {
    claim: unprovided<WebhookClaim[], { limit: number }>(),
    post: unprovided<Tried[], WebhookClaim[]>(),
    settle: unprovided<void, Tried[]>(),
  },
  guards: {
    'got some': ({ event }) => 'output' in event && (event['output'] as unknown[]).length > 0,
    'none was taken': ({ context }) => !context.tried.some(isTaken),
  },
  actions: {
    'count failure': assign({ failures: ({ context }) => context.failures + 1 }),
    'forget failures': assign({ failures: 0 }),
  },
  delays: {
    poll: 500,
    'store retry': 1_000,
    backoff: ({ context }) =>
      Math.max(
        backoff(context.failures - 1, Math.random(), { minMs: 1_000, maxMs: 60_000 }),
        Math.min(askedMs(context), 3_600_000),
      ),
  },
}).createMachine({
  id: 'webhooks',
  context: { claims: [], tried: [], failures: 0 },
  initial: 'claiming',
  states: {
    claiming: {
      description: 'Writes down what has happened, and takes the oldest that are due.',
      invoke: {
        src: 'claim',
        input: ({ context }) => ({ limit: context.failures > 0 ? 1 : atOnce }),
        onDone: [
          {
            guard: 'got some',
            target: 'posting',
            actions: assign({ claims: ({ event }) => event.output }),
          },
          { target: 'resting' },
        ],
        onError: 'stalled',
      },
    },
    resting: {
      description: 'Nothing is due, or the receiver is gone.',
      on: { 'webhooks.wake': 'claiming' },
      after: { poll: 'claiming' },
    },
    stalled: {
      description: 'The database does not answer.',
      after: { 'store retry': 'claiming' },
    },
    posting: {
      description: 'Posts them, fifteen seconds at most.',
      invoke: {
        src: 'post',
        input: ({ context }) => context.claims,
        onDone: {
          target: 'committing',
          actions: assign({ tried: ({ event }) => event.output }),
        },
        // A defect of ours: their leases end, and they are posted again.
        onError: 'stalled',
      },
    },
    committing: {
      description: 'Writes down what they came to.',
      invoke: {
        src: 'settle',
        input: ({ context }) => context.tried,
        onDone: [
          { guard: 'none was taken', target: 'backingOff', actions: 'count failure' },
          { target: 'claiming', actions: 'forget failures' },
        ],
        onError: 'recommitting',
      },
    },
    recommitting: { after: { 'store retry': 'committing' } },
    backingOff: {
      description: 'The receiver took none. Then it is tried with one.',
      on: { 'webhooks.wake': 'claiming' },
      after: { backoff: 'claiming' },
    },
  },
});
