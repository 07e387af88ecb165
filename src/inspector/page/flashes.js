/** How long after one edge the next begins, and how long after the first the last one does at most. */
const gap = 120;
const longest = 600;
/** How long an edge stays lit, in milliseconds. */
const hold = 450;
/** Of what gathers while a burst is in flight, so many edges are flashed, or those that came last. */
const mostWaiting = 24;

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Flashes edges one after the other in the order in which they were taken. One burst is in flight at
 * a time: what is taken meanwhile makes one burst after it, so that the page stays calm at any rate.
 * Each edge that was taken is marked as such at once, flashed or not.
 */
export class Flashes {
  #lit;
  #visited;
  /** What is under way; another object, or null, ends it. @type {object | null} */
  #burst = null;
  /** @type {string[]} */
  #waiting = [];

  /** @param {import('./marks.js').Marks} lit @param {import('./marks.js').Marks} visited */
  constructor(lit, visited) {
    this.#lit = lit;
    this.#visited = visited;
  }

  /** @param {string[]} edges */
  flash(edges) {
    if (edges.length === 0) return;
    for (const edge of edges) this.#visited.add(edge);
    if (document.hidden) return this.#stand([]);
    if (calm.matches) return this.#stand(edges);
    const most = Math.max(mostWaiting, edges.length);
    this.#waiting = [...this.#waiting, ...edges].slice(-most);
    if (this.#burst === null) this.#begin();
  }

  /** Lights these without motion, until the next call. @param {string[]} edges */
  steady(edges) {
    this.#stand(edges);
  }

  /** Nothing more is flashed. */
  stop() {
    this.#stand([]);
  }

  /** @param {string[]} edges */
  #stand(edges) {
    this.#burst = null;
    this.#waiting = [];
    this.#lit.set(edges);
  }

  #begin() {
    const edges = this.#waiting;
    const burst = {};
    this.#burst = edges.length > 0 ? burst : null;
    this.#waiting = [];
    // What stood lit without motion gives way.
    this.#lit.set([]);
    const apart = Math.min(gap, longest / edges.length);
    const isLast = (/** @type {number} */ i) => i === edges.length - 1;
    edges.forEach((edge, i) => {
      this.#later(burst, i * apart, () => {
        this.#lit.add(edge);
        this.#later(burst, hold, () => {
          // Taken twice in one burst, it stays until the second time ends.
          if (edges.lastIndexOf(edge) === i) this.#lit.delete(edge);
          if (isLast(i)) this.#begin();
        });
      });
    });
  }

  /** @param {object} burst @param {number} ms @param {() => void} act */
  #later(burst, ms, act) {
    if (ms === 0) return act();
    setTimeout(() => {
      if (burst === this.#burst) act();
    }, ms);
  }
}
