import { make, makeButton, setText } from './dom.js';
import { Backlog, endOf, mostRows } from './sequence-backlog.js';
import { Filters } from './sequence-filters.js';
import { Heads } from './sequence-heads.js';
import { Lanes } from './sequence-lanes.js';
import { RowList } from './sequence-list.js';
import { Places } from './sequence-places.js';

/**
 * @typedef {import('./store.js').Store} Store
 * @typedef {{ selected: string | null, words: string, calls: boolean }} View
 * @typedef {import('./sequence-rows.js').Filter} Filter
 * @typedef {{ store: Store, view: View, end: import('./sequence-backlog.js').End }} Shown
 *
 * @typedef {object} Options
 * @property {(passage: import('./store.js').Passage) => void} onPick
 * @property {(id: string) => void} onActor
 * @property {() => void} onBehind there is more to draw, by `goOn`, in one of the next frames
 */

/** New rows are drawn no more often than this, in milliseconds. */
const everyMs = 200;
/** As many of them a second as somebody can follow; after a pause, so many at once. */
const rowsPerSecond = 30;
const rowsAtOnce = 60;
/** As many as a frame bears: passages to read, and rows to draw. */
const readInFrame = 250;
const rowsInFrame = 8;
/** Before the lanes there are the times, in pixels. */
const timePx = 100;

/** The events between the actors, as a sequence diagram. */
export class SequenceView {
  #scroll = make('div', 'sequence-scroll');
  #sheet = make('div', 'sequence-sheet');
  #newer = makeButton('sequence-newer', '', () => this.#toNewest());
  #empty = make('div', 'sequence-empty');
  #emptyText = make('p');
  #all = makeButton('', 'Show all events', () => this.#filters.reset());
  #filters = new Filters(() => this.#onBehind());
  #heads;
  #list;
  #places = new Places();
  #lanes = new Lanes();
  #backlog = new Backlog();
  /** What was to be drawn last, and how far it went then: what comes while the page is paused waits.
   * @type {Shown | null} */
  #shown = null;
  #key = '';
  #process = '';
  #visible = false;
  #isResized = true;
  #onBehind;
  #drawnAt = -everyMs;
  #timer = 0;
  /** What the next frames draw, before anything newer. @type {import('./sequence-rows.js').Row[]} */
  #rest = [];
  /** Before those. @type {import('./sequence-rows.js').Gap | null} */
  #gap = null;
  /** How many rows may be drawn by now. */
  #due = rowsAtOnce;
  /** Pixels of the sheet that are out of view at the left, and at both sides. */
  #before = 0;
  #aside = 0;
  /** After a change of the filters, all that there is is shown at once. */
  #whole = true;

