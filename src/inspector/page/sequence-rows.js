import { eventText } from './event-text.js';
import { unfold } from './folded.js';
import { calls, outside } from './sequence-places.js';
import { clockText } from './time-text.js';

/**
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('./store.js').Passage} Passage
 * @typedef {import('./sequence-places.js').Place} Place
 * @typedef {import('./sequence-places.js').Places} Places
 *
 * @typedef {'own' | 'children' | 'all'} Scope the events of the selected actor, those of its children
 *   too, or those of all machines
 *
 * @typedef {object} Filter
 * @property {Scope} scope
 * @property {string | null} selected the actor's id
 * @property {string} words all of them must be in an event's type, its actors or their subjects
 * @property {boolean} calls
 * @property {boolean} housekeeping
 * @property {boolean} timers what actors send themselves when a clock runs out
 * @property {ReadonlySet<string>} without kinds of events, see `kindOf`
 *
 * @typedef {object} Row an event to be drawn
 * @property {Passage} passage
 * @property {Place} from where the arrow begins
 * @property {Place} to where it ends
 * @property {string} fromLabel
 * @property {string} toLabel
 * @property {string} text the event in plain words
 * @property {string} code that of the error which the event tells of; empty: none is known
 * @property {string} subjects what the actors work on; empty: nothing that is told
 *
 * @typedef {object} Gap in place of events that are not drawn
 * @property {number} skipped how many pass the filters and are not shown
 * @property {number} lost how many the page no longer has
 */

const housekeeping = new Set(['xstate.init', 'xstate.stop']);

/**
 * Types of which there is one for each slot are one kind: `xstate.done.actor.email-3` and `…-4` are
 * `xstate.done.actor.email-*`.
 * @param {string} type
 */
export function kindOf(type) {
  return type.replace(/-\d+$/, '-*');
}

/** Whether a clock of its own sent it, such as that of the next poll. @param {Passage} passage */
export function isTimer({ type }) {
  return type.startsWith('xstate.after.');
}

/**
 * The row of a passage that the filters let through, but for its kind, the timers and the words; null:
 * they do not.
 * @param {Passage} passage
 * @param {Filter} filter
 * @param {Places} places
 * @param {Store} store
 * @returns {Row | null}
 */
export function rowOf(passage, filter, places, store) {
  const ends = places.ends(passage, store);
  if (!isAmong(passage, ends, filter) || !isInScope(passage, filter, places)) return null;
  return {
    passage,
    from: laneOf(ends.from, filter),
    to: laneOf(ends.to, filter),
    fromLabel: ends.from.label,
    toLabel: ends.to.label,
    text: eventText(passage.type),
    code: codeOf(passage),
    subjects: subjectsOf(passage, store),
  };
}

/**
 * With the calls shown, that a call starts and ends is the question and its answer and no
 * housekeeping.
 * @param {Passage} passage
 * @param {{ from: Place, to: Place }} ends
 * @param {Filter} filter
 */
function isAmong({ type }, { from, to }, filter) {
  if (to.isCall) return filter.calls;
  if (filter.housekeeping) return true;
  if (housekeeping.has(type)) return false;
  // That a call failed is seldom, and what somebody looks for.
  return filter.calls || !from.isCall || !type.startsWith('xstate.done.actor.');
}

/** @param {Passage} passage */
function codeOf({ type, content }) {
  const event = type.startsWith('xstate.error.') ? unfold(content) : null;
  if (!isRecord(event)) return '';
  const { error } = event;
  const code = isRecord(error) ? error['code'] : undefined;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : '';
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === 'object' && value !== null;
}

/**
 * @param {Passage} passage
 * @param {Filter} filter
 * @param {Places} places
 */
function isInScope({ from, to }, { scope, selected }, places) {
  if (scope === 'all' || selected === null) return true;
  if (scope === 'own') return from === selected || to === selected;
  return places.isWithin(from, selected) || places.isWithin(to, selected);
}

/**
 * A call has a lane only where few actors are shown; hidden, it stands with the one that made it.
 * @param {Place} place
 * @param {Filter} filter
 */
function laneOf(place, filter) {
  if (!place.isCall) return place;
  if (!filter.calls) return place.parent ?? outside;
  return filter.scope === 'own' ? place : calls;
}

/**
 * @param {Passage} passage
 * @param {Store} store
 */
function subjectsOf({ from, to }, store) {
  const [one, other] = [from, to].map((id) => (id && store.actors.get(id)?.subject) || '');
  return one === other ? (one ?? '') : [one, other].filter(Boolean).join(', ');
}

/**
 * @param {Row} row
 * @param {string} words
 */
export function hasWords({ passage, fromLabel, toLabel, text, code, subjects, from, to }, words) {
  if (words.trim() === '') return true;
  const lanes = [fromLabel, toLabel, from.machine, to.machine];
  const said = [passage.type, text, code, ...lanes, subjects];
  const all = said.join('\n').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** A row for who hears the page: `12:03:04.123 mailbox-0 to supervisor: mail.discovered`. @param {Row} row */
export function rowText({ passage, fromLabel, toLabel, text, code }) {
  const receiver = passage.from === passage.to ? 'itself' : toLabel;
  return `${clockText(passage.at)} ${fromLabel} to ${receiver}: ${text}${code && ` (${code})`}`;
}

/** What stands in place of what is not shown. @param {Gap} gap */
export function gapText({ skipped, lost }) {
  const parts = [];
  if (skipped > 0) parts.push(`${skipped.toLocaleString('en')} more not shown`);
  if (lost > 0) parts.push(`${lost.toLocaleString('en')} earlier no longer kept`);
  return parts.join(' · ');
}

/**
 * A text of at most so many characters, shortened in the middle, for names differ at their ends.
 * @param {string} text
 * @param {number} most
 */
export function shorten(text, most) {
  const characters = Array.from(text);
  if (characters.length <= most) return text;
  const start = Math.ceil((most - 1) / 2);
  const end = most - 1 - start;
  return [...characters.slice(0, start), '…', ...characters.slice(characters.length - end)].join(
    '',
  );
}
