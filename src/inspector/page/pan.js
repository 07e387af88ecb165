/** A press that moves less than this is a click. */
const slack = 4;
/** So long after moving the drawing the person is left to look, in milliseconds. */
const rest = 3_000;

/** Moves a drawing by dragging it with the mouse; fingers scroll as everywhere. */
export class Pan {
  #pane;
  #movedAt = -Infinity;
  /** Where the press was last seen; null: none. @type {{ x: number, y: number } | null} */
  #grip = null;
  #isDragging = false;
  /** A click that nobody meant is about to come. */
  #swallows = false;

  /** @param {HTMLElement} pane that scrolls */
  constructor(pane) {
    this.#pane = pane;
    pane.addEventListener('pointerdown', (event) => this.#take(event));
    pane.addEventListener('pointermove', (event) => this.#drag(event));
    pane.addEventListener('pointercancel', () => this.#release());
    pane.addEventListener('pointerup', () => this.#release());
    // After a drag the browser tells of a click, which nobody meant.
    pane.addEventListener('click', (event) => this.#swallow(event), { capture: true });
    const look = () => (this.#movedAt = performance.now());
    pane.addEventListener('wheel', look, { passive: true });
    pane.addEventListener('touchmove', look, { passive: true });
    pane.addEventListener('keydown', ({ key }) => key.startsWith('Arrow') && look());
  }

  /** Whether the person moves the drawing, or just did. */
  get isBusy() {
    return this.#isDragging || performance.now() - this.#movedAt < rest;
  }

  /** @param {PointerEvent} event */
  #take(event) {
    this.#swallows = false;
    if (event.pointerType === 'touch' || event.button !== 0) return;
    this.#grip = { x: event.clientX, y: event.clientY };
  }

  /** @param {PointerEvent} event */
  #drag({ clientX: x, clientY: y, pointerId, buttons }) {
    if (!this.#grip) return;
    // Let go of outside of the window.
    if (buttons === 0) return this.#release();
    const left = this.#grip.x - x;
    const top = this.#grip.y - y;
    if (!this.#isDragging) {
      if (Math.hypot(left, top) < slack) return;
      this.#isDragging = true;
      this.#pane.classList.add('is-dragged');
      this.#pane.setPointerCapture(pointerId);
    }
    this.#pane.scrollBy({ left, top, behavior: 'instant' });
    this.#grip = { x, y };
  }

  #release() {
    this.#grip = null;
    if (!this.#isDragging) return;
    this.#isDragging = false;
    this.#swallows = true;
    this.#movedAt = performance.now();
    this.#pane.classList.remove('is-dragged');
  }

  /** @param {MouseEvent} event */
  #swallow(event) {
    if (!this.#swallows) return;
    this.#swallows = false;
    event.stopImmediatePropagation();
  }
}
