import type { Stage } from '../../domain/message.ts';
import type { Transition } from '../../ports.ts';

/** One walk through the machine; all but the first begin where somebody asked for it again. */
export interface Run {
  /** Where it began. */
  start: Stage;
  /** Null for the first run. */
  askedAt: string | null;
  transitions: Transition[];
}

const ends = new Set<Stage>(['done', 'skipped', 'quarantined', 'gone']);

/** What brings an ended message back to work begins a run; discarding it does not. */
function isAgain({ from, to }: Transition): boolean {
  return ends.has(from) && !ends.has(to);
}

/** The runs of a journey, the oldest first; a message that has taken no step has none. */
export function runsOf(journey: Transition[]): Run[] {
  const runs: Run[] = [];
  for (const transition of journey) {
    const last = runs.at(-1);
    if (isAgain(transition)) {
      runs.push({ start: transition.to, askedAt: transition.at, transitions: [] });
    } else if (last) last.transitions.push(transition);
    else runs.push({ start: transition.from, askedAt: null, transitions: [transition] });
  }
  return runs;
}
