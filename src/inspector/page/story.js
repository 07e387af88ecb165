import { stateText, statesOf } from './store.js';

/**
 * A finished message, drawn from the journey that was stored of it.
 *
 * @typedef {import('./store.js').Step & { note: string | null }} StoryStep `value` is a list of the
 *   keys of states; `note` is what was written beside the step
 * @typedef {object} Story
 * @property {string} subject such as `message 7`
 * @property {string} title
 * @property {string} machine
 * @property {string} chart the key of the drawing
 * @property {string | null} actor the id of the live actor that works it; null: none does
 * @property {StoryStep[]} steps the oldest first
 */

/**
 * @param {string} url
 * @returns {Promise<Story | null>} null: there is none
 * @throws {Error} when the server cannot be reached or fails
 */
export async function loadStory(url) {
  const response = await fetch(url, { headers: { Accept: 'application/json' } });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`the story could not be loaded (${response.status})`);
  const { subject, title, machine, chart, actor, steps } = await response.json();
  return { subject, title, machine, chart, actor: actor ?? null, steps: steps.map(stepOf) };
}

/**
 * @param {{ at: number, event: string, states: string[], edges: string[], note: string | null }} told
 * @returns {StoryStep}
 */
function stepOf({ at, event, states, edges, note }) {
  return { seq: 0, at, event, value: states, status: 'active', taken: edges, note: note ?? null };
}

/**
 * The states that are active after a step, of a story or of a live actor, with all that contain
 * them; the machine itself is `''`.
 * @param {Pick<import('./store.js').Step, 'value'>} step
 * @returns {string[]}
 */
export function statesOfStep({ value }) {
  return isKeys(value) ? [...new Set(['', ...value.flatMap(withContainers)])] : statesOf(value);
}

/**
 * The same in words: the innermost states, those of parallel regions joined.
 * @param {Pick<import('./store.js').Step, 'value'>} step
 * @returns {string}
 */
export function stateTextOfStep({ value }) {
  return isKeys(value) ? innermost(value).join(' | ') : stateText(value);
}

/**
 * Those of some states that contain none of the others.
 * @param {string[]} keys
 * @returns {string[]}
 */
export function innermost(keys) {
  const containers = new Set(keys.flatMap((key) => withContainers(key).slice(0, -1)));
  return keys.filter((key) => key !== '' && !containers.has(key));
}

/** `a.b.c` is `a`, `a.b` and `a.b.c`. @param {string} key */
function withContainers(key) {
  const names = key.split('.');
  return names.map((_, i) => names.slice(0, i + 1).join('.'));
}

/** @param {unknown} value @returns {value is string[]} */
function isKeys(value) {
  return Array.isArray(value);
}
