/**
 * Which way a transition of a journey went through the email machine. The journey tells of steps and
 * not of their inner states: these come from what is known of who answered, else they are the usual.
 */
import type { Draft } from '../../domain/draft.ts';
import { type Stage, type Step, steps } from '../../domain/message.ts';
import type { Transition } from '../../ports.ts';
import { codeOf, isByMock, isKept } from './story-words.ts';

/** Where a machine begins, whatever is due. */
const entrance = 'routing';

const asked = { classifying: 'classify', drafting: 'draft', summarizing: 'summarize' } as const;
type Asking = keyof typeof asked;

/** A state on the way. */
export interface Waypoint {
  state: string;
  /** Where several transitions lead here and differ by their guards: the index of that which did. */
  by?: number;
}

/** The inner states, within the step, by which a step of the LLM usually comes to its result. */
export type Answered = Record<Asking, Waypoint[]>;

/** Of the choices that the email machine has in `choosing`, and in `asking` after a failure. */
const choices = { isKeptFromLlm: 1, gateIsShut: 2, isAskedToWait: 2 } as const;

/** Where a message stands on the drawing; none where another machine had it, or a person. */
export function stateOf(stage: Stage): string[] {
  // It waits to be worked: what takes it up begins there.
  if (stage === 'discovered') return [entrance];
  return stage === 'gone' ? [] : [stage];
}

/**
 * The states by which a transition went, from the first to the last; none: the email machine did not
 * do it. The mailbox's machine fetches and sets aside, a delivery machine brings what is `queued`.
 */
export function waypointsOf(
  from: Stage,
  to: Stage,
  error: string | null,
  answered: Answered,
): Waypoint[] {
  if (to === 'discovered' || to === 'gone' || from === 'queued' || from === to) return [];
  const goal = { state: to };
  if (isStep(from)) return [{ state: from }, ...within(from, to, error, answered), goal];
  // Whatever brought it back, a machine of its own takes it up and looks what is due.
  return isStep(to) ? [{ state: entrance }, goal] : [];
}

function within(from: Step, to: Stage, error: string | null, answered: Answered): Waypoint[] {
  if (!isAsking(from)) return [];
  const code = codeOf(error);
  if (to === 'waiting' || to === 'quarantined') {
    if (code?.startsWith('llm.')) {
      return [{ state: `${from}.asking` }, { state: 'settling', by: choices.isAskedToWait }];
    }
    // Before it asks, drafting looks how many drafts the sender had.
    return from === 'drafting' ? [] : answered[from];
  }
  if (!isByMock(error)) return answered[from];
  if (code !== null) return [{ state: `${from}.asking` }, { state: `${from}.fallingBack` }];
  return [unasked(from, isKept(error) ? choices.isKeptFromLlm : choices.gateIsShut)];
}

/** The mock answers without that the LLM was asked. */
function unasked(step: Asking, by: number): Waypoint {
  return { state: `${step}.fallingBack`, by };
}

/**
 * From the draft, which tells of the last time that each step was taken. What it tells of a mail and
 * of the configuration held before as well; who stood in once, did not always.
 */
export function answeredBy(journey: Transition[], draft: Draft | null): Answered {
  const wayOf = (step: Asking): Waypoint[] => {
    const run = draft?.provenance.steps[asked[step]];
    if (step === 'drafting' && !run && draft?.noReplyReason) return unanswered(draft.noReplyReason);
    const last = journey.findLast(({ from, to }) => from === step && isStep(to));
    if (run?.provider === 'rules') return [{ state: `${step}.ruling` }];
    const isAlways = run?.provider === 'mock' && !isByMock(last?.error ?? null);
    return [isAlways ? unasked(step, choices.gateIsShut) : { state: `${step}.asking` }];
  };
  return {
    classifying: wayOf('classifying'),
    drafting: wayOf('drafting'),
    summarizing: wayOf('summarizing'),
  };
}

/** Nobody was asked for a reply: none was due, or the sender had enough of them. */
function unanswered(why: string): Waypoint[] {
  return why.includes('SENDER_DAILY_CAP') ? [{ state: 'drafting.admitting' }] : [];
}

function isStep(stage: Stage): stage is Step {
  return steps.some((step) => step === stage);
}

function isAsking(step: Step): step is Asking {
  return step in asked;
}
