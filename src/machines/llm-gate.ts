import { assign, setup, type ActorRefFrom, type SnapshotFrom } from 'xstate';

type GateEvent = { type: 'llm.asked' } | { type: 'llm.succeeded' } | { type: 'llm.failed' };

/** Failures in a row after which the LLM is left alone for a while. */
const threshold = 5;

/**
 * The circuit breaker before the LLM: `closed` lets every question through, `open` none, `halfOpen`
 * one to try. `absent` is a gate without an LLM behind it. The email machines ask `isShut` and
 * report how their calls went. (Messages claimed in one batch look before any of them has asked:
 * where several resume at an LLM step just then, each of them tries.)
 */
export const llmGateMachine = setup({
  types: {
    context: {} as { configured: boolean; failures: number; openings: number },
    events: {} as GateEvent,
    input: {} as { configured: boolean },
  },
  guards: {
    'is configured': ({ context }) => context.configured,
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
  },
}).createMachine({
  id: 'llmGate',
  context: ({ input }) => ({ configured: input.configured, failures: 0, openings: 0 }),
  initial: 'deciding',
  states: {
    deciding: {
      always: [{ guard: 'is configured', target: 'closed' }, { target: 'absent' }],
    },
    absent: {
      description: 'No LLM is configured; the mock answers for good.',
      tags: 'resting',
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
