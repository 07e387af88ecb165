import { assign, setup, type ActorRefFrom, type SnapshotFrom } from 'xstate';
import { msUntilTomorrow } from '../domain/token-budget.ts';

export interface GateInput {
  configured: boolean;
  /** Today's token budget was used up before this process began. */
  exhausted: boolean;
}

type GateEvent =
  | { type: 'llm.asked' }
  | { type: 'llm.succeeded' }
  | { type: 'llm.failed' }
  | { type: 'llm.exhausted' };

/** Failures in a row after which the LLM is left alone for a while. */
const threshold = 5;

/**
 * The circuit breaker before the LLM: `closed` lets every question through, `open` none, `halfOpen`
 * one to try. `absent` is a gate without an LLM behind it; `exhausted` lasts until the next day's
 * token budget. The email machines ask `isShut` and
 * report how their calls went. (Messages claimed in one batch look before any of them has asked:
 * where several resume at an LLM step just then, each of them tries.)
 */
export const llmGateMachine = setup({
  types: {
    context: {} as GateInput & { failures: number; openings: number },
    events: {} as GateEvent,
    input: {} as GateInput,
  },
  guards: {
    'is absent': ({ context }) => !context.configured,
    'is exhausted': ({ context }) => context.exhausted,
    'was one too many': ({ context }) => context.failures + 1 >= threshold,
  },
  actions: {
    'count failure': assign({ failures: ({ context }) => context.failures + 1 }),
    'count opening': assign({ openings: ({ context }) => context.openings + 1 }),
    'forget failures': assign({ failures: 0, openings: 0 }),
  },
  delays: {
    /** Twice as long at each opening in a row, from 15 s to 5 min. */
    'cooling off': ({ context }) => Math.min(300_000, 15_000 * 2 ** (context.openings - 1)),
    /** A trial whose asker died must not keep the gate shut for ever. */
    'trial lost': 180_000,
    'new day': () => msUntilTomorrow(Date.now()),
  },
}).createMachine({
  id: 'llmGate',
  context: ({ input }) => ({ ...input, failures: 0, openings: 0 }),
  initial: 'deciding',
  on: { 'llm.exhausted': '.exhausted' },
  states: {
    deciding: {
      always: [
        { guard: 'is absent', target: 'absent' },
        { guard: 'is exhausted', target: 'exhausted' },
        { target: 'closed' },
      ],
    },
    absent: {
      description: 'No LLM is configured; the mock answers for good.',
      tags: 'resting',
    },
    exhausted: {
      description:
        'The day has no tokens left (LLM_DAILY_TOKENS); the mock answers until the next.',
      entry: 'forget failures',
      after: { 'new day': 'closed' },
      // Answers that were on their way, and others that came too late.
      on: { 'llm.exhausted': {} },
    },
    closed: {
      description: 'Every question goes to the LLM.',
      on: {
        'llm.succeeded': { actions: 'forget failures' },
        'llm.failed': [{ guard: 'was one too many', target: 'open' }, { actions: 'count failure' }],
      },
    },
    open: {
      description: 'The LLM failed too often in a row; the mock answers for a while.',
      entry: 'count opening',
      after: { 'cooling off': 'halfOpen' },
      on: { 'llm.succeeded': { target: 'closed', actions: 'forget failures' } },
    },
    halfOpen: {
      initial: 'free',
      on: {
        'llm.succeeded': { target: 'closed', actions: 'forget failures' },
        'llm.failed': 'open',
      },
      states: {
        free: { description: 'The next question may try.', on: { 'llm.asked': 'trying' } },
        trying: {
          description: 'One question is on its way, no other goes.',
          after: { 'trial lost': 'free' },
        },
      },
    },
  },
});

export type LlmGate = ActorRefFrom<typeof llmGateMachine>;

/** Whether a question would not reach the LLM now. */
export function isShut(snapshot: SnapshotFrom<typeof llmGateMachine>): boolean {
  return !snapshot.matches('closed') && !snapshot.matches({ halfOpen: 'free' });
}
