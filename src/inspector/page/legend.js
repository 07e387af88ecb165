import { parseDrawing, tokensOf } from './drawing.js';

/**
 * What a drawing says of its parts.
 *
 * @typedef {object} StateLegend
 * @property {string} key the machine is the empty text
 * @property {string} kind such as `atomic` or `parallel`
 * @property {string[]} lines its description and what it does
 * @typedef {object} EdgeLegend
 * @property {string} id
 * @property {string} event its raw type
 * @property {string} from key of a state
 * @property {string[]} to keys of states; the same as `from`: it stays there
 * @property {string[]} lines what it is, in words
 * @typedef {object} Legend
 * @property {string} machine
 * @property {Map<string, StateLegend>} states
 * @property {Map<string, EdgeLegend>} edges
 */

/** The states' classes that say where they stand and not what they are. */
const places = new Set(['state', 'machine', 'region']);

/**
 * @param {string} svg
 * @returns {Legend}
 * @throws {Error} when it is no drawing
 */
export function readLegend(svg) {
  const root = parseDrawing(svg);
  const states = new Map();
  for (const group of root.querySelectorAll('.state[data-state]')) {
    const key = group.getAttribute('data-state') ?? '';
    const kind = [...group.classList].find((name) => !places.has(name)) ?? '';
    // The first line is its name again.
    states.set(key, { key, kind, lines: linesOf(group).slice(1) });
  }
  const edges = new Map();
  for (const label of root.querySelectorAll('.label-line[data-edge]')) {
    const id = label.getAttribute('data-edge') ?? '';
    const event = label.getAttribute('data-event') ?? '';
    edges.set(id, { id, event, ...endsOf(label, id), lines: linesOf(label) });
  }
  const machine = root.querySelector('.state.machine > .name')?.textContent ?? '';
  return { machine, states, edges };
}

/** @param {Element} label @param {string} id */
function endsOf(label, id) {
  const from = id.split('|', 1)[0] ?? '';
  const to = label.closest('.edge')?.getAttribute('data-to');
  return { from, to: to == null ? [from] : tokensOf(to) };
}

/** @param {Element} group */
function linesOf(group) {
  const title = group.querySelector(':scope > title')?.textContent ?? '';
  return title.split('\n').filter(Boolean);
}
