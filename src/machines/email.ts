import type { StepResults } from '../domain/message.ts';
import { noReplyReason, ownMailReason } from '../domain/policy.ts';
import { email, settlementOf } from './email-setup.ts';
import { asking, commitErrors, committing } from './email-steps.ts';

/**
 * One message from its source to its draft. It begins in `routing`, which sends it to the step
 * that is due; each step commits its result and comes back there, so that a crash costs one step.
 */
export const emailMachine = email.createMachine({
  id: 'email',
  context: ({ input }) => ({
    ...input,
    result: null,
    asked: 0,
    failure: null,
    since: 0,
    releasing: false,
  }),
  on: { 'message.release': { actions: 'give back' } },
  initial: 'routing',
  states: {
    routing: {
      description: 'Goes to the step that is due, by the results that the message has so far.',
      always: [
        { guard: { type: 'is due', params: 'done' }, target: 'done' },
        { guard: { type: 'is due', params: 'queued' }, target: 'queued' },
        { guard: 'is releasing', target: 'released' },
        { guard: { type: 'is due', params: 'parsing' }, target: 'parsing' },
        { guard: { type: 'is due', params: 'classifying' }, target: 'classifying' },
        { guard: { type: 'is due', params: 'enriching' }, target: 'enriching' },
        { guard: { type: 'is due', params: 'drafting' }, target: 'drafting' },
        { guard: { type: 'is due', params: 'summarizing' }, target: 'summarizing' },
        { guard: { type: 'is due', params: 'persisting' }, target: 'persisting' },
        { target: 'abandoned' },
      ],
    },

    parsing: {
      entry: 'begin step',
      initial: 'working',
      states: {
        working: {
          invoke: {
            src: 'parse',
            input: ({ context }) => ({ message: context.message }),
            onDone: [
              { guard: 'is own mail', target: '#email.skipping', actions: 'keep result' },
              { target: 'committing', actions: 'keep result' },
            ],
            onError: { target: '#email.settling', actions: 'note failure' },
          },
        },
        ...committing('parsing'),
      },
    },

    classifying: {
      entry: 'begin step',
      initial: 'choosing',
      states: { ...asking('classify'), ...committing('classifying') },
    },

    enriching: {
      entry: 'begin step',
      initial: 'working',
      states: {
        working: {
          invoke: {
            src: 'enrich',
            input: ({ context }) => ({ message: context.message }),
            onDone: { target: 'committing', actions: 'keep result' },
            // The reply can do without the CRM.
            onError: { target: 'committing', actions: ['note failure', 'go without the CRM'] },
          },
        },
        ...committing('enriching'),
      },
    },

    drafting: {
      entry: 'begin step',
      initial: 'deciding',
      states: {
        deciding: {
          always: [
            {
              guard: 'needs no reply',
              target: 'committing',
              actions: {
                type: 'leave unanswered',
                params: ({ context }) => noReplyReason(context.message),
              },
            },
            { target: 'admitting' },
          ],
        },
        admitting: {
          invoke: {
            src: 'admit',
            input: ({ context }) => ({ message: context.message }),
            onDone: [
              {
                guard: 'is over the cap',
                target: 'committing',
                actions: {
                  type: 'leave unanswered',
                  params: ({ context }) =>
                    `the sender had ${context.policy.senderDailyCap} drafts today (SENDER_DAILY_CAP)`,
                },
              },
              { target: 'choosing' },
            ],
            onError: { target: '#email.settling', actions: 'note failure' },
          },
        },
        ...asking('draft'),
        ...committing('drafting'),
      },
    },

    summarizing: {
      entry: 'begin step',
      initial: 'choosing',
      states: { ...asking('summarize'), ...committing('summarizing') },
    },

    persisting: {
      entry: 'begin step',
      initial: 'committing',
      states: {
        committing: {
          invoke: {
            src: 'persist',
            input: ({ context: { lease, message, since } }) => ({
              lease,
              message,
              ms: performance.now() - since,
            }),
            onDone: { target: '#email.routing', actions: 'keep message' },
            onError: commitErrors,
          },
        },
        recommitting: {
          always: { guard: 'is releasing', target: '#email.released' },
          after: { 'store retry': 'committing' },
        },
      },
    },

    settling: {
      description: 'A step failed: the message waits for another try, or is set aside.',
      invoke: {
        src: 'settle',
        input: ({ context }) => ({
          lease: context.lease,
          message: context.message,
          settlement: settlementOf(context),
        }),
        onDone: { target: 'sorting', actions: 'keep message' },
        onError: 'abandoned',
      },
    },
    sorting: {
      always: [{ guard: 'was set aside', target: 'quarantined' }, { target: 'waiting' }],
    },
    skipping: {
      invoke: {
        src: 'settle',
        input: ({ context: { lease, message, policy, result, since } }) => {
          const mail = result as StepResults['parsing'];
          const reason = ownMailReason(mail, policy) ?? 'own mail';
          const ms = performance.now() - since;
          return { lease, message, settlement: { kind: 'skip', reason, mail, ms } };
        },
        onDone: { target: 'skipped', actions: 'keep message' },
        onError: 'abandoned',
      },
    },

    done: { type: 'final', description: 'Its draft is stored.' },
    queued: { type: 'final', description: 'The delivery machine brings its draft to the API.' },
    skipped: { type: 'final', description: 'Our own mail; nobody moves it on.' },
    waiting: { type: 'final', description: 'The supervisor claims it again when it is due.' },
    quarantined: { type: 'final', description: 'A person tries it again or discards it.' },
    released: { type: 'final', description: 'The supervisor gives its lease back.' },
    abandoned: {
      type: 'final',
      description: 'Somebody else holds it, or nobody once its lease ends.',
    },
  },
  output: ({ context }) => ({ lease: context.lease, released: context.releasing }),
});
