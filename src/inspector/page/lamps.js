import { setText } from './dom.js';
import { Flashes } from './flashes.js';
import { Marks } from './marks.js';
import { nameActive } from './picking.js';
import { innermost } from './story.js';

/**
 * What is lit in a drawing.
 *
 * @typedef {object} Light
 * @property {string[]} states the active ones by key, containers included; `''` is the machine
 * @property {string[]} visited keys of states that were active before, and ids of edges taken before
 * @property {string[]} taken the ids of edges taken just now, in order
 * @property {boolean} flash whether to flash `taken` one after the other, on top of what was flashed
 *   before; otherwise they stand lit and nothing else does (time travel, another actor)
 * @property {import('./store.js').Timer[]} timers
 * @property {() => number} now the clock of the timers, in milliseconds
 */

/** What shines in one drawing. */
export class Lamps {
  #states;
  #active;
  #visited;
  #edgesVisited;
  #edgesTaken;
  #flashes;
  /** @type {Map<string, Element>} */
  #numbers;

  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.#states = stateElements(svg);
    this.#numbers = new Map(
      [...this.#states].flatMap(([key, state]) => {
        const number = state.querySelector(':scope > .count');
        return number ? [[key, number]] : [];
      }),
    );
    const edges = edgeElements(svg);
    const findState = (/** @type {string} */ key) => {
      const state = this.#states.get(key);
      return state ? [state] : [];
    };
    const findEdge = (/** @type {string} */ id) => edges.get(id) ?? [];
    this.#active = new Marks('is-active', findState, nameActive);
    this.#visited = new Marks('was-active', findState);
    this.#edgesTaken = new Marks('is-taken', findEdge);
    this.#edgesVisited = new Marks('was-taken', findEdge);
    this.#flashes = new Flashes(this.#edgesTaken, this.#edgesVisited);
  }

  /** @param {Light} light @returns {Element | null} what became active and should be in view */
  light({ states, visited, taken, flash }) {
    const entered = new Set(this.#active.set(states));
    this.#visited.set(visited);
    if (flash) {
      for (const key of visited) this.#edgesVisited.add(key);
      this.#flashes.flash(taken);
    } else {
      this.#edgesVisited.set(visited);
      this.#flashes.steady(taken);
    }
    if (entered.size === 0) return null;
    const seen = innermost(states).find((key) => entered.has(key));
    return seen === undefined ? null : (this.#states.get(seen) ?? null);
  }

  /** @param {Map<string, number> | null} counts */
  count(counts) {
    for (const [key, number] of this.#numbers) {
      const count = counts?.get(key) ?? 0;
      setText(number, count > 0 ? `×${count}` : '');
    }
  }

  stop() {
    this.#flashes.stop();
  }
}

/** @param {SVGSVGElement} svg @returns {Map<string, Element>} by key */
function stateElements(svg) {
  const states = [...svg.querySelectorAll('.state[data-state]')];
  return new Map(states.map((state) => [state.getAttribute('data-state') ?? '', state]));
}

/** The arrows, and the labels on them and in boxes. @param {SVGSVGElement} svg */
function edgeElements(svg) {
  /** @type {Map<string, Element[]>} */
  const edges = new Map();
  const note = (/** @type {string} */ id, /** @type {Element} */ element) => {
    const others = edges.get(id);
    if (others) others.push(element);
    else edges.set(id, [element]);
  };
  for (const arrow of svg.querySelectorAll('.edge[data-edges]')) {
    const ids = arrow.getAttribute('data-edges')?.split(' ') ?? [];
    for (const id of ids) if (id !== '') note(unescaped(id), arrow);
  }
  for (const label of svg.querySelectorAll('.label-line[data-edge]')) {
    note(label.getAttribute('data-edge') ?? '', label);
  }
  return edges;
}

/** In a list of ids a space within one is written `%20`. @param {string} id */
function unescaped(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
