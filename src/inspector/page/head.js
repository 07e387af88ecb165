import { make, makeButton, setAttribute, setText } from './dom.js';
import { stateText } from './store.js';
import { stateTextOfStep } from './story.js';
import { endText, toneOf } from './tone.js';

/** @typedef {import('./store.js').Actor} Actor */

/** Says what is shown, and what can be done with it. */
export class Head {
  #title = make('h2');
  #subject = make('span', 'i-quiet');
  #state = make('span', 'i-state');
  #follow;
  #actions = make('div', 'i-actions');
  /** @type {() => void} */
  #onFollow = () => {};

  /** @param {HTMLElement} root @param {HTMLElement[]} actions things to do with an actor */
  constructor(root, actions) {
    this.#follow = makeButton('', '', () => this.#onFollow());
    this.#follow.hidden = true;
    this.#actions.append(...actions);
    root.append(this.#title, this.#subject, this.#state, this.#follow, this.#actions);
  }

  /**
   * @param {Actor} actor
   * @param {Actor | null} next who has taken its place since it ended
   * @param {(actor: Actor) => void} onFollow
   */
  showActor(actor, next, onFollow) {
    const isEnded = actor.ended || actor.status !== 'active';
    const state = stateText(actor.value) || actor.status;
    const about = [actor.actor.startsWith(actor.machine) ? '' : actor.machine, actor.subject];
    this.#say(actor.actor, about.filter(Boolean).join(' · '));
    this.#mark(isEnded ? `ended: ${endOf(actor)}` : state, toneOf(actor.status, state));
    this.#follow.hidden = next === null;
    if (next)
      setText(this.#follow, `Follow ${next.actor}${next.subject ? `: ${next.subject}` : ''}`);
    this.#onFollow = () => next && onFollow(next);
    this.#actions.hidden = isEnded || actor.chart === null;
  }

  /** What a journey came to, or how far it has come. @param {import('./story.js').Story} story */
  showStory({ subject, title, steps }) {
    const named = title || subject;
    const last = steps.at(-1);
    const state = last ? stateTextOfStep(last) : '';
    const isSaid = named.toLowerCase().includes(subject.toLowerCase());
    this.showOther(named, isSaid ? 'from its journey' : `${subject} · from its journey`);
    this.#mark(state, toneOf('done', state));
  }

  /** @param {string} title @param {string} [about] @param {string} [state] */
  showOther(title, about = '', state = '') {
    this.#say(title, about);
    this.#mark(state, 'quiet');
    this.#follow.hidden = true;
    this.#actions.hidden = true;
  }

  /** @param {string} title @param {string} about */
  #say(title, about) {
    setText(this.#title, title);
    setText(this.#subject, about);
  }

  /** @param {string} text @param {string} tone */
  #mark(text, tone) {
    this.#state.hidden = text === '';
    setText(this.#state, text);
    setAttribute(this.#state, 'data-tone', tone);
  }
}

/** @param {Actor} actor */
function endOf(actor) {
  const state = stateText(actor.value);
  const end = endText(actor);
  if (state === '' || state === end) return end;
  // A state that ends it says that it is done.
  return end === 'done' ? state : `${state} (${end})`;
}
