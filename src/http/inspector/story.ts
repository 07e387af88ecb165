/** What happened to a message, told on the drawing of the machine that worked it. Pure. */
import type { Draft } from '../../domain/draft.ts';
import type { Stage } from '../../domain/message.ts';
import type { MessageRow, Transition } from '../../ports.ts';
import { type Run, runsOf } from '../../views/journey/runs.ts';
import { type Answered, answeredBy, stateOf, type Waypoint, waypointsOf } from './story-way.ts';
import { eventOf, noteOf, noteOfWait } from './story-words.ts';

/** The machine that works a message from `parsing` on. */
export const workingMachine = 'email';

export interface Story {
  /** As the live feed calls it, such as `message 7`. */
  subject: string;
  title: string;
  machine: string;
  /** The key of the machine's drawing; null: this process has none. */
  chart: string | null;
  /** The live actor that works it now; null: none does. */
  actor: string | null;
  steps: StoryStep[];
}

export interface StoryStep {
  /** Epoch milliseconds. */
  at: number;
  event: string;
  /** Where it stands since, by the drawing's keys; empty: the machine has no such state. */
  states: string[];
  /** The transitions that led there, in order; empty: another machine, or a person, brought it there. */
  edges: string[];
  note: string | null;
}

/** See `Charts.way`; of the email machine. */
export type FindWay = (from: string, to: string) => { edges: string[] } | null;

export interface Known {
  chart: string | null;
  actor: string | null;
  way: FindWay;
  /** Tells who answered the LLM steps; null: there is none yet. */
  draft: Draft | null;
}

/** No text of the mail and no address: a journey's errors may name one. */
export function storyOf(row: MessageRow & { journey: Transition[] }, known: Known): Story {
  const { chart, actor, draft, way } = known;
  const answered = answeredBy(row.journey, draft);
  const steps = runsOf(row.journey).flatMap((run) => stepsOf(run, way, answered));
  return {
    subject: subjectOf(row.id),
    title: `Message ${row.id}`,
    machine: workingMachine,
    chart,
    actor,
    // Nothing has moved it yet, so it is still as it was first written.
    steps: steps.length > 0 ? steps : [begun(Date.parse(row.updatedAt), row.stage)],
  };
}

/** What the feed calls the message whose machine is asked for. */
export function subjectOf(id: number): string {
  return `message ${id}`;
}

function stepsOf({ start, askedAt, transitions }: Run, way: FindWay, answered: Answered) {
  const [first] = transitions;
  const again = askedAt !== null;
  const steps: StoryStep[] = [];
  if (again) {
    // It was ended: a new machine begins.
    const edges = edgesOf(waypointsOf('waiting', start, null, answered), way);
    steps.push({ ...begun(Date.parse(askedAt), start), event: 'asked for again', edges });
  } else if (first) {
    // How long it stood there is known, and so is when it came.
    steps.push(begun(Date.parse(first.at) - first.ms, start));
  }
  for (const [index, transition] of transitions.entries()) {
    const before = transitions[index - 1]?.at ?? askedAt;
    steps.push(stepOf(transition, before, way, answered));
  }
  return steps;
}

function begun(at: number, stage: Stage): StoryStep {
  return { at, event: stage, states: stateOf(stage), edges: [], note: null };
}

function stepOf(
  transition: Transition,
  before: string | null,
  way: FindWay,
  answered: Answered,
): StoryStep {
  const { at, from, to, error } = transition;
  const waits = from === 'waiting' && before !== null;
  return {
    at: Date.parse(at),
    event: eventOf(from, to),
    states: stateOf(to),
    edges: edgesOf(waypointsOf(from, to, error, answered), way),
    note: waits ? noteOfWait(Date.parse(at) - Date.parse(before)) : noteOf(transition),
  };
}

/** One leg after the other; a way with a gap in it would be none. */
function edgesOf(waypoints: Waypoint[], way: FindWay): string[] {
  const legs = waypoints.slice(1).map(({ state, by }, index) => {
    const edges = way(waypoints[index]?.state ?? '', state)?.edges;
    return by === undefined ? edges : edges && withChoice(edges, by);
  });
  return legs.every((leg) => leg !== undefined) ? legs.flat() : [];
}

/** Edges are named `state|event|index`; of several to the same state, the way takes the first. */
function withChoice(edges: string[], by: number): string[] {
  const chosen = edges.slice(-1).map((edge) => edge.replace(/\|\d+$/, `|${by}`));
  return [...edges.slice(0, -1), ...chosen];
}
