import { shownEvent } from '../edges.ts';
import { codeName } from '../names.ts';

/** What starts a transition, as people read it. */
export interface EventText {
  /** Such as `mail.arrived`, `after 15 s` or `done parse`; the empty text for what is tried at once. */
  text: string;
  /** Where the box says already what it runs: `done` alone, if there is nothing else to be done. */
  short: string;
  /** The delay as written, such as `poll` or `15 s`; null: it is not delayed. */
  delay: string | null;
}

interface Invoked {
  id: string;
  name: string;
}

/** Reads XState's own event types; those of the machine stand as they are. */
export function eventText(event: string, nodeId: string, invoked: Invoked[]): EventText {
  const delay = between(event, 'xstate.after.', `.${nodeId}`);
  if (delay !== null) {
    return { ...plain(`after ${spell(delay)}`), delay: spell(delay) };
  }
  if (event === '*') return plain('any event');
  if (event.startsWith('xstate.done.state.')) return plain('done');
  for (const [prefix, word] of endings) {
    if (!event.startsWith(prefix)) continue;
    const id = event.slice(prefix.length);
    const known = invoked.find((each) => each.id === id);
    const whole = plain(`${word} ${codeName(known?.name ?? id)}`);
    return known && invoked.length === 1 ? { ...whole, short: word } : whole;
  }
  return plain(shownEvent(event));
}

const endings = [
  ['xstate.done.actor.', 'done'],
  ['xstate.error.actor.', 'error'],
  ['xstate.snapshot.', 'snapshot'],
] as const;

const plain = (text: string): EventText => ({ text, short: text, delay: null });

function between(text: string, head: string, tail: string): string | null {
  const fits = text.startsWith(head) && text.endsWith(tail);
  return fits ? text.slice(head.length, text.length - tail.length) : null;
}

const units = [
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
] as const;

/** A delay by its name, or its milliseconds in the greatest unit that says it exactly. */
function spell(delay: string): string {
  const ms = Number(delay);
  if (delay.trim() === '' || Number.isNaN(ms)) return delay;
  const [size, unit] = units.find(([size]) => ms >= size && (ms * 10) % size === 0) ?? [1, 'ms'];
  return `${ms / size} ${unit}`;
}

/** A guard by its name, with parameters that are short, and XState's combinations spelled out. */
export function guardText(guard: unknown): string {
  const combined = typeof guard === 'function' ? combination(guard) : null;
  return combined ?? nameOf(guard) + parameters(guard);
}

interface Combined {
  name: string;
  check?: unknown;
  guards?: unknown[];
  stateValue?: unknown;
}

/** `and`, `or`, `not` and `stateIn` are functions that carry what they combine. */
function combination(guard: object): string | null {
  const { name, check, guards, stateValue } = guard as Combined;
  if (typeof check !== 'function') return null;
  if (stateValue !== undefined) return `in ${stateText(stateValue)}`;
  const parts = (guards ?? []).map(guardText);
  return name === 'not' ? `not ${parts.join()}` : parts.join(` ${name} `);
}

function stateText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value).replace(/["{}]/g, '');
}

const longest = 24;
/** Other texts may come from anywhere: a machine can be made at run time. */
const codeWord = /^[A-Za-z_$][\w$.-]*$/;

function parameters(guard: unknown): string {
  const { params } = (guard ?? {}) as { params?: unknown };
  const all = typeof params === 'object' && params !== null ? Object.values(params) : [params];
  const words = all.filter(isShown);
  const text = words.map(String).join(', ');
  return text !== '' && text.length <= longest ? ` ${text}` : '';
}

function isShown(one: unknown): boolean {
  if (typeof one === 'string') return codeWord.test(one);
  return typeof one === 'number' || typeof one === 'boolean';
}

/** The name under which an action, a guard or an actor was written; those without one are `inline`. */
export function nameOf(reference: unknown): string {
  if (typeof reference === 'string') return reference;
  const { type, name } = (reference ?? {}) as { type?: unknown; name?: unknown };
  if (typeof type === 'string') return type;
  // An arrow function under a key of the configuration is called after the key, which says nothing.
  const said = typeof name === 'string' && !/^(|guard|actions|entry|exit|anonymous)$/.test(name);
  return said ? name : 'inline';
}
