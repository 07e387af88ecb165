import { mostRows } from './sequence-backlog.js';
import { Blocks } from './sequence-blocks.js';
import { drawGap, drawRow } from './sequence-row.js';

/**
 * @typedef {import('./sequence-lanes.js').Lanes} Lanes
 * @typedef {import('./sequence-row.js').Drawn} Drawn
 * @typedef {import('./sequence-rows.js').Gap} Gap
 * @typedef {import('./sequence-rows.js').Row} Row
 */

/** So near to its end, in pixels, a list is at its end. */
const near = 12;
/** Further down than any list reaches, in pixels. */
const endPx = 1e7;
const pageRows = 10;
/** As many rows as are moved in a frame. */
const rowsInFrame = 20;

/**
 * The rows, the newest at the bottom. It follows them while the person is there, and stays where it
 * is while the person reads further up or is about to click.
 */
export class RowList {
  #blocks = new Blocks();
  #scroll;
  #onPick;
  #onFollow;
  /** The oldest first. @type {Drawn[]} */
  #rows = [];
  #following = true;
  /** Where it was scrolled to when that was last looked at: the browser tells of it a while later. */
  #at = 0;
  #pressed = false;
  /** Where the keys are. @type {Drawn | null} */
  #active = null;
  /** What was picked last. @type {Drawn | null} */
  #picked = null;
  /** Rows whose arrows stand where the lanes were, the oldest first. @type {Drawn[]} */
  #misplaced = [];

  /**
   * @param {HTMLElement} scroll what scrolls
   * @param {{ onPick: (row: Row) => void, onFollow: () => void }} options onFollow: new rows may come
   */
  constructor(scroll, { onPick, onFollow }) {
    this.#scroll = scroll;
    this.#onPick = onPick;
    this.#onFollow = onFollow;
    this.element.setAttribute('role', 'listbox');
    this.element.setAttribute('aria-label', 'Events, the newest last');
    this.element.tabIndex = 0;
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('click', ({ target }) => this.#click(target));
    scroll.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    // What is about to be clicked must not move away.
    this.element.addEventListener('pointerdown', () => (this.#pressed = true));
    for (const type of ['pointerup', 'pointercancel', 'blur']) {
      addEventListener(type, () => this.#release());
    }
  }

  get element() {
    return this.#blocks.element;
  }

  /** Whether new rows may be added. */
  get isFollowing() {
    return this.#following && !this.#pressed;
  }

  get isEmpty() {
    return this.#rows.length === 0;
  }

  /** Whether rows are still to be moved to where the lanes are. */
  get isMisplaced() {
    return this.#misplaced.length > 0;
  }

  clear() {
    this.#rows = [];
    this.#misplaced = [];
    this.#blocks.clear();
    this.#picked = null;
    this.#activate(null);
    this.#following = true;
  }

  /**
   * @param {Gap | null} gap before the rows
   * @param {Row[]} rows
   * @param {Lanes} lanes that have the rows' places
   */
  add(gap, rows, lanes) {
    const fresh = [...(gap ? [drawGap(gap)] : []), ...rows.map(drawRow)];
    for (const drawn of fresh) drawn.place(lanes);
    const over = this.#rows.length + fresh.length - mostRows;
    const old = this.#rows.splice(0, this.#blocks.dropFirst(over));
    this.#blocks.append(fresh.map(({ element }) => element));
    this.#rows.push(...fresh);
    if (this.#active && old.includes(this.#active)) this.#activate(null);
    this.stick();
  }

  /** The lanes stand elsewhere: `place` moves the rows there. */
  replace() {
    this.#misplaced = [...this.#rows];
  }

  /** Moves some rows to where the lanes are, those first that are in view. @param {Lanes} lanes */
  place(lanes) {
    const from = this.#following ? Math.max(0, this.#misplaced.length - rowsInFrame) : 0;
    for (const drawn of this.#misplaced.splice(from, rowsInFrame)) drawn.place(lanes);
  }

  /** Back to the newest. */
  follow() {
    this.#following = true;
    this.stick();
    this.#onFollow();
  }

  stick() {
    // To ask how high it is would have the browser lay it out once more.
    if (this.#following) this.#scroll.scrollTop = endPx;
  }

  #scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroll;
    if (scrollTop === this.#at) return;
    this.#at = scrollTop;
    const follows = scrollTop + clientHeight >= scrollHeight - near;
    if (follows === this.#following) return;
    this.#following = follows;
    if (follows) this.#onFollow();
  }

  #release() {
    if (!this.#pressed) return;
    this.#pressed = false;
    // The click comes after this.
    setTimeout(() => this.#onFollow(), 0);
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const element = target instanceof Element ? target.closest('[role=option]') : null;
    const drawn = this.#rows.find((row) => row.element === element);
    if (!drawn?.row) return;
    this.#activate(drawn);
    this.#pick(drawn);
  }

  /** @param {Drawn} drawn */
  #pick(drawn) {
    if (!drawn.row) return;
    this.#picked?.element.setAttribute('aria-selected', 'false');
    this.#picked = drawn;
    drawn.element.setAttribute('aria-selected', 'true');
    this.#onPick(drawn.row);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (this.#active) this.#pick(this.#active);
      return;
    }
    const events = this.#rows.filter(({ row }) => row !== null);
    const last = events.length - 1;
    const at = this.#active ? events.indexOf(this.#active) : last + 1;
    const aims = { ArrowUp: at - 1, ArrowDown: at + 1, PageUp: at - pageRows };
    const more = { PageDown: at + pageRows, Home: 0, End: last };
    const aim = new Map(Object.entries({ ...aims, ...more })).get(event.key);
    if (aim === undefined || last < 0) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, aim));
    this.#activate(events[next] ?? null);
    this.#active?.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // Who goes back through the rows reads them.
    this.#following = next === last;
    if (this.#following) this.follow();
    this.#at = this.#scroll.scrollTop;
  }

  /** @param {Drawn | null} drawn */
  #activate(drawn) {
    this.#active?.element.classList.remove('is-current');
    this.#active = drawn;
    drawn?.element.classList.add('is-current');
    if (drawn) this.element.setAttribute('aria-activedescendant', drawn.element.id);
    else this.element.removeAttribute('aria-activedescendant');
  }
}
