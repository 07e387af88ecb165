import { foldedParts, foldedText } from './folded.js';

/** @typedef {import('./store.js').Passage} Passage */

/**
 * An event in full, of which a brief feed tells only once, see `Brief` in `../wire.ts`.
 * @param {any} event as the message has it
 * @param {{ event?: string, of?: number }} additions
 * @param {Passage[]} passages the latest
 * @param {string} [input] of the actor that it was sent to, folded up
 * @returns {unknown} undefined: it is no longer kept
 */
export function contentOf(event, { event: text, of }, passages, input) {
  if (text !== undefined) return foldedText(text);
  if (of !== undefined) {
    const passage = passages[firstAfter(passages, of - 1)];
    return passage?.seq === of ? passage.content : undefined;
  }
  const isStart = input !== undefined && event?.type === 'xstate.init';
  return isStart ? foldedParts(event, { input }) : event;
}

/**
 * Where the passages begin that are later than one, whose numbers grow.
 * @param {Passage[]} passages
 * @param {number} seq
 */
export function firstAfter(passages, seq) {
  let low = 0;
  let high = passages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((passages[middle]?.seq ?? 0) > seq) high = middle;
    else low = middle + 1;
  }
  return low;
}
