/** Work that a frame may take, in milliseconds; what is left is done in the next. */
const budgetMs = 10;

/** @typedef {{ everyMs: number, draw: () => void, isAsked: boolean, drawn: number }} Part */

/**
 * Draws the parts of the page: in animation frames, so not at all while nobody sees them, each at
 * its own pace, and no more in one frame than it can bear.
 */
export class Painter {
  /** @type {Part[]} */
  #parts = [];
  #isScheduled = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /**
   * @param {number} everyMs how long it rests at least between two drawings; 0: none
   * @param {() => void} draw
   * @returns {(isUrgent?: boolean) => void} asks for a drawing, soon; urgent: in the next frame, as
   *   the answer to what a person did
   */
  part(everyMs, draw) {
    /** @type {Part} */
    const part = { everyMs, draw, isAsked: false, drawn: -Infinity };
    this.#parts.push(part);
    return (isUrgent = false) => {
      part.isAsked = true;
      if (isUrgent) part.drawn = -Infinity;
      this.#schedule();
    };
  }

  #schedule() {
    if (this.#isScheduled) return;
    const due = this.#dueMs();
    clearTimeout(this.#later);
    if (due <= 0) {
      this.#isScheduled = true;
      requestAnimationFrame(() => this.#frame());
    } else if (due < Infinity) this.#later = setTimeout(() => this.#schedule(), due);
  }

  /** Milliseconds until the next part may be drawn. */
  #dueMs() {
    const now = performance.now();
    return Math.min(
      Infinity,
      ...this.#parts
        .filter(({ isAsked }) => isAsked)
        .map(({ drawn, everyMs }) => drawn + everyMs - now),
    );
  }

  #frame() {
    this.#isScheduled = false;
    const began = performance.now();
    // Who has waited longest comes first, so that nobody waits for ever.
    for (const part of this.#parts.toSorted((a, b) => a.drawn - b.drawn)) {
      const now = performance.now();
      if (now - began > budgetMs) break;
      if (!part.isAsked || now - part.drawn < part.everyMs) continue;
      part.isAsked = false;
      part.drawn = now;
      part.draw();
    }
    this.#schedule();
  }
}
