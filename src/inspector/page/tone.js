/** How the page colours states, and what it calls an end. */

const troubled = /back(ing)?[-_ ]?off|throttl|refus|quarantin|fail|error|broken|stall|stale/i;
const busy = /ing\b|^queued\b/i;
/** Ends at which the matter itself has come to none: it was handed back, or given up. */
const unsettled = /^(released|abandoned)\b/i;

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
  if (busy.test(state)) return 'busy';
  return status === 'done' && !unsettled.test(state) ? 'good' : 'quiet';
}

/**
 * What an actor that ended came to.
 * @param {Pick<import('./store.js').Actor, 'status'>} actor
 */
export function endText({ status }) {
  // Nobody saw its end: the process went with it.
  return status === 'active' ? 'gone' : status;
}
