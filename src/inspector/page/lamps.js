import { tokensOf } from './drawing.js';
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
  #occupied;
  /** The states that an edge leads from and to, by its id. @type {Map<string, string[]>} */
  #ends;
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
    this.#ends = edgeEnds(edges);
    const findState = (/** @type {string} */ key) => {
      const state = this.#states.get(key);
      return state ? [state] : [];
    };
    const findEdge = (/** @type {string} */ id) => edges.get(id) ?? [];
    this.#active = new Marks('is-active', findState, nameActive);
    this.#visited = new Marks('was-active', findState);
    this.#occupied = new Marks('has-actors', findState);
    this.#edgesTaken = new Marks('is-taken', findEdge);
    this.#edgesVisited = new Marks('was-taken', findEdge);
    this.#flashes = new Flashes(this.#edgesTaken, this.#edgesVisited);
  }

  /** @param {Light} light @returns {Element | null} what became active and should be in view */
  light({ states, visited, taken, flash }) {
    const entered = new Set(this.#active.set(states));
    this.#visited.set([...visited, ...this.#passed([...visited, ...taken], states)]);
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

  /**
   * Both ends of edges that were taken: a state that was left at once again, or that a story leaves
   * out, stands in no step.
   * @param {string[]} edges
   * @param {string[]} active
   */
  #passed(edges, active) {
    const passed = new Set(edges.flatMap((id) => this.#ends.get(id) ?? []));
    for (const key of active) passed.delete(key);
    return passed;
  }

  /**
   * @param {Map<string, number> | null} counts
   * @returns {Element | null} the innermost state with the most actors, which should be in view
   */
  count(counts) {
    for (const [key, number] of this.#numbers) {
      const count = counts?.get(key) ?? 0;
      setText(number, count > 0 ? `×${count}` : '');
    }
    const all = counts ?? new Map();
    const occupied = [...all.keys()].filter((key) => all.get(key) > 0);
    this.#occupied.set(occupied);
    const [fullest] = innermost(occupied).toSorted((a, b) => all.get(b) - all.get(a));
    return fullest === undefined ? null : (this.#states.get(fullest) ?? null);
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
    const ids = tokensOf(arrow.getAttribute('data-edges') ?? '');
    for (const id of ids) if (id !== '') note(id, arrow);
  }
  for (const label of svg.querySelectorAll('.label-line[data-edge]')) {
    note(label.getAttribute('data-edge') ?? '', label);
  }
  return edges;
}

/** @param {Map<string, Element[]>} edges @returns {Map<string, string[]>} keys of states */
function edgeEnds(edges) {
  return new Map(
    [...edges].map(([id, elements]) => {
      const arrows = elements.filter((element) => element.hasAttribute('data-to'));
      const keys = arrows.flatMap((arrow) => [
        arrow.getAttribute('data-from') ?? '',
        ...tokensOf(arrow.getAttribute('data-to') ?? ''),
      ]);
      // What leads from the machine itself is left with the machine, which is no state passed.
      return [id, keys.filter((key) => key !== '')];
    }),
  );
}
