/** @typedef {{ everyMs: number, draw: () => void, isAsked: boolean, drawn: number }} Part */

/**
 * Draws the parts of the page: in animation frames, so not at all while nobody sees them, each at
 * its own pace, and one a frame: what a part costs is mostly what the browser does after it with all
 * that it has changed.
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
   * @returns {(isUrgent?: boolean) => void} asks for a drawing, soon; urgent: as one of the next, as
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
    let due = Infinity;
    for (const { isAsked, drawn, everyMs } of this.#parts) {
      if (isAsked) due = Math.min(due, drawn + everyMs - now);
    }
    return due;
  }

  #frame() {
    this.#isScheduled = false;
    const now = performance.now();
    const [next] = this.#parts
      .filter(({ isAsked, drawn, everyMs }) => isAsked && now - drawn >= everyMs)
      // Who has waited longest comes first, so that nobody waits for ever.
      .toSorted((a, b) => a.drawn - b.drawn);
    if (next) {
      next.isAsked = false;
      next.drawn = now;
      next.draw();
    }
    this.#schedule();
  }
}
