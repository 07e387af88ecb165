import { AddressBar } from './address-bar.js';
import { nowhere } from './address.js';
import { PausedStore } from './pause.js';
import { nameOf, Selection } from './selection.js';
import { Store } from './store.js';

/** @typedef {import('./address.js').Place} Place */
/** @typedef {import('./selection.js').Shown} Shown */
/** @typedef {import('./store.js').Actor} Actor */

/** What a person looks at: where they are, whether they have paused, and what that means now. */
export class Visit {
  store = new Store();
  /** @type {Shown} */
  shown = { kind: 'waiting' };
  /** Whether all has been told that there is: what is not known does not exist. */
  heard = false;
  /** The number of a step that the address names, until it has been gone to. @type {number | null} */
  wantedStep = null;
  #story;
  #onMove;
  #bar;
  #selection;
  /** @type {PausedStore | null} */
  #paused = null;

  /**
   * @param {object} options
   * @param {string | null} options.story the word for a story; null: there are none
   * @param {() => void} options.onMove something else is looked at, or from another side
   */
  constructor({ story, onMove }) {
    this.#story = story;
    this.#onMove = onMove;
    this.#selection = new Selection((name) => this.subjectOf(name));
    this.#bar = new AddressBar(story, (place) => this.#arrive(place));
  }

  /** Goes where the address says. */
  begin() {
    this.#arrive(this.#bar.read());
  }

  /** The store, or what it was when the view was paused. */
  get seen() {
    return this.#paused ?? this.store;
  }

  get isPaused() {
    return this.#paused !== null;
  }

  /** @param {boolean} isPaused */
  pause(isPaused) {
    this.#paused = isPaused ? new PausedStore(this.store) : null;
  }

  /** @returns {Place} */
  get place() {
    return this.#selection.place;
  }

  /**
   * Finds out anew what is there to be shown.
   * @param {boolean} isHeld whether to stay with the same, as who steps back in it does
   */
  look(isHeld) {
    const { shown, seen } = this;
    if (isHeld && shown.kind === 'story') return;
    if (isHeld && shown.kind === 'actor') {
      shown.actor = seen.actors.get(shown.actor.id) ?? shown.actor;
      return;
    }
    this.shown = this.#selection.resolve(seen, this.heard);
    const now = this.shown.kind === 'actor' ? this.shown.actor.id : null;
    const before = shown.kind === 'actor' ? shown.actor.id : null;
    if (now === before) return;
    this.store.pin(now);
    // Its session has ended with its place taken, and the address named the session.
    if (before !== null && this.place.actor === before && now !== null) this.#rename(now);
  }

  /** @param {Actor} actor */
  goToActor(actor) {
    const { shown } = this;
    const isSame = shown.kind === 'actor' && shown.actor.id === actor.id;
    const isStory = (/** @type {string} */ subject) => this.storyOf(subject) !== null;
    const name = nameOf(actor, this.seen, isStory);
    this.#go(isSame && this.place.actor ? this.place : { actor: name }, actor);
  }

  /** @param {string} key of a drawing */
  goToMachine(key) {
    const same = this.seen.charts.filter((chart) => chart.key === key);
    const machine = same[0]?.machine ?? key;
    const isOne = this.seen.charts.filter((chart) => chart.machine === machine).length === 1;
    this.#go({ machine: isOne ? machine : key });
  }

  /** @param {Place['view']} view */
  goToView(view) {
    this.#selection.go({ ...this.place, view });
    this.#bar.write(this.place);
    this.#onMove();
  }

  /** Notes where in time it is. @param {number | null} step null: live */
  noteStep(step) {
    this.wantedStep = null;
    if (step === this.place.step) return;
    this.#selection.go({ ...this.#named(), step });
    this.#bar.rename(this.place);
  }

  /** The subject of who works on a story. @param {string} name */
  subjectOf(name) {
    return `${this.#story} ${name}`;
  }

  /** The name of the story that an actor works on; null: it works on none. @param {string | null} subject */
  storyOf(subject) {
    const start = `${this.#story} `;
    return this.#story !== null && subject?.startsWith(start) ? subject.slice(start.length) : null;
  }

  /** @param {Partial<Place>} place @param {Actor | null} [actor] */
  #go(place, actor = null) {
    this.wantedStep = null;
    this.#selection.go({ ...nowhere, view: this.place.view, ...place, step: null }, actor);
    this.#bar.write(this.place);
    this.#onMove();
  }

  /** @param {Place} place */
  #arrive(place) {
    this.wantedStep = place.step;
    this.#selection.go(place);
    this.#onMove();
  }

  /** A step has its number of the session, so that the address must name that. */
  #named() {
    const { place, shown } = this;
    return shown.kind === 'actor' && place.story === null && place.actor === null
      ? { ...place, machine: null, actor: shown.actor.id }
      : place;
  }

  /** @param {string} id */
  #rename(id) {
    const actor = this.seen.actors.get(id) ?? null;
    this.#selection.go({ ...this.place, actor: id }, actor);
    this.#bar.rename(this.place);
  }
}
