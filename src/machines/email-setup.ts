import { type AnyEventObject, assign, sendTo, setup } from 'xstate';
import { backoff } from '../domain/backoff.ts';
import {
  type Failure,
  type FailureCode,
  maxAttempts,
  outcomeOf,
  worthAsking,
} from '../domain/failure.ts';
import { type Message, route, type Stage, type StepResults } from '../domain/message.ts';
import {
  isKeptFromModel,
  type MailPolicy,
  needsNoModel,
  noReplyReason,
  ownMailReason,
} from '../domain/policy.ts';
import type { Lease, Settlement, StepCommit } from '../ports.ts';
import { failureOf, unprovided } from './actor.ts';
import { isShut, type LlmGate } from './llm-gate.ts';

export interface EmailInput {
  lease: Lease;
  message: Message;
  policy: MailPolicy;
  gate: LlmGate;
  /** See `AskInput`. */
  redraft: boolean;
}

/** Who answers an LLM step: the configured LLM, the mock in its place, or the mock by rule. */
export type Answerer = 'llm' | 'standIn' | 'rules';
export interface AskInput {
  message: Message;
  answerer: Answerer;
  /** A draft is made again, behind live mail and from a budget of its own. */
  redraft: boolean;
  /** Why the mock stands in; null: nobody was asked. */
  cause: FailureCode | null;
}

interface EmailContext extends EmailInput {
  /** The result of the step in work, until it is committed. */
  result: StepResults[StepCommit['step']] | null;
  /** Questions put to the LLM in this step. */
  asked: number;
  /** Why the step in work did not go as wished. */
  failure: Failure | null;
  /** `performance.now()` when the step began. */
  since: number;
  /** The supervisor drains: stop after the commit in work. */
  releasing: boolean;
}

export interface EmailOutput {
  lease: Lease;
  /** The work may have been given up unfinished: the lease should be given back. */
  released: boolean;
}

/** LLM questions in one step before the mock answers. */
const maxQuestions = 2;
/** A longer Retry-After is not waited out with a slot in hand. */
const maxPauseMs = 20_000;
/** A longer one is not waited out at all: the mock answers. */
const maxWaitMs = 15 * 60_000;

/** The server names a time that is too long for a slot and short enough for a draft. */
function isAskedToWait({ message }: EmailContext, failure: Failure): boolean {
  const pause = failure.retryAfterMs ?? 0;
  const bearable = pause > maxPauseMs && pause <= maxWaitMs;
  return failure.code === 'llm.rate_limited' && bearable && message.attempts + 1 < maxAttempts;
}

function mayAskAgain({ asked }: EmailContext, failure: Failure): boolean {
  const pause = failure.retryAfterMs ?? 0;
  return asked < maxQuestions && worthAsking(failure) && pause <= maxPauseMs;
}

/** A server that answered, if not as it should have, need not be spared; one in trouble is. */
function pauseOf({ asked, failure }: EmailContext): number {
  if (failure?.code === 'llm.invalid' || failure?.code === 'llm.unsafe') return 0;
  return failure?.retryAfterMs ?? backoff(asked - 1, Math.random());
}

export function settlementOf({ failure, message, since }: EmailContext): Settlement {
  const cause = failureOf({ type: 'failed', failure });
  const outcome = outcomeOf(cause, message.attempts, Math.random());
  const ms = performance.now() - since;
  return outcome.kind === 'retry'
    ? { kind: 'wait', afterMs: outcome.afterMs, failure: cause, ms }
    : { kind: 'quarantine', failure: cause, ms };
}

/** For the journey: why a step did not go as wished, though it has a result. */
export function noteOf({ failure, result, gate, message }: EmailContext): string | null {
  const run = result && 'run' in result ? result.run : null;
  if (failure) {
    const instead = run ? 'answered by the mock' : 'the message goes on without it';
    return `${failure.code}: ${failure.message}; ${instead}`;
  }
  if (!run?.fallback || gate.getSnapshot().matches('absent')) return null;
  if (isKeptFromModel(message)) {
    return 'kept from the LLM, for it seems to address one; answered by the mock';
  }
  const why = run.cause === 'llm.budget' ? "the day's tokens are used up" : 'it failed before';
  return `the LLM is left alone: ${why}; answered by the mock`;
}

