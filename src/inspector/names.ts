import { hidden } from './redact.ts';

const plain = /^[\w$.:*#/()[\] -]{1,120}$/;

/** What was looked at before; forgotten as a whole, for ids may be made without end. */
const known = new Map<string, string>();
const keptNames = 1_000;

/**
 * An id, a type of an event or the name of a state as it may be shown. They come from code; what does
 * not look so, such as `mailbox alice@example.com`, may hold text of the outside and is hidden.
 */
export function codeName(text: unknown): string {
  if (typeof text !== 'string') return hidden;
  let name = known.get(text);
  if (name !== undefined) return name;
  name = plain.test(text) ? text : hidden;
  if (known.size >= keptNames) known.clear();
  if (text.length <= 120) known.set(text, name);
  return name;
}
