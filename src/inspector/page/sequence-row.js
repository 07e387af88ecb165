import { make, setText } from './dom.js';
import { gapText, rowText, shorten } from './sequence-rows.js';
import { clockText } from './time-text.js';

/**
 * @typedef {import('./sequence-lanes.js').Lanes} Lanes
 * @typedef {import('./sequence-rows.js').Gap} Gap
 * @typedef {import('./sequence-rows.js').Row} Row
 *
 * @typedef {object} Drawn a row in the page
 * @property {HTMLElement} element
 * @property {Row | null} row null: a gap
 * @property {(lanes: Lanes) => void} place moves its arrow to where the lanes are
 */

/** What a lane has room for, in characters. */
const charactersInLane = 15;
/** The longest code of an error that is shown, in characters. */
const longestCode = 24;
/** However little room there is, so many characters of an event are shown. */
const leastText = 12;

let drawn = 0;

/** @param {string} className */
function option(className) {
  const element = make('div', className);
  element.setAttribute('role', 'option');
  element.id = `sequence-row-${++drawn}`;
  return element;
}

/** @param {Gap} gap @returns {Drawn} */
export function drawGap(gap) {
  const element = option('sequence-gap');
  element.setAttribute('aria-disabled', 'true');
  element.append(make('span', '', gapText(gap)));
  return { element, row: null, place: () => undefined };
}

/** @param {Row} row @returns {Drawn} */
export function drawRow(row) {
  const element = option('sequence-row');
  const spoken = rowText(row);
  element.setAttribute('aria-selected', 'false');
  element.title = row.subjects === '' ? spoken : `${spoken} (${row.subjects})`;
  element.dataset['kind'] = toneOf(row.passage.type);

  // As few elements as it can do with: rows come all the time.
  const field = make('span', 'sequence-field');
  const arrow = make('span', 'sequence-arrow');
  const label = make('span', 'sequence-label');
  const words = make('span', 'sequence-words');
  const note = make('span', 'sequence-note');
  const text = document.createTextNode('');
  const code = shorten(row.code, longestCode);
  words.append(text);
  if (code !== '') words.append(make('b', 'sequence-code', code));
  label.append(words);
  field.append(label, arrow);
  field.setAttribute('aria-hidden', 'true');
  const time = clockText(row.passage.at);
  const heard = make('span', 'sequence-heard', spoken.slice(time.length));
  element.append(make('span', 'sequence-time', time), heard, field);

  return {
    element,
    row,
    place(lanes) {
      const geometry = geometryOf(lanes.columnOf(row.from), lanes.columnOf(row.to), lanes.size);
      const { start, end } = geometry.label;
      const room = Math.floor((end - start) * lanes.size * charactersInLane);
      const aside = noteOf(row, lanes);
      const left = room - aside.length - code.length;
      setText(note, aside);
      if (aside === '') note.remove();
      else if (note.parentNode !== words) words.prepend(note);
      setText(text, shorten(row.text, Math.max(leastText, left)));
      arrow.className = `sequence-arrow is-${geometry.way}`;
      label.className = `sequence-label is-${geometry.way}`;
      stretch(arrow, geometry.arrow);
      reach(label, geometry.label);
    },
  };
}

/** @param {string} type */
function toneOf(type) {
  if (type.startsWith('xstate.error.')) return 'error';
  if (type.startsWith('xstate.done.')) return 'answer';
  if (type.startsWith('xstate.after.')) return 'timer';
  return type.startsWith('xstate.') ? 'system' : 'event';
}

/** Those whom neither their lane nor the event itself tells. @param {Row} row @param {Lanes} lanes */
function noteOf({ from, to, fromLabel, toLabel, text }, lanes) {
  const unclear = [
    fromLabel === from.label && lanes.has(from) ? '' : fromLabel,
    toLabel === to.label && lanes.has(to) ? '' : toLabel,
  ].filter((label) => label !== '' && !text.endsWith(label));
  return unclear.map((label) => shorten(label, 16)).join(' → ');
}

/** @typedef {{ start: number, end: number }} Stretch from the left, as shares of the width */

/**
 * @param {number} from the sender's column
 * @param {number} to the receiver's column
 * @param {number} columns
 * @returns {{ way: 'right' | 'left' | 'loop' | 'loop-back', arrow: Stretch, label: Stretch }}
 */
export function geometryOf(from, to, columns) {
  const share = (/** @type {number} */ start, /** @type {number} */ end) => ({
    start: start / columns,
    end: end / columns,
  });
  const start = Math.min(from, to) + 0.5;
  const end = Math.max(from, to) + 0.5;
  if (from !== to) {
    const middle = (start + end) / 2;
    const half = Math.max((end - start) / 2, 1);
    return {
      way: to > from ? 'right' : 'left',
      arrow: share(start, end),
      label: share(middle - half, middle + half),
    };
  }
  // On the last lane there is no room at the right.
  const isLast = columns > 1 && from === columns - 1;
  const room = isLast
    ? share(Math.max(0, start - 2.5), start)
    : share(start, Math.min(columns, start + 2.5));
  return { way: isLast ? 'loop-back' : 'loop', arrow: share(start, start), label: room };
}

/**
 * @param {HTMLElement} element
 * @param {Stretch} stretch
 */
function stretch({ style }, { start, end }) {
  style.left = percent(start);
  style.width = percent(end - start);
}

/**
 * As far as it is in view, so that the words of a long arrow are in sight as long as some of it is.
 * What is in view is written to the sheet: words that stick by themselves would be a layer each.
 * @param {HTMLElement} element
 * @param {Stretch} stretch
 */
function reach({ style }, { start, end }) {
  style.left = `max(${percent(start)}, var(--before))`;
  style.right = `max(${percent(1 - end)}, var(--behind))`;
}

/** @param {number} share */
export function percent(share) {
  return `${(share * 100).toFixed(3)}%`;
}
