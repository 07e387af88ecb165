import type { StepCommit } from '../ports.ts';
import { type Answerer, causeOf, email, noteOf, verdictOf } from './email-setup.ts';

/** Every way out of a commit: on, given up to another worker, tried again, or settled. */
export const commitErrors = [
  { guard: 'is fenced', target: '#email.abandoned' },
  { guard: 'store is away', target: 'recommitting' },
  { target: '#email.settling', actions: 'note failure' },
] as const;

/** The end of a step: its result is in the table before the next one starts. */
export function committing(step: StepCommit['step']) {
  return {
    committing: email.createStateConfig({
      invoke: {
        src: 'commit',
        input: ({ context }) => {
          const { lease, message, result, since } = context;
          const note = noteOf(context);
          const ms = performance.now() - since;
          return { lease, message, step, result, ms, ...(note && { note }) } as StepCommit;
        },
        onDone: { target: '#email.routing', actions: 'keep message' },
        onError: commitErrors,
      },
    }),
    recommitting: email.createStateConfig({
      always: { guard: 'is releasing', target: '#email.released' },
      after: { 'store retry': 'committing' },
    }),
  };
}

/** A question to the LLM; what cannot be asked, or is not answered, goes to the mock. */
export function asking(src: 'classify' | 'draft' | 'summarize') {
  const answeredBy = (answerer: Answerer) =>
    email.createStateConfig({
      invoke: {
        src,
        input: ({ context }) => ({
          message: context.message,
          answerer,
          redraft: context.redraft,
          cause: answerer === 'standIn' ? causeOf(context) : null,
        }),
        onDone: { target: 'committing', actions: 'keep result' },
        onError: { target: '#email.settling', actions: 'note failure' },
      },
    });
  return {
    choosing: email.createStateConfig({
      always: [
        { guard: 'needs no model', target: 'ruling' },
        { guard: 'is kept from the LLM', target: 'fallingBack' },
        { guard: 'gate is shut', target: 'fallingBack' },
        { target: 'asking' },
      ],
    }),
    ruling: answeredBy('rules'),
    asking: email.createStateConfig({
      entry: ['count question', { type: 'tell the gate', params: 'llm.asked' }],
      invoke: {
        src,
        input: ({ context }) => ({
          message: context.message,
          answerer: 'llm' as const,
          redraft: context.redraft,
          cause: null,
        }),
        onDone: {
          target: 'committing',
          actions: [
            'keep result',
            'forget failure',
            { type: 'tell the gate', params: 'llm.succeeded' },
          ],
        },
        onError: [
          // The question was not put at all: what it needs could not be read.
          { guard: 'store is away', target: '#email.settling', actions: 'note failure' },
          {
            guard: 'may ask again',
            target: 'pausing',
            actions: ['note failure', { type: 'tell the gate', params: verdictOf }],
          },
          {
            guard: 'is asked to wait',
            target: '#email.settling',
            actions: ['note failure', { type: 'tell the gate', params: verdictOf }],
          },
          {
            target: 'fallingBack',
            actions: ['note failure', { type: 'tell the gate', params: verdictOf }],
          },
        ],
      },
    }),
    pausing: email.createStateConfig({
      always: { guard: 'is releasing', target: '#email.released' },
      after: { 'ask again': 'choosing' },
    }),
    fallingBack: answeredBy('standIn'),
  };
}
