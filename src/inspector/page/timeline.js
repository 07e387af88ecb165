import { make, makeButton, setAttribute, setText } from './dom.js';
import { keepHeight } from './steady.js';
import { StepLine } from './step-line.js';
import { spoken, stepWords } from './step-words.js';
import { Ticks } from './ticks.js';

/** @typedef {import('./store.js').Step} Step */

/** Between two steps that are played, in milliseconds. */
const pace = 500;

/**
 * The steps of an actor on a slider. At its end it is live: what comes next is shown. Anywhere else
 * the chosen step stays chosen, whatever comes and whatever is dropped at the beginning.
 */
export class Timeline {
  #onMove;
  #slider = make('input', 'time-line-slider');
  #ticks = new Ticks();
  #words = new StepLine();
  #back = makeButton('', 'Back', () => this.#goBy(-1));
  #forward = makeButton('', 'Forward', () => this.#goBy(1));
  #play = makeButton('', 'Play', () => this.#startOrStop());
  #end = makeButton('time-line-live', 'Live', () => this.choose(null));

  /** @type {Step[]} */
  #steps = [];
  #isLive = true;
  /** Its end is not shown as live, though more may come. */
  #isHeld = false;
  /** null: the last one. @type {Step | null} */
  #chosen = null;
  /** Another actor's steps share none with these. @type {Step | undefined} */
  #last;
  /** What is drawn, to draw nothing twice. @type {unknown[]} */
  #drawn = [];
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #playing;

  /**
   * @param {HTMLElement} root
   * @param {{ onMove: (index: number | null) => void }} options null: live, at the end
   */
  constructor(root, { onMove }) {
    this.#onMove = onMove;
    this.#slider.type = 'range';
    this.#slider.min = '0';
    this.#slider.setAttribute('aria-label', 'Step');
    this.#slider.addEventListener('input', () => this.#goTo(this.#slider.valueAsNumber));
    const track = make('div', 'time-line-track');
    track.append(this.#ticks.element, this.#slider);
    const buttons = make('div', 'time-line-buttons');
    buttons.append(this.#back, this.#forward, this.#play, this.#end);
    root.classList.add('time-line');
    root.setAttribute('role', 'group');
    root.setAttribute('aria-label', 'Time line');
    root.append(track, buttons, this.#words.element);
    keepHeight(this.#words.element);
    this.show([], true);
  }

  /**
   * Called each time the steps change. Those of another actor begin at the end; so does a journey
   * whose chosen step is gone and that shares no step with what was shown.
   * @param {Step[]} steps the oldest first
   * @param {boolean} live whether more may come
   * @param {boolean} [isSeen] false: they are only noted
   */
  show(steps, live, isSeen = true) {
    // A list may be the same with others in it.
    const drawn = [steps, steps.length, steps[0], steps.at(-1), live, isSeen];
    if (drawn.every((part, i) => part === this.#drawn[i]) && this.#drawn.length > 0) return;
    this.#drawn = drawn;
    const kept = this.#chosen && same(steps, this.#chosen);
    const isOther = steps !== this.#steps && !kept && !(this.#last && same(steps, this.#last));
    const isGone = this.#chosen !== null && !kept && !isOther;
    this.#steps = steps;
    this.#isLive = live;
    this.#last = steps.at(-1);
    if (kept) this.#chosen = kept;
    if (isOther) {
      this.#stop();
      this.#chosen = null;
    }
    // What was chosen is so old that it was dropped: the oldest that is left comes closest.
    if (isGone) this.#goTo(0);
    else if (isSeen) this.#draw();
  }

  /** The chosen step itself, which may be gone from the list by now; null: live. */
  get chosen() {
    return this.#chosen;
  }

  /** The chosen step's index; null: live. @returns {number | null} */
  get index() {
    return this.#chosen === null ? null : this.#index;
  }

  /** @param {boolean} isHeld whether what happens is not shown at present */
  hold(isHeld) {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    this.#draw();
  }

  /** Chooses a step as if the person had. @param {number | null} index null: live, at the end */
  choose(index) {
    this.#goTo(index ?? Infinity);
  }

  #startOrStop() {
    if (this.#playing !== undefined) {
      this.#stop();
      this.#draw();
      return;
    }
    if (this.#steps.length < 2) return;
    if (this.#chosen === null) this.#goTo(0);
    this.#playing = setInterval(() => this.#playOn(), pace);
    this.#draw();
  }

  #playOn() {
    if (document.hidden) return;
    const next = this.#index + 1;
    if (next >= this.#steps.length - 1) this.#stop();
    this.#move(next);
  }

  #stop() {
    clearInterval(this.#playing);
    this.#playing = undefined;
  }

  /** @param {number} by */
  #goBy(by) {
    this.#goTo(this.#index + by);
  }

  /** Goes to a step and stays there. @param {number} index */
  #goTo(index) {
    this.#stop();
    this.#move(index);
  }

  /** @param {number} index the end is live again */
  #move(index) {
    const before = this.#chosen;
    const step = this.#steps[Math.max(0, index)];
    const isEnd = step === undefined || index >= this.#steps.length - 1;
    this.#chosen = isEnd ? null : step;
    this.#draw();
    if (this.#chosen !== before) this.#onMove(this.index);
  }

  /** Looked for each time: the owner of the list drops steps from its beginning between two draws. */
  get #index() {
    if (this.#chosen === null) return Math.max(0, this.#steps.length - 1);
    return Math.max(0, this.#steps.indexOf(this.#chosen));
  }

  #draw() {
    const steps = this.#steps;
    const index = this.#index;
    const last = Math.max(0, steps.length - 1);
    this.#slider.max = String(last);
    this.#slider.valueAsNumber = index;
    this.#slider.disabled = steps.length < 2;
    this.#ticks.show(steps);
    const step = steps[index];
    const words = step && stepWords(step, steps[index - 1], steps[index + 1]);
    this.#words.show(words ?? null, index, steps.length);
    const said = words ? spoken(words, index, steps.length) : 'no steps yet';
    setAttribute(this.#slider, 'aria-valuetext', said);
    this.#drawButtons(index, last);
  }

  /** @param {number} index @param {number} last */
  #drawButtons(index, last) {
    const isEnd = this.#chosen === null;
    enable(this.#back, index > 0);
    enable(this.#forward, index < last);
    enable(this.#play, last > 0);
    setText(this.#play, this.#playing === undefined ? 'Play' : 'Stop');
    setText(this.#end, this.#isLive ? 'Live' : 'End');
    setAttribute(this.#end, 'aria-pressed', String(isEnd && !(this.#isLive && this.#isHeld)));
  }
}

/**
 * A step among others, which may be a copy of it.
 * @param {Step[]} steps
 * @param {Step} step
 * @returns {Step | null}
 */
function same(steps, step) {
  if (steps.includes(step)) return step;
  const isIt = (/** @type {Step} */ { seq, at }) => seq !== 0 && seq === step.seq && at === step.at;
  return steps.find(isIt) ?? null;
}

/** Not `disabled`, which takes the focus away from who presses it. @param {Element} button @param {boolean} isEnabled */
function enable(button, isEnabled) {
  setAttribute(button, 'aria-disabled', isEnabled ? null : 'true');
}
