/** Between two moves, in milliseconds: a machine that hurries is not run after. */
const pause = 500;
/** What is closer to the edge of the pane than this is brought in, in pixels. */
const margin = 16;

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Keeps a part of a drawing in view when the drawing is larger than its pane. */
export class Following {
  #pane;
  #isBusy;
  /** @type {Element | null} */
  #target = null;
  #isWaiting = false;
  #movedAt = -Infinity;

  /** @param {HTMLElement} pane @param {() => boolean} isBusy whether the person moves the drawing */
  constructor(pane, isBusy) {
    this.#pane = pane;
    this.#isBusy = isBusy;
  }

  /** What was asked for last; null: nothing. */
  get target() {
    return this.#target?.isConnected ? this.#target : null;
  }

  /** @param {Element | null} target */
  follow(target) {
    this.#target = target;
    if (!target || this.#isWaiting) return;
    this.#isWaiting = true;
    const wait = Math.max(0, this.#movedAt + pause - performance.now());
    setTimeout(() => requestAnimationFrame(() => this.#move()), wait);
  }

  #move() {
    this.#isWaiting = false;
    if (!this.#isBusy()) this.reveal(calm.matches ? 'instant' : 'smooth');
  }

  /** Brings it to the middle if it is not in view. @param {ScrollBehavior} behavior */
  reveal(behavior) {
    const { target } = this;
    if (!target || !scrolls(this.#pane)) return;
    const pane = this.#pane.getBoundingClientRect();
    const area = target.getBoundingClientRect();
    const left = offset(area.left, area.right, pane.left, pane.right);
    const top = offset(area.top, area.bottom, pane.top, pane.bottom);
    if (left === 0 && top === 0) return;
    this.#movedAt = performance.now();
    this.#pane.scrollBy({ left, top, behavior });
  }
}

/** @param {HTMLElement} pane */
const scrolls = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
  scrollWidth > clientWidth || scrollHeight > clientHeight;

/**
 * How far to scroll so that it stands in the middle; 0: it is in view.
 * @param {number} from
 * @param {number} to
 * @param {number} start
 * @param {number} end
 */
function offset(from, to, start, end) {
  if (from >= start + margin && to <= end - margin) return 0;
  // What is too large to fit is shown from its beginning, where its name stands.
  if (to - from > end - start - 2 * margin) return from - start - margin;
  return (from + to) / 2 - (start + end) / 2;
}
