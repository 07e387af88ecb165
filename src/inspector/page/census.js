import { make, makeButton, setAttribute, setText } from './dom.js';
import { stateText, statesOf } from './store.js';
import { toneOf } from './tone.js';

/** @typedef {import('./store.js').Actor} Actor */
/** @typedef {{ machine: string, key: string }} Chart */
/**
 * @typedef {object} Chip
 * @property {HTMLElement} root
 * @property {HTMLElement} count
 * @property {string} tone
 * @property {number | null} emptySince
 */
/**
 * @typedef {object} Line
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} total
 * @property {HTMLElement} list
 * @property {Map<string, Chip>} chips by the state
 */

/** How long a state that nobody is in any more keeps its place, so that the numbers do not jump. */
const keptEmptyMs = 5_000;

/** How many live actors there are of each machine, and in which states. */
export class Census {
  #list;
  #onMachine;
  /** @type {Map<string, Line>} by the key of the drawing */
  #lines = new Map();

  /** @param {HTMLElement} root @param {{ onMachine: (key: string) => void }} options */
  constructor(root, { onMachine }) {
    this.#onMachine = onMachine;
    this.#list = make('ul', 'i-census');
    root.append(this.#list);
  }

  /**
   * @param {import('./store.js').Store} store
   * @param {{ selected: string | null, now: number }} view the key of the drawing that is shown
   *   without an actor; milliseconds
   */
  draw(store, { selected, now }) {
    const counts = countStates(store.actors.values());
    for (const [key] of this.#lines) {
      if (!store.charts.some((chart) => chart.key === key)) this.#drop(key);
    }
    for (const chart of store.charts) {
      const line = this.#lines.get(chart.key) ?? this.#add(chart);
      setAttribute(line.button, 'aria-current', chart.key === selected ? 'true' : null);
      this.#fill(line, counts.get(chart.key) ?? new Map(), now);
    }
  }

  /** @param {Chart} chart @returns {Line} */
  #add({ machine, key }) {
    const button = makeButton('i-plain', '', () => this.#onMachine(key));
    const total = make('span', 'i-number');
    button.append(make('b', '', machine), ' ', total);
    const list = make('span', 'i-chips');
    const item = make('li');
    item.append(button, list);
    this.#list.append(item);
    const line = { button, total, list, chips: new Map() };
    this.#lines.set(key, line);
    return line;
  }

  /** @param {string} key */
  #drop(key) {
    this.#lines.get(key)?.button.parentElement?.remove();
    this.#lines.delete(key);
  }

  /** @param {Line} line @param {Map<string, number>} states @param {number} now */
  #fill({ total, list, chips }, states, now) {
    let sum = 0;
    for (const [state, count] of states) {
      sum += count;
      if (!chips.has(state)) chips.set(state, chipOf(state, list, chips));
    }
    setText(total, String(sum));
    setAttribute(total, 'class', sum === 0 ? 'i-number is-none' : 'i-number');
    for (const [state, chip] of chips) {
      const count = states.get(state) ?? 0;
      chip.emptySince = count > 0 ? null : (chip.emptySince ?? now);
      const isOver = chip.emptySince !== null && (sum <= 1 || now - chip.emptySince > keptEmptyMs);
      if (isOver) {
        chip.root.remove();
        chips.delete(state);
        continue;
      }
      setText(chip.count, sum > 1 || count > 1 ? ` ${count}` : '');
      setAttribute(chip.root, 'data-tone', count > 0 ? chip.tone : 'none');
    }
  }
}

/**
 * In the order of their names, so that each is always found in the same place.
 * @param {string} state
 * @param {HTMLElement} list
 * @param {Map<string, Chip>} chips
 * @returns {Chip}
 */
function chipOf(state, list, chips) {
  const root = make('span', 'i-state', state);
  const count = make('span', 'i-number');
  root.append(count);
  const next = [...chips.keys()].filter((other) => other > state).toSorted()[0];
  list.insertBefore(root, (next !== undefined && chips.get(next)?.root) || null);
  return { root, count, tone: toneOf('active', state), emptySince: null };
}

/**
 * By the key of the drawing: how many live actors are in which state. The outermost names it, for a
 * machine in many hands; of a single actor the whole state.
 * @param {Iterable<Actor>} actors
 * @returns {Map<string, Map<string, number>>}
 */
export function countStates(actors) {
  /** @type {Map<string, Actor[]>} */
  const machines = new Map();
  for (const actor of actors) {
    if (actor.chart === null || actor.ended) continue;
    const others = machines.get(actor.chart);
    if (others) others.push(actor);
    else machines.set(actor.chart, [actor]);
  }
  const counts = new Map();
  for (const [key, those] of machines) {
    /** @type {Map<string, number>} */
    const states = new Map();
    for (const { value } of those) {
      const state = those.length > 1 ? outermost(value) : stateText(value);
      states.set(state, (states.get(state) ?? 0) + 1);
    }
    counts.set(key, states);
  }
  return counts;
}

/**
 * How many live actors of a drawing are in each of its states, containers too.
 * @param {Iterable<Actor>} actors
 * @param {string} key of the drawing
 * @returns {Map<string, number>} by the key of the state
 */
export function countWithin(actors, key) {
  const counts = new Map();
  for (const { chart, ended, value } of actors) {
    if (chart !== key || ended) continue;
    for (const state of statesOf(value)) counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}

/** @param {unknown} value */
function outermost(value) {
  if (value === null || typeof value !== 'object') return stateText(value);
  return Object.keys(value).join(' | ');
}
