/**
 * Everything that flashes changes at the same moments, so many milliseconds apart: each change of a
 * drawing has the browser paint it, and a machine in a hurry would have it do so at every frame.
 */
const beat = 120;
/** How many beats an edge stays lit, and over how many a burst begins at most. */
const hold = 4;
const longest = 5;
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
  /** What goes on with the burst that is under way; undefined: there is none. @type {ReturnType<typeof setTimeout> | undefined} */
  #burst;
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
    if (this.#burst === undefined) this.#begin();
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
    clearTimeout(this.#burst);
    this.#burst = undefined;
    this.#waiting = [];
    this.#lit.set(edges);
  }

  #begin() {
    const edges = this.#waiting;
    this.#waiting = [];
    if (edges.length > 0) this.#flash(edges, Math.ceil(edges.length / longest), 1);
    // What stood lit without motion gives way.
    else this.#stand([]);
  }

  /**
   * @param {string[]} edges
   * @param {number} atOnce how many begin with a beat
   * @param {number} beats the how manieth this is
   */
  #flash(edges, atOnce, beats) {
    const shining = edges.slice(Math.max(0, beats - hold) * atOnce, beats * atOnce);
    this.#lit.set(shining);
    this.#burst = setTimeout(() => {
      if (shining.length > 0) this.#flash(edges, atOnce, beats + 1);
      else this.#begin();
    }, beat);
  }
}
