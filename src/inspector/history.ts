import {
  additionsVersion,
  type Identity,
  type Passage,
  type PastMessage,
  type Step,
} from './wire.ts';

/** The steps of a message from its first state to its last are some thirty. */
const keptSteps = 40;
const keptEnded = 100;
const keptEvents = 500;
/** Of XState's own events: clocks of an idle process would soon be all that is remembered. */
const keptOwn = 200;

interface Track {
  who: Identity;
  steps: Step[];
  ended: boolean;
}

/**
 * The recent past, for who comes late: bounded, and without contexts or contents of events, so that
 * it costs next to nothing while nobody watches and holds no mail.
 */
export class History {
  readonly #tracks = new Map<string, Track>();
  /** Ids of actors that ended, the oldest first. */
  readonly #ended: string[] = [];
  readonly #events = new Ring(keptEvents);
  readonly #own = new Ring(keptOwn);

  step(who: Identity, step: Step): void {
    let track = this.#tracks.get(who.id);
    if (!track)
      this.#tracks.set(who.id, (track = { who: identityOf(who), steps: [], ended: false }));
    track.who.subject = who.subject;
    track.steps.push(step);
    if (track.steps.length > keptSteps) track.steps.shift();
  }

  /** It will take no more steps; the latest of those who ended stay. */
  end(id: string): void {
    const track = this.#tracks.get(id);
    if (!track || track.ended) return;
    track.ended = true;
    this.#ended.push(id);
    if (this.#ended.length > keptEnded) this.#tracks.delete(this.#ended.shift() ?? '');
  }

  passage(event: Passage): void {
    (event.event.startsWith('xstate.') ? this.#own : this.#events).add(event);
  }

  message(): PastMessage {
    return {
      type: '@agent.history',
      version: additionsVersion,
      actors: [...this.#tracks.values()].map(({ who, steps, ended }) => ({ ...who, ended, steps })),
      events: [...this.#events.latest, ...this.#own.latest].toSorted((a, b) => a.seq - b.seq),
    };
  }
}

/** The latest of what is added. */
class Ring {
  readonly #kept: number;
  readonly #items: Passage[] = [];

  constructor(kept: number) {
    this.#kept = kept;
  }

  add(item: Passage): void {
    this.#items.push(item);
    // Seldom, for each time moves all that is kept.
    if (this.#items.length >= this.#kept * 2) this.#items.splice(0, this.#kept);
  }

  /** The oldest first. */
  get latest(): Passage[] {
    return this.#items.slice(-this.#kept);
  }
}

/** Without what else the caller knows of it: the actor itself would keep its last snapshot alive. */
function identityOf({ id, actor, machine, chart, parent, subject }: Identity): Identity {
  return { id, actor, machine, chart, parent, subject };
}
