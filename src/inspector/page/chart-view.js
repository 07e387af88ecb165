import { Countdown } from './countdown.js';
import { make, makeButton } from './dom.js';
import { Drawings } from './drawing.js';
import { Following } from './following.js';
import { Lamps } from './lamps.js';
import { Pan } from './pan.js';
import { Picking } from './picking.js';
import { afterFrame, nextTurn } from './turns.js';
import { zoomButtons, zoomByKey } from './zoom-controls.js';
import { Zoom } from './zoom.js';

/** A machine's statechart, live: fits its pane, zooms, and lights what the machine does. */
export class ChartView {
  #root;
  #drawings;
  #pane = make('div', 'chart-pane');
  #note = make('div', 'chart-note');
  #buttons;
  #zoom;
  #following;
  #picking;
  #countdown = new Countdown();
  /** @type {Lamps | null} */
  #lamps = null;
  /** @type {SVGSVGElement | null} */
  #svg = null;
  /** What is shown or about to be. @type {string | null} */
  #key = null;
  /** Told before the drawing was there. @type {import('./lamps.js').Light | null} */
  #light = null;
  /** @type {Map<string, number> | null} */
  #counts = null;

  /**
   * @param {HTMLElement} root
   * @param {{ load: (key: string) => Promise<string>, onPick: (pick: import('./picking.js').Pick | null) => void }} options
   *   `load` gives the SVG text of a drawing
   */
  constructor(root, { load, onPick }) {
    this.#root = root;
    this.#drawings = new Drawings(load);
    const pan = new Pan(this.#pane);
    this.#following = new Following(this.#pane, () => pan.isBusy);
    this.#zoom = new Zoom(this.#pane, this.#following);
    this.#picking = new Picking(this.#pane, onPick);
    this.#buttons = zoomButtons(this.#zoom);
    this.#pane.tabIndex = 0;
    this.#pane.setAttribute('role', 'group');
    this.#pane.setAttribute('aria-label', 'Statechart');
    this.#pane.addEventListener('keydown', (event) => zoomByKey(event, this.#zoom));
    root.classList.add('chart-view');
    root.append(this.#pane, this.#note, this.#buttons);
    this.#say('Choose an actor to see its chart.');
  }

  /**
   * Shows a drawing, fitted; one that is shown stays as it is.
   * @param {string | null} key
   * @returns {Promise<void>} once it is there, or the failure is told
   */
  async show(key) {
    if (key === this.#key) return;
    this.#key = key;
    this.#light = null;
    this.#counts = null;
    this.#clear();
    if (key === null) return this.#say('Choose an actor to see its chart.');
    await this.#open(key);
  }

  /** @param {import('./lamps.js').Light} light */
  light(light) {
    if (this.#lamps) this.#apply(this.#lamps, light);
    // Nothing is flashed that nobody could have seen.
    else this.#light = { ...light, flash: false };
  }

  /**
   * How many actors are in each state; null takes the numbers away.
   * @param {Map<string, number> | null} counts by state key
   */
  count(counts) {
    this.#counts = counts;
    if (this.#lamps) this.#number(this.#lamps);
  }

  /** @param {string} key */
  async #open(key) {
    this.#skeleton();
    let svg;
    try {
      svg = await this.#drawings.get(key);
    } catch (error) {
      if (key === this.#key) this.#fail(key, error);
      return;
    }
    await nextTurn();
    if (key !== this.#key) return;
    this.#prepare(svg);
    await nextTurn();
    if (this.#svg !== svg) return;
    this.#quiet();
    this.#buttons.hidden = false;
    // First laid out, then seen: where something shines, and each in a frame of its own.
    svg.style.visibility = 'hidden';
    this.#pane.replaceChildren(svg);
    await afterFrame();
    if (this.#svg === svg) this.#zoom.reveal();
    svg.style.visibility = '';
  }

  /** All that can be done while it is nowhere in the page, where it costs little. @param {SVGSVGElement} svg */
  #prepare(svg) {
    this.#svg = svg;
    // Its states are buttons, which an image cannot hold.
    svg.setAttribute('role', 'group');
    this.#picking.show(svg);
    this.#countdown.show(svg);
    this.#lamps = new Lamps(svg);
    this.#number(this.#lamps);
    if (this.#light) this.#apply(this.#lamps, this.#light);
    this.#light = null;
    this.#zoom.show(svg);
  }

  /** @param {Lamps} lamps */
  #number(lamps) {
    const fullest = lamps.count(this.#counts);
    // Only at first: actors that come and go must not move the drawing about.
    if (fullest && !this.#following.target) this.#following.follow(fullest);
  }

  /** @param {Lamps} lamps @param {import('./lamps.js').Light} light */
  #apply(lamps, light) {
    const target = lamps.light(light);
    if (target) this.#following.follow(target);
    this.#countdown.set(light.timers, light.now);
  }

  #clear() {
    this.#lamps?.stop();
    this.#lamps = null;
    this.#svg = null;
    this.#countdown.show(null);
    this.#picking.show(null);
    this.#following.follow(null);
    this.#pane.replaceChildren();
    this.#buttons.hidden = true;
  }

  #quiet() {
    this.#note.replaceChildren();
    this.#note.hidden = true;
    this.#root.removeAttribute('aria-busy');
  }

  /** @param {string} words */
  #say(words) {
    this.#quiet();
    this.#buttons.hidden = true;
    this.#note.hidden = false;
    this.#note.append(make('p', '', words));
  }

  #skeleton() {
    this.#say('Loading the chart');
    this.#root.setAttribute('aria-busy', 'true');
    const boxes = make('div', 'chart-skeleton');
    boxes.append(make('span'), make('span'), make('span'));
    this.#note.append(boxes);
  }

  /** @param {string} key @param {unknown} error */
  #fail(key, error) {
    this.#say('The chart could not be shown.');
    const why = make('p', 'chart-why', error instanceof Error ? error.message : String(error));
    why.setAttribute('role', 'alert');
    const again = makeButton('chart-again', 'Try again', () => {
      // The button goes; who pressed it stays at the chart.
      this.#pane.focus();
      void this.#open(key);
    });
    this.#note.append(why, again);
  }
}
