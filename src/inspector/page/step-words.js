import { eventText } from './event-text.js';
import { stateTextOfStep } from './story.js';
import { timeText } from './time-text.js';

/**
 * A step in words, in the parts in which it is shown.
 *
 * @typedef {object} StepWords
 * @property {string} time by the clock of the person, with milliseconds; the day too if not today
 * @property {string} event
 * @property {string} from where it stood; the same as `to`: it stayed; empty: nobody knows
 * @property {string} to
 * @property {string} stay how long it was until the next step; empty: there is none
 * @property {string} note
 */

/**
 * @param {import('./store.js').Step & { note?: string | null }} step
 * @param {import('./store.js').Step | undefined} before
 * @param {import('./store.js').Step | undefined} next
 * @returns {StepWords}
 */
export function stepWords(step, before, next) {
  return {
    time: timeText(step.at),
    event: eventText(step.event),
    from: before ? stateTextOfStep(before) : '',
    to: stateTextOfStep(step),
    stay: next ? durationText(next.at - step.at) : '',
    note: step.note ?? '',
  };
}

/**
 * The same to be listened to.
 * @param {StepWords} words
 * @param {number} index
 * @param {number} count
 */
export function spoken({ time, event, from, to, stay, note }, index, count) {
  const way = from === '' || from === to ? `in ${to}` : `from ${from} to ${to}`;
  const parts = [`step ${index + 1} of ${count}`, time, event, way];
  if (stay) parts.push(`${stay} until the next`);
  if (note) parts.push(note);
  return parts.join(', ');
}

/**
 * @param {number} ms
 * @returns {string} `12 ms`, `1.2 s`, `3 min 5 s`, `2 h 4 min`, `3 d 2 h`
 */
export function durationText(ms) {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return pair(seconds, 60, 'min', 's');
  if (seconds < 86_400) return pair(Math.round(seconds / 60), 60, 'h', 'min');
  return pair(Math.round(seconds / 3_600), 24, 'd', 'h');
}

/** @param {number} amount @param {number} size @param {string} large @param {string} small */
function pair(amount, size, large, small) {
  const rest = amount % size;
  const whole = `${Math.floor(amount / size)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}