  /**
   * @param {HTMLElement} root
   * @param {Options} options
   */
  constructor(root, { onPick, onActor, onBehind }) {
    this.#onBehind = onBehind;
    const heads = make('div', 'sequence-heads');
    const lines = make('div', 'sequence-lines');
    const pane = make('div', 'sequence-pane');
    heads.setAttribute('role', 'group');
    heads.setAttribute('aria-label', 'Lanes');
    lines.setAttribute('aria-hidden', 'true');
    this.#heads = new Heads(heads, lines, onActor);
    this.#list = new RowList(this.#scroll, {
      onPick: ({ passage }) => onPick(passage),
      onFollow: onBehind,
    });
    this.#sheet.append(heads, lines, this.#list.element);
    this.#scroll.append(this.#sheet);
    this.#empty.append(this.#emptyText, this.#all);
    this.#newer.hidden = true;
    pane.append(this.#scroll, this.#empty, this.#newer);
    root.classList.add('sequence');
    root.append(this.#filters.element, pane);
    this.#scroll.addEventListener('scroll', () => this.#look(), { passive: true });
    new ResizeObserver(() => this.#resized()).observe(this.#scroll);
    this.#explain();
  }

  /**
   * Called at most once a frame, with everything; draws only what is new, and nothing while nobody
   * can see it.
   * @param {Store} store
   * @param {View} view
   */
  draw(store, view) {
    this.#shown = { store, view, end: endOf(store) };
    this.goOn();
  }

  /** Draws what a frame bears of all that is left, and asks for the next where that is not all. */
  goOn() {
    if (!this.#visible || !this.#shown) return;
    if (this.#isResized) this.#fit();
    const filter = this.#filter(this.#shown);
    if (this.#list.isMisplaced) this.#list.place(this.#lanes);
    else if (this.#hasRest) this.#addRows();
    else if (!this.#read(this.#shown, filter)) return this.#onBehind();
    else this.#flush();
    if (this.#list.isMisplaced || this.#hasRest) this.#onBehind();
  }

  /** Nothing is added while the person reads, or is about to click. */
  get #hasRest() {
    return this.#rest.length > 0 && this.#list.isFollowing;
  }

  /** Begins anew where the filters are other ones. @param {Shown} shown @returns {Filter} */
  #filter({ store, view: { selected, words, calls } }) {
    const scope = this.#filters.scope(selected);
    const { housekeeping, timers, without } = this.#filters;
    const filter = { scope, selected, words, calls, housekeeping, timers, without };
    const key = JSON.stringify([store.process, { ...filter, without: [...without] }]);
    if (key !== this.#key) {
      this.#key = key;
      this.#restart(store, selected);
    }
    return filter;
  }

  /**
   * @param {Store} store
   * @param {string | null} selected
   */
  #restart(store, selected) {
    if (store.process !== this.#process) this.#places = new Places();
    this.#process = store.process;
    this.#places.learn(store);
    this.#backlog.restart();
    this.#lanes.clear();
    this.#heads.draw(this.#lanes);
    this.#list.clear();
    this.#rest = [];
    this.#gap = null;
    this.#whole = true;
    this.#filters.name(selected === null ? null : (store.actors.get(selected)?.actor ?? selected));
  }

  /** @param {Shown} shown @param {Filter} filter @returns {boolean} whether all was read */
  #read({ store, end }, filter) {
    return this.#backlog.read(store, this.#places, filter, end, readInFrame);
  }

  #flush() {
    const wait = this.#drawnAt + everyMs - performance.now();
    if (wait > 0 && !this.#whole) {
      if (this.#timer === 0) this.#timer = setTimeout(() => this.#late(), wait);
      return;
    }
    const now = performance.now();
    const due = this.#due + ((now - this.#drawnAt) * rowsPerSecond) / 1_000;
    this.#due = Math.min(rowsAtOnce, due);
    this.#drawnAt = now;
    if (this.#list.isFollowing) {
      this.#add();
      this.#whole = false;
    }
    this.#markHeads();
    this.#filters.count(this.#backlog);
    this.#explain();
  }

  #drawHeads() {
    this.#heads.draw(this.#lanes);
    this.#markHeads();
  }

  #markHeads() {
    const selected = this.#shown?.view.selected ?? null;
    this.#heads.mark(this.#lanes, selected === null ? null : this.#places.placeOf(selected));
  }

  #late() {
    this.#timer = 0;
    this.#onBehind();
  }

  #add() {
    if (this.#backlog.waiting + this.#backlog.lost === 0) return;
    const { gap, rows } = this.#backlog.take(this.#whole ? mostRows - 1 : Math.floor(this.#due));
    this.#due = Math.max(0, this.#due - rows.length);
    const places = rows.flatMap(({ from, to }) => [from, to]);
    const changes = places.filter((place) => this.#lanes.add(place));
    // All that is there would go as they come.
    if (rows.length + 1 >= mostRows) this.#list.clear();
    this.#rest = rows;
    this.#gap = gap;
    if (changes.length > 0) {
      this.#sheet.style.minWidth = `calc(var(--s-time) + ${this.#lanes.size} * var(--s-lane))`;
      this.#drawHeads();
      this.#list.replace();
      this.#list.place(this.#lanes);
    }
    if (!this.#list.isMisplaced) this.#addRows();
  }

  #addRows() {
    this.#list.add(this.#gap, this.#rest.splice(0, rowsInFrame), this.#lanes);
    this.#gap = null;
    // Now that it is laid out anyway.
    this.#look();
  }

  #explain() {
    const { held } = this.#backlog;
    const waiting = this.#backlog.waiting + this.#rest.length;
    const isBehind = waiting > 0 && !this.#list.isFollowing;
    this.#newer.hidden = !isBehind;
    if (isBehind) setText(this.#newer, `${waiting.toLocaleString('en')} newer ↓`);
    this.#empty.hidden = !this.#list.isEmpty;
    if (this.#empty.hidden) return;
    this.#all.hidden = held === 0;
    const hidden = `${held.toLocaleString('en')} ${held === 1 ? 'event is' : 'events are'} hidden`;
    const nothing = 'Events appear here as they happen.';
    setText(this.#emptyText, held === 0 ? nothing : `${hidden} by the filters.`);
  }

  #toNewest() {
    this.#whole = true;
    this.#list.follow();
    this.#list.element.focus({ preventScroll: true });
  }

  /** Notes how much of the lanes is out of view at the left and at the right. */
  #look() {
    const { scrollLeft, scrollWidth, clientWidth } = this.#scroll;
    if (scrollLeft === this.#before && scrollWidth - clientWidth === this.#aside) return;
    this.#before = scrollLeft;
    this.#aside = scrollWidth - clientWidth;
    const { style, classList } = this.#sheet;
    style.setProperty('--before', `${scrollLeft}px`);
    style.setProperty('--behind', `${Math.max(0, this.#aside - scrollLeft)}px`);
    classList.toggle('is-aside', scrollLeft > 0);
  }

  /** Also called when it is shown and hidden, such as by a tab. */
  #resized() {
    this.#visible = this.#scroll.clientHeight > 0;
    this.#isResized = true;
    // Not at once: all that it changes would be laid out twice in one frame.
    if (this.#visible) this.#onBehind();
  }

  #fit() {
    this.#isResized = false;
    this.#heads.width = Math.max(0, this.#sheet.clientWidth - timePx);
    this.#look();
    this.#drawHeads();
    this.#list.stick();
  }
}
