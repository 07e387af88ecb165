/** How the page colours states, and what it calls an end. */

const troubled =
  /back(ing)?[-_ ]?off|throttl|refus|quarantin|fail|error|broken|stall|stale|abandon/i;
const busy = /ing\b/i;

/**
 * A colour for a state, by its name as a person would read it. Text beside it always says the same.
 * @param {string} status `active`, `done`, `error` or `stopped`
 * @param {string} state in words
 * @returns {'bad' | 'busy' | 'good' | 'quiet'}
 */
export function toneOf(status, state) {
  if (status === 'error') return 'bad';
  if (status === 'stopped') return 'quiet';
  if (troubled.test(state)) return 'bad';
  if (status === 'done') return 'good';
  return busy.test(state) ? 'busy' : 'quiet';
}

/**
 * What an actor that ended came to.
 * @param {Pick<import('./store.js').Actor, 'status'>} actor
 */
export function endText({ status }) {
  // Nobody saw its end: the process went with it.
  return status === 'active' ? 'gone' : status;
}
