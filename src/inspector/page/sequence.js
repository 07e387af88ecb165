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
 * @typedef {{ onPick: (passage: import('./store.js').Passage) => void, onActor: (id: string) => void }} Options
 */

/** New rows are drawn no more often than this, in milliseconds. */
const everyMs = 200;
/** As many of them a second as somebody can follow; after a pause, so many at once. */
const rowsPerSecond = 30;
const rowsAtOnce = 60;
/** As many as a frame bears. */
const rowsInFrame = 20;
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
  #filters = new Filters(() => this.#filtered());
  #heads;
  #list;
  #places = new Places();
  #lanes = new Lanes();
  #backlog = new Backlog();
  /** What was to be drawn last, and how far it went then: what comes while the page is paused waits.
   * @type {{ store: Store, view: View, end: import('./sequence-backlog.js').End } | null} */
  #shown = null;
  #key = '';
  #process = '';
  #visible = false;
  #drawnAt = -everyMs;
  #timer = 0;
  /** What the next frames draw, before anything newer. @type {import('./sequence-rows.js').Row[]} */
  #rest = [];
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
  constructor(root, { onPick, onActor }) {
    const heads = make('div', 'sequence-heads');
    const lines = make('div', 'sequence-lines');
    const pane = make('div', 'sequence-pane');
    heads.setAttribute('role', 'group');
    heads.setAttribute('aria-label', 'Lanes');
    lines.setAttribute('aria-hidden', 'true');
    this.#heads = new Heads(heads, lines, onActor);
    this.#list = new RowList(this.#scroll, {
      onPick: ({ passage }) => onPick(passage),
      onFollow: () => this.#flush(),
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
    if (!this.#visible) return;
    this.#read();
    this.#flush();
  }

  /** Reads what has come, from the beginning where the filters are other ones. */
  #read() {
    if (!this.#shown) return;
    const { store, view, end } = this.#shown;
    const { selected, words, calls } = view;
    const scope = this.#filters.scope(selected);
    const { housekeeping, timers, without } = this.#filters;
    const filter = { scope, selected, words, calls, housekeeping, timers, without };
    const key = JSON.stringify([store.process, { ...filter, without: [...without] }]);
    if (key !== this.#key) {
      this.#key = key;
      this.#restart(store, selected);
    }
    this.#backlog.read(store, this.#places, filter, end);
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
    this.#whole = true;
    this.#filters.name(selected === null ? null : (store.actors.get(selected)?.actor ?? selected));
  }

  #flush() {
    const wait = this.#drawnAt + everyMs - performance.now();
    if (!this.#visible || !this.#shown) return;
    if (wait > 0 && !this.#whole) {
      if (this.#timer === 0) this.#timer = setTimeout(() => this.#late(), wait);
      return;
    }
    const now = performance.now();
    const due = this.#due + ((now - this.#drawnAt) * rowsPerSecond) / 1_000;
    this.#due = Math.min(rowsAtOnce, due);
    this.#drawnAt = now;
    if (this.#list.isFollowing && this.#rest.length === 0) {
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
    this.#flush();
  }

  #add() {
    if (this.#backlog.waiting + this.#backlog.lost === 0) return;
    const { gap, rows } = this.#backlog.take(this.#whole ? mostRows - 1 : Math.floor(this.#due));
    this.#due = Math.max(0, this.#due - rows.length);
    const places = rows.flatMap(({ from, to }) => [from, to]);
    const changes = places.filter((place) => this.#lanes.add(place));
    if (changes.length > 0) {
      this.#sheet.style.setProperty('--lanes', String(this.#lanes.size));
      this.#drawHeads();
      this.#list.replace(this.#lanes);
      this.#look();
    }
    this.#list.add(gap, rows.slice(0, rowsInFrame), this.#lanes);
    this.#rest = rows.slice(rowsInFrame);
    if (this.#rest.length > 0) requestAnimationFrame(() => this.#goOn());
  }

  #goOn() {
    this.#list.add(null, this.#rest.splice(0, rowsInFrame), this.#lanes);
    if (this.#rest.length > 0) requestAnimationFrame(() => this.#goOn());
  }

  #explain() {
    const { waiting, held } = this.#backlog;
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

  #filtered() {
    if (!this.#visible) return;
    this.#read();
    this.#flush();
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
    this.#heads.width = Math.max(0, this.#sheet.clientWidth - timePx);
    this.#look();
    this.#drawHeads();
    this.#list.stick();
    // Each in a frame of its own, for there may be much to read, and to draw.
    requestAnimationFrame(() => {
      if (this.#visible) this.#read();
      requestAnimationFrame(() => this.#flush());
    });
  }
}
