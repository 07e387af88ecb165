import { setAttribute } from './dom.js';

const step = 1.25;
const least = 0.05;
const most = 4;
/** Around the drawing when it fits, in pixels. */
const margin = 12;
/** A drawing whose words could not be read opens at a scale at which it can be read. */
const leastUseful = 0.7;
const readable = 0.8;

/**
 * The size of a drawing within a pane that scrolls. Fits, where that is of use, until the person
 * zooms; then it keeps the person's scale whatever the pane does.
 */
export class Zoom {
  #pane;
  #following;
  /** @type {SVGSVGElement | null} */
  #svg = null;
  /** Its own size. */
  #width = 0;
  #height = 0;
  #scale = 1;
  /** How it came to its scale. @type {'opened' | 'fitted' | 'zoomed'} */
  #way = 'opened';
  /** Factors that came since the last frame. */
  #pending = 1;

  /**
   * @param {HTMLElement} pane
   * @param {import('./following.js').Following} following what stays in view when no point is given
   */
  constructor(pane, following) {
    this.#pane = pane;
    this.#following = following;
    pane.addEventListener('dblclick', ({ clientX: x, clientY: y }) => this.#look({ x, y }));
    new ResizeObserver(() => this.#refit()).observe(pane);
    pane.addEventListener('wheel', (event) => this.#turn(event), { passive: false });
    pinching(pane, (factor, at) => this.by(factor, at));
  }

  /** Another drawing, fitted before it stands in the pane: `reveal` follows. @param {SVGSVGElement} svg */
  show(svg) {
    const { width, height } = svg.viewBox.baseVal;
    this.#width = width || svg.width.baseVal.value || 1;
    this.#height = height || svg.height.baseVal.value || 1;
    if (!width) svg.setAttribute('viewBox', `0 0 ${this.#width} ${this.#height}`);
    this.#svg = svg;
    // With nothing lit the top left is in view, where a machine begins.
    this.#pane.scrollTo({ left: 0, top: 0, behavior: 'instant' });
    this.#open();
  }

  /** Opens where something shines, once it is laid out; what fits is in view as it is. */
  reveal() {
    if (this.#way === 'opened') this.#following.reveal('instant');
  }

  /** The whole drawing, no larger than it was made. */
  fit() {
    this.#way = 'fitted';
    const scale = this.#fitting();
    if (scale !== null) this.#resize(scale);
  }

  #refit() {
    if (this.#way === 'opened') this.#open();
    if (this.#way === 'fitted') this.fit();
  }

  #open() {
    this.#way = 'opened';
    const scale = this.#fitting();
    if (scale === null) return;
    const isUseful = scale >= leastUseful;
    this.#resize(isUseful ? scale : readable);
    if (!isUseful) this.#following.reveal('instant');
  }

  /** The scale at which the whole drawing is in view; null: the pane is hidden. */
  #fitting() {
    const { width, height } = this.#pane.getBoundingClientRect();
    if (width === 0 || height === 0) return null;
    const scale = Math.min(
      (width - 2 * margin) / this.#width,
      (height - 2 * margin) / this.#height,
    );
    return Math.max(least, Math.min(1, scale));
  }

  /** As large as it was made. */
  full() {
    this.#step(1 / this.#scale);
  }

  in() {
    this.#step(step);
  }

  out() {
    this.#step(1 / step);
  }

  /** Around what is followed if that is in view, or else around the middle. @param {number} factor */
  #step(factor) {
    const pane = this.#pane.getBoundingClientRect();
    const target = this.#following.target?.getBoundingClientRect();
    const isSeen = target !== undefined && isWithin(middleOf(target), pane);
    this.by(factor, middleOf(isSeen ? target : pane));
    if (isSeen) this.#following.reveal('instant');
  }

  /** @param {number} factor @param {Point} at what stays where it is, in the window's pixels */
  by(factor, at) {
    if (!this.#svg) return;
    this.#way = 'zoomed';
    const before = this.#svg.getBoundingClientRect();
    const share = {
      x: (at.x - before.x) / before.width,
      y: (at.y - before.y) / before.height,
    };
    this.#resize(Math.min(most, Math.max(least, this.#scale * factor)));
    const after = this.#svg.getBoundingClientRect();
    this.#pane.scrollBy({
      left: after.x + share.x * after.width - at.x,
      top: after.y + share.y * after.height - at.y,
      behavior: 'instant',
    });
  }

  /** From afar to where it can be read, and then closer. @param {Point} at */
  #look(at) {
    this.by(this.#scale < 1 ? 1 / this.#scale : step, at);
  }

  /** @param {number} scale */
  #resize(scale) {
    this.#scale = scale;
    if (!this.#svg) return;
    setAttribute(this.#svg, 'width', String(Math.floor(this.#width * scale)));
    setAttribute(this.#svg, 'height', String(Math.floor(this.#height * scale)));
  }

  /** @param {WheelEvent} event a pinch on a touch pad is one with `ctrlKey` */
  #turn(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const isFirst = this.#pending === 1;
    // A notch of a wheel is a step; a touch pad sends many small ones.
    const notches = Math.max(-1, Math.min(1, -event.deltaY / 100));
    this.#pending *= step ** notches;
    const at = { x: event.clientX, y: event.clientY };
    if (!isFirst) return;
    requestAnimationFrame(() => {
      this.by(this.#pending, at);
      this.#pending = 1;
    });
  }
}

/** @typedef {{ x: number, y: number }} Point */

/**
 * One finger scrolls; two zoom around their middle.
 * @param {HTMLElement} pane
 * @param {(factor: number, at: Point) => void} zoom
 */
function pinching(pane, zoom) {
  let apart = 0;
  const start = (/** @type {TouchEvent} */ { touches }) => (apart = spread(touches));
  pane.addEventListener('touchstart', start, { passive: true });
  pane.addEventListener('touchend', start, { passive: true });
  pane.addEventListener(
    'touchmove',
    (event) => {
      const [one, other] = event.touches;
      if (!one || !other || apart === 0) return;
      event.preventDefault();
      const now = spread(event.touches);
      const at = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
      zoom(now / apart, at);
      apart = now;
    },
    { passive: false },
  );
}

/** How far two fingers are apart; 0: there are not two. @param {TouchList} touches */
function spread({ 0: one, 1: other }) {
  return one && other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : 0;
}

/** @param {DOMRect} area @returns {Point} */
const middleOf = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

/** @param {Point} point @param {DOMRect} area */
const isWithin = ({ x, y }, { left, right, top, bottom }) =>
  x >= left && x <= right && y >= top && y <= bottom;