/** Why the mock stands in; null: there is no LLM to stand in for. */
export function causeOf({ failure, gate, message }: EmailContext): FailureCode | null {
  if (failure) return failure.code;
  const gateNow = gate.getSnapshot();
  if (gateNow.matches('absent')) return null;
  // However often it is asked for again, it stays with the mock.
  if (isKeptFromModel(message)) return 'llm.unsafe';
  return gateNow.matches('exhausted') ? 'llm.budget' : 'llm.unavailable';
}

type Verdict = 'llm.succeeded' | 'llm.failed' | 'llm.exhausted';

/** A model that is led astray by one mail is not out of order: no sender may switch it off so. */
export function verdictOf({ event }: { event: AnyEventObject }): Verdict {
  const { code } = failureOf(event);
  if (code === 'llm.budget') return 'llm.exhausted';
  return code === 'llm.refused' || code === 'llm.unsafe' ? 'llm.succeeded' : 'llm.failed';
}

const outputOf = (event: AnyEventObject): unknown => event['output'];

/** The vocabulary of the email machine; `email.ts` is its diagram, `email-steps.ts` its recurring parts. */
export const email = setup({
  types: {
    context: {} as EmailContext,
    events: {} as { type: 'message.release' },
    input: {} as EmailInput,
    output: {} as EmailOutput,
  },
  actors: {
    parse: unprovided<StepResults['parsing'], { message: Message }>(),
    classify: unprovided<StepResults['classifying'], AskInput>(),
    enrich: unprovided<StepResults['enriching'], { message: Message }>(),
    admit: unprovided<number, { message: Message }>(),
    draft: unprovided<StepResults['drafting'], AskInput>(),
    summarize: unprovided<StepResults['summarizing'], AskInput>(),
    commit: unprovided<Message, StepCommit>(),
    persist: unprovided<Message, { lease: Lease; message: Message; ms: number }>(),
    settle: unprovided<Message, { lease: Lease; message: Message; settlement: Settlement }>(),
  },
  guards: {
    'is due': ({ context }, stage: Stage) => route(context.message) === stage,
    'is releasing': ({ context }) => context.releasing,
    'is own mail': ({ context, event }) =>
      ownMailReason(outputOf(event) as StepResults['parsing'], context.policy) !== null,
    'needs no reply': ({ context }) => noReplyReason(context.message) !== null,
    'is over the cap': ({ context, event }) =>
      (outputOf(event) as number) > context.policy.senderDailyCap,
    'needs no model': ({ context }) => needsNoModel(context.message),
    'is kept from the LLM': ({ context }) => isKeptFromModel(context.message),
    'gate is shut': ({ context }) => isShut(context.gate.getSnapshot()),
    'may ask again': ({ context, event }) => mayAskAgain(context, failureOf(event)),
    'is asked to wait': ({ context, event }) => isAskedToWait(context, failureOf(event)),
    'is fenced': ({ event }) => failureOf(event).code === 'store.fenced',
    'store is away': ({ event }) => failureOf(event).code === 'store.unavailable',
    'was set aside': ({ context }) => context.message.ended === 'quarantined',
  },
  actions: {
    'begin step': assign({ result: null, asked: 0, failure: null, since: () => performance.now() }),
    'keep result': assign({ result: ({ event }) => outputOf(event) as EmailContext['result'] }),
    'keep message': assign({ message: ({ event }) => outputOf(event) as Message }),
    'leave unanswered': assign({
      result: (_, reason: string | null) => ({ reply: null, noReplyReason: reason, run: null }),
    }),
    'note failure': assign({ failure: ({ event }) => failureOf(event) }),
    'forget failure': assign({ failure: null }),
    'go without the CRM': assign({
      result: ({ event }) => {
        const { code, message } = failureOf(event);
        return { crm: null, reason: `${code}: ${message}` };
      },
    }),
    'count question': assign({ asked: ({ context }) => context.asked + 1 }),
    'tell the gate': sendTo(
      ({ context }) => context.gate,
      (_, type: 'llm.asked' | Verdict) => ({ type }),
    ),
    'give back': assign({ releasing: true }),
  },
  delays: {
    'ask again': ({ context }) => pauseOf(context),
    'store retry': 1_000,
  },
});
