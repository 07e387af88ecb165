/**
 * What the page's address names.
 *
 * @typedef {object} Place
 * @property {string | null} actor a session id, or an id within a parent such as `mailbox-0`
 * @property {string | null} machine a machine's id, or the key of its drawing
 * @property {string | null} story what a story is called, such as `7`
 * @property {'chart' | 'sequence'} view
 * @property {number | null} step the number of a step of the actor or the story; null: live
 */

/** @type {Place} */
export const nowhere = { actor: null, machine: null, story: null, view: 'chart', step: null };

/**
 * Where several are named, the first of actor, story and machine counts.
 * @param {string} search such as `?actor=mailbox-0&step=12`
 * @param {string | null} storyName the parameter that names a story; null: there are none
 * @returns {Place}
 */
export function readPlace(search, storyName) {
  const query = new URLSearchParams(search);
  const named = (/** @type {string | null} */ name) => (name && query.get(name)) || null;
  const actor = named('actor');
  const story = actor ? null : named(storyName);
  const step = Number(query.get('step'));
  return {
    actor,
    story,
    machine: actor || story ? null : named('machine'),
    view: query.get('view') === 'sequence' ? 'sequence' : 'chart',
    step: Number.isSafeInteger(step) && step > 0 ? step : null,
  };
}

/**
 * @param {Place} place
 * @param {string | null} storyName as with `readPlace`
 * @param {string} search the address so far, whose other parameters stay
 * @returns {string} with its question mark; empty if there is nothing to say
 */
export function writePlace({ actor, machine, story, view, step }, storyName, search = '') {
  const query = new URLSearchParams(search);
  for (const name of ['actor', 'machine', 'view', 'step']) query.delete(name);
  if (storyName) query.delete(storyName);
  if (actor) query.set('actor', actor);
  else if (story && storyName) query.set(storyName, story);
  else if (machine) query.set('machine', machine);
  if (view === 'sequence') query.set('view', view);
  if (step !== null) query.set('step', String(step));
  // A session id reads better as it is, and a colon needs no escape in a query.
  const text = query.toString().replaceAll('%3A', ':');
  return text && `?${text}`;
}

/** Whether both name the same thing, seen from whichever side. @param {Place} a @param {Place} b */
export function isSameSubject(a, b) {
  return a.actor === b.actor && a.machine === b.machine && a.story === b.story;
}
