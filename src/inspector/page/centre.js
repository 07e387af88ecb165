import { countWithin } from './census.js';
import { Head } from './head.js';
import { readLegend } from './legend.js';
import { holderOf } from './selection.js';
import { SendSlot } from './send-slot.js';
import { Shelf } from './shelf.js';
import { Stage } from './stage.js';
import { nextTurn } from './turns.js';

/** @typedef {import('./detail.js').Told} Told */
/** @typedef {import('./picking.js').Pick} Pick */
/** @typedef {import('./store.js').Actor} Actor */
/** @typedef {import('./visit.js').Visit} Visit */

/** The middle of the page: the drawing of what is looked at, its time line, and what it is called. */
export class Centre {
  #api;
  #visit;
  #onChange;
  #onLost;
  #head;
  #stage;
  #shelf;
  /** @type {Map<string, import('./legend.js').Legend>} by the key of the drawing */
  #legends = new Map();
  #sending;
  #isLinked = true;

  /**
   * @param {{ head: HTMLElement, chart: HTMLElement }} roots
   * @param {object} options
   * @param {Visit} options.visit
   * @param {string} options.api
   * @param {string} options.stories
   * @param {(pick: Pick | null) => void} options.onPick
   * @param {() => void} options.onStep
   * @param {(step: number) => void} options.onLost the step that was asked for is no longer kept
   * @param {() => void} options.onChange something has come that was asked for
   */
  constructor({ head, chart }, { visit, api, stories, onPick, onStep, onLost, onChange }) {
    this.#api = api;
    this.#visit = visit;
    this.#onChange = onChange;
    this.#onLost = onLost;
    const actor = () => this.machine?.id ?? null;
    this.#sending = new SendSlot({ api, actor, onSent: onChange });
    this.#head = new Head(head, [this.#sending.element]);
    this.#shelf = new Shelf(stories, onChange);
    this.#stage = new Stage(chart, { load: (key) => this.#load(key), onPick, onStep });
  }

  /** Whether a step of the past is shown. */
  get isPast() {
    return this.#stage.isPast;
  }

  /** The number of the chosen step; those of a story count from 1; null: live. */
  get stepNumber() {
    const step = this.#stage.isPast ? this.#stage.step : null;
    return step && (step.step.seq || step.index + 1);
  }

  /** The machine whose drawing is shown: what is looked at, or what calls it. @returns {Actor | null} */
  get machine() {
    const { shown, seen } = this.#visit;
    let at = shown.kind === 'actor' ? shown.actor : undefined;
    while (at && at.chart === null)
      at = at.parent === null ? undefined : seen.actors.get(at.parent);
    return at ?? null;
  }

  live() {
    this.#stage.choose(null);
  }

  /** @param {{ isLinked: boolean, isPaused: boolean }} how the page stands to what happens */
  stand({ isLinked, isPaused }) {
    this.#isLinked = isLinked;
    this.#stage.hold(isPaused || !isLinked);
  }

  draw() {
    const { shown, seen, place } = this.#visit;
    this.#stage.see(place.view === 'chart');
    switch (shown.kind) {
      case 'actor':
        return this.#drawActor(shown.actor);
      case 'story':
        return this.#drawStory(shown.name);
      case 'machine':
        this.#head.showOther(shown.machine, 'Every actor of this machine');
        return this.#stage.showMachine(shown.key, countWithin(seen.actors.values(), shown.key));
      case 'unknown':
        this.#head.showOther(shown.name, '', 'unknown');
        return this.#stage.showBlank(unknownText(shown));
      case 'waiting':
        this.#head.showOther('Connecting');
        return this.#stage.showBlank('Waiting for the tree of actors.');
      case 'nothing':
        this.#head.showOther('Nothing to show');
        return this.#stage.showBlank('There is neither an actor nor a drawing of a machine.');
    }
  }

