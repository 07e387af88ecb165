import type { AnyActorRef } from 'xstate';
import { codeName } from './names.ts';
import { machineOf, nameOf } from './registry.ts';
import type { Redact } from './redact.ts';
import { isLogic } from './shapes.ts';

/** Text for people; any other is a name. */
const prose = 'description';

/** Parts of a machine's file that may hold values instead of names, such as a key in `input`. */
const values = new Set(['context', 'input', 'output', 'params', 'meta']);
const maxDepth = 40;

/**
 * The machine's own file as JSON, as `@statelyai/inspect` sends it: functions become their names, logic
 * that stands there in person its id; names are shown as everywhere, and values are redacted. Of other
 * logic there is only a name.
 */
export function definitionOf(ref: AnyActorRef, redact: Redact): string {
  const machine = machineOf(ref);
  if (!machine) return JSON.stringify({ id: nameOf(ref) });
  return JSON.stringify(plain(machine.config, redact, 0));
}

/** What is listed under these has names of the machine's own as keys. */
const lists = new Set(['states', 'on', 'after']);

function plain(value: unknown, redact: Redact, depth: number, isList = false): unknown {
  if (typeof value === 'function') return { type: value.name || 'inline' };
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return codeName(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return undefined;
  if (Array.isArray(value)) return value.map((item) => plain(item, redact, depth + 1));
  if (isLogic(value)) return 'id' in value ? codeName(value.id) : 'inline';
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    if (!isList && values.has(key) && typeof inner !== 'function') return [key, redact(inner)];
    if (!isList && key === prose) return [key, inner];
    return [key, plain(inner, redact, depth + 1, !isList && lists.has(key))];
  });
  return Object.fromEntries(entries);
}
