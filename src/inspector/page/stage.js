import { ChartView } from './chart-view.js';
import { make, makeButton } from './dom.js';
import { statesOf } from './store.js';
import { statesOfStep } from './story.js';
import { Timeline } from './timeline.js';

/** @typedef {import('./store.js').Actor} Actor */
/** @typedef {import('./store.js').Step} Step */
/** @typedef {import('./picking.js').Pick} Picked */
/** @typedef {import('./detail-step.js').Past} Past */

/** The drawing and the time line below it, of whatever is looked at. */
export class Stage {
  #chart;
  #timeline;
  #frame = make('div');
  #line = make('div');
  #blank = make('div', 'i-blank');
  /** The id of the actor that is shown, or the story itself; null: neither. @type {unknown} */
  #subject = null;
  /** What was drawn last, to draw nothing twice. @type {unknown[]} */
  #drawn = [];
  /** The last step that was shown as it happened; null: nothing was, and nothing is to be flashed. @type {number | null} */
  #seen = null;
  #isCounting = false;
  #isSeen = true;
  /** @type {Step[]} */
  #steps = [];

  /**
   * @param {HTMLElement} root
   * @param {{ load: (key: string) => Promise<string>, onPick: (pick: Picked | null) => void,
   *   onStep: () => void }} options `onStep`: a person went to another step
   */
  constructor(root, { load, onPick, onStep }) {
    root.append(this.#frame, this.#line, this.#blank);
    this.#chart = new ChartView(this.#frame, { load, onPick });
    this.#timeline = new Timeline(this.#line, { onMove: onStep });
  }

  /** Whether a step of the past is shown. */
  get isPast() {
    return this.#timeline.chosen !== null;
  }

  /** The chosen step, or the last one; null: there is none. @returns {Pick<Past, 'step' | 'before' | 'next' | 'index' | 'count'> | null} */
  get step() {
    const steps = this.#steps;
    const step = this.#timeline.chosen ?? steps.at(-1);
    if (!step) return null;
    // -1: dropped from the beginning since the time line was drawn.
    const at = steps.indexOf(step);
    const [before, next] = [steps[at - 1], steps[at + 1]];
    return { step, before, next, index: Math.max(0, at), count: steps.length };
  }

  /** @param {boolean} isSeen nothing is drawn while nobody looks */
  see(isSeen) {
    this.#isSeen = isSeen;
  }

  /** @param {boolean} isHeld whether what happens is not shown at present */
  hold(isHeld) {
    this.#timeline.hold(isHeld);
  }

  /** @param {number | null} index null: the end */
  choose(index) {
    this.#timeline.choose(index);
  }

  /** @param {Actor} actor a machine @param {() => number} now by the clock of the process */
  showActor(actor, now) {
    const { id, chart, steps, value, timers, ended } = actor;
    if (!this.#begin(id, chart, steps, !ended)) return;
    const { index } = this.#timeline;
    if (!this.#isNew([id, steps.length, steps.at(-1), value, timers, ended, index])) return;
    if (index !== null) return this.#lightPast(steps, index, now);
    const seen = this.#seen;
    this.#seen = steps.at(-1)?.seq ?? 0;
    const fresh = seen === null ? [] : steps.filter(({ seq }) => seq > seen);
    this.#chart.light({
      states: statesOf(value),
      visited: visitedIn(steps),
      taken: fresh.flatMap(({ taken }) => taken),
      flash: seen !== null,
      timers,
      now,
    });
  }

  /** @param {{ chart: string, steps: Step[] }} story */
  showStory(story) {
    const { chart, steps } = story;
    if (!this.#begin(story, chart, steps, false)) return;
    const { index } = this.#timeline;
    if (!this.#isNew([story, index])) return;
    this.#lightPast(steps, index ?? steps.length - 1, Date.now);
  }

  /** The drawing of a machine, with how many are where. @param {string} key @param {Map<string, number>} counts */
  showMachine(key, counts) {
    if (!this.#begin(null, key, [], false, counts)) return;
    this.#line.hidden = true;
    if (this.#isNew([key])) {
      const nothing = { states: [], visited: [], taken: [], timers: [] };
      this.#chart.light({ ...nothing, flash: false, now: Date.now });
    }
  }

  /** @param {string} text @param {{ label: string, onClick: () => void } | null} [action] */
  showBlank(text, action = null) {
    if (!this.#begin(null, null, [], false)) return;
    this.#frame.hidden = this.#line.hidden = true;
    this.#blank.hidden = false;
    if (!this.#isNew([text, action?.label])) return;
    this.#blank.replaceChildren(make('p', '', text));
    if (action) this.#blank.append(makeButton('', action.label, action.onClick));
  }

  /**
   * @param {unknown} subject
   * @param {string | null} chart
   * @param {Step[]} steps
   * @param {boolean} isLive
   * @param {Map<string, number> | null} [counts] how many actors are where; null: of one alone
   * @returns {boolean} whether the rest is to be drawn
   */
  #begin(subject, chart, steps, isLive, counts = null) {
    if (subject !== this.#subject) this.#seen = null;
    this.#subject = subject;
    this.#steps = steps;
    this.#timeline.show(steps, isLive, this.#isSeen);
    if (!this.#isSeen) {
      // Drawn anew once it is seen, with nothing flashed of what nobody saw.
      this.#drawn = [];
      this.#seen = null;
      return false;
    }
    this.#frame.hidden = this.#line.hidden = false;
    this.#blank.hidden = true;
    void this.#chart.show(chart);
    if (counts || this.#isCounting) this.#chart.count(counts);
    this.#isCounting = counts !== null;
    return true;
  }

  /** @param {unknown[]} what */
  #isNew(what) {
    const isNew =
      what.length !== this.#drawn.length || what.some((part, i) => part !== this.#drawn[i]);
    this.#drawn = what;
    return isNew;
  }

  /** @param {Step[]} steps @param {number} index @param {() => number} now */
  #lightPast(steps, index, now) {
    // Back at the end, what happened meanwhile is not flashed.
    this.#seen = null;
    const step = steps[index];
    this.#chart.light({
      states: step ? statesOfStep(step) : [],
      visited: visitedIn(steps.slice(0, index)),
      taken: step?.taken ?? [],
      flash: false,
      timers: [],
      now,
    });
  }
}

/** The states entered and the transitions taken. @param {Step[]} steps */
function visitedIn(steps) {
  const visited = new Set();
  for (const step of steps) {
    for (const state of statesOfStep(step)) visited.add(state);
    for (const edge of step.taken) visited.add(edge);
  }
  return /** @type {string[]} */ ([...visited]);
}