  /** @param {Pick | { passage: import('./store.js').Passage } | null} picked @returns {Told} */
  told(picked) {
    const { shown } = this.#visit;
    if (picked && 'passage' in picked) return { kind: 'passage', ...picked };
    const chart = this.#chart;
    const legend = chart === null ? undefined : this.#legends.get(chart);
    if (picked && chart !== null && legend) {
      if ('state' in picked) return { kind: 'state', legend, chart, ...picked };
      return { kind: 'edge', legend, ...picked };
    }
    const { step } = this.#stage;
    const isStory = shown.kind === 'story';
    if (step && (isStory || this.#stage.isPast)) {
      const isOver = isStory || this.machine?.ended === true;
      return { kind: 'step', ...step, isStory, isOver, ...(legend && { legend }) };
    }
    if (shown.kind === 'actor') return { kind: 'actor', actor: shown.actor, note: this.#note };
    if (shown.kind === 'machine' && legend && chart !== null) {
      return { kind: 'state', legend, chart, state: '' };
    }
    return {
      kind: 'hint',
      title: 'Details',
      text: 'Choose an actor, a state, a step or an event.',
    };
  }

  /** What its journey says of how the shown actor ended, of which the feed tells less. */
  get #note() {
    const { shown } = this.#visit;
    if (shown.kind !== 'actor' || !shown.actor.ended) return null;
    const name = this.#visit.storyOf(shown.actor.subject);
    const story = name === null ? 'none' : this.#shelf.get(name);
    return typeof story === 'string' ? null : (story.steps.at(-1)?.note ?? null);
  }

  /** The key of the drawing that is shown. */
  get #chart() {
    const { shown } = this.#visit;
    if (shown.kind === 'machine') return shown.key;
    if (shown.kind === 'actor') return this.machine?.chart ?? null;
    const story = shown.kind === 'story' ? this.#shelf.get(shown.name) : 'none';
    return typeof story === 'string' ? null : story.chart;
  }

  /** @param {Actor} actor */
  #drawActor(actor) {
    const { seen } = this.#visit;
    const { machine } = this;
    // What it does now is written into its journey.
    if (!actor.ended) this.#shelf.forget();
    const next = actor.ended ? holderOf(actor, seen) : null;
    this.#head.showActor(actor, next, (other) => this.#visit.goToActor(other));
    this.#sending.show(this.#isLinked && seen.sends && machine?.ended === false);
    if (!machine) return this.#stage.showBlank('A call has no drawing, and its machine is gone.');
    this.#stage.showActor(machine, () => this.#visit.seen.now());
    const wanted = this.#visit.wantedStep;
    if (wanted === null || !this.#visit.heard) return;
    this.#goToStep(machine.steps.findIndex(({ seq }) => seq === wanted));
  }

  /** @param {string} name */
  #drawStory(name) {
    const story = this.#shelf.get(name);
    const subject = this.#visit.subjectOf(name);
    if (typeof story !== 'string') {
      this.#head.showStory(story);
      this.#stage.showStory(story);
      if (this.#visit.wantedStep !== null) this.#goToStep(this.#visit.wantedStep - 1);
      return;
    }
    this.#head.showOther(subject, '', story === 'none' ? 'unknown' : '');
    if (story === 'loading') return this.#stage.showBlank('Asking for its journey.');
    if (story === 'none') return this.#stage.showBlank(noStoryText(subject));
    this.#stage.showBlank('Its journey could not be loaded.', {
      label: 'Try again',
      onClick: () => {
        this.#shelf.forget();
        this.#onChange();
      },
    });
  }

  /** @param {number} index out of range: that step is no longer known, so that live it is */
  #goToStep(index) {
    const { wantedStep } = this.#visit;
    this.#visit.wantedStep = null;
    const isKnown = index >= 0 && index < (this.#stage.step?.count ?? 0);
    this.#stage.choose(isKnown ? index : null);
    if (!isKnown && wantedStep !== null) this.#onLost(wantedStep);
    if (!this.#stage.isPast) this.#visit.noteStep(null);
  }

  /** @param {string} key @returns {Promise<string>} */
  async #load(key) {
    const response = await fetch(`${this.#api}/charts/${encodeURIComponent(key)}`);
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    const svg = await response.text();
    await nextTurn();
    this.#legends.set(key, readLegend(svg));
    this.#onChange();
    return svg;
  }
}

/** @param {{ what: 'actor' | 'machine', name: string }} unknown */
function unknownText({ what, name }) {
  if (what === 'machine') return `There is no machine ${name} here. Choose one of the list.`;
  return (
    `No actor ${name} is known here: it has ended a while ago, or the process was started anew ` +
    'since. Choose one of the tree, or of those that ended lately.'
  );
}

/** @param {string} subject */
function noStoryText(subject) {
  return `Nothing works on ${subject} now, and nothing was stored of it. Is the number right?`;
}
