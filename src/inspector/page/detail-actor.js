import { remainingText } from './countdown.js';
import { make, setAttribute, setText } from './dom.js';
import { eventText } from './event-text.js';
import { Facts, Links } from './facts.js';
import { unfold } from './folded.js';
import { JsonBlock } from './json.js';
import { durationText } from './step-words.js';
import { stateText } from './store.js';
import { timeText } from './time-text.js';
import { endText, toneOf } from './tone.js';

/** @typedef {import('./store.js').Actor} Actor */
/** @typedef {import('./detail.js').Leads} Leads */

/** An actor as it is now: who it is, where it stands, what it waits for, and all that it knows. */
export class ActorCard {
  element = make('article');
  #title = make('h2');
  #state = make('p');
  #chip = make('span', 'i-state');
  #facts = new Facts();
  #timers = new Links('Running timers');
  #calls = new Links('Waits for');
  #snapshot = new JsonBlock('Snapshot');
  #leads;

  /** @param {Leads} leads */
  constructor(leads) {
    this.#leads = leads;
    this.#state.append(this.#chip);
    this.element.append(this.#title, this.#state, this.#facts.element);
    this.element.append(this.#timers.element, this.#calls.element, this.#snapshot.element);
  }

  /**
   * @param {{ actor: Actor, note: string | null }} told
   * @param {import('./store.js').Store} store
   */
  show({ actor, note }, store) {
    this.#facts.say('Failure', failureOf(unfold(actor.snapshot)));
    this.#facts.say('Outcome', note);
    setText(this.#title, actor.actor);
    const text = stateText(actor.value) || actor.status;
    setText(this.#chip, text);
    setAttribute(this.#chip, 'data-tone', toneOf(actor.status, text));
    this.#say(actor, store);
    this.#wait(actor, store);
    this.#snapshot.element.hidden = actor.snapshot === undefined;
    this.#snapshot.show(actor.snapshot);
  }

  /** @param {Actor} actor @param {import('./store.js').Store} store */
  #say(actor, store) {
    const facts = this.#facts;
    const { chart, parent } = actor;
    if (chart === null) facts.say('Call', actor.machine);
    else facts.link('Machine', actor.machine, () => this.#leads.onMachine(chart));
    facts.say('Works on', actor.subject);
    const above = parent === null ? undefined : store.actors.get(parent);
    facts.link('Parent', above?.actor ?? null, () => above && this.#leads.onActor(above));
    facts.say('Session', actor.id);
    const span = durationText(store.now() - actor.since);
    const isEnded = actor.ended || actor.status !== 'active';
    facts.say('Status', isEnded ? endText(actor) : actor.status);
    facts.say(
      isEnded ? 'Ended' : 'Since',
      actor.since ? `${timeText(actor.since)}, ${span} ago` : '',
    );
    facts.say(isEnded ? 'Since' : 'Ended', '');
    const last = actor.steps.at(-1);
    facts.say('Last step', last && eventText(last.event));
  }

  /** @param {Actor} actor @param {import('./store.js').Store} store */
  #wait({ id, timers }, store) {
    const now = store.now();
    this.#timers.show(
      timers.map(({ event, due }) => ({ text: eventText(event), more: remainingText(due - now) })),
    );
    /** @type {Actor[]} */
    const calls = [];
    for (const actor of store.actors.values()) {
      if (actor.parent === id && actor.chart === null && !actor.ended) calls.push(actor);
    }
    this.#calls.show(
      calls.map((call) => ({
        text: call.machine,
        more: durationText(now - call.since),
        onClick: () => this.#leads.onActor(call),
      })),
    );
  }
}

/**
 * The code of what went wrong, where a machine keeps one in `context.failure`.
 * @param {any} snapshot
 * @returns {string | null}
 */
function failureOf(snapshot) {
  const code = snapshot?.context?.failure?.code;
  return typeof code === 'string' ? code : null;
}
