import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { codeName } from './names.ts';
import { hidden } from './redact.ts';

const ids = new WeakMap<AnyTransitionDefinition, string>();

/**
 * A state's name within its machine, such as `connected.watching`; the machine itself is the empty
 * text. From the path and not from the node's id, which a machine may set to anything.
 */
export function stateKey({ path }: Pick<AnyStateNode, 'path'>): string {
  return path.join('.');
}

/**
 * An event's type in drawings and in the names of edges. XState builds its own from ids, which may hold
 * text of the outside; those that the machine's file names stand as they are there.
 */
export function shownEvent(type: string): string {
  return type.startsWith('xstate.') ? codeName(type) : type;
}

/**
 * Names a transition the same in the feed and in the drawing: `state|event|index`, the index among
 * what the state does on that event. An event of `always` is the empty text.
 */
export function edgeId(transition: AnyTransitionDefinition): string {
  const known = ids.get(transition);
  if (known !== undefined) return known;
  const { source, eventType } = transition;
  const event = shownEvent(eventType);
  const id = `${stateKey(source)}|${event}|${amongOf(source, eventType, event).indexOf(transition)}`;
  ids.set(transition, id);
  return id;
}

function amongOf(source: AnyStateNode, type: string, shown: string): AnyTransitionDefinition[] {
  if (type === '') return source.always ?? [];
  if (shown !== hidden) return source.transitions.get(type) ?? [];
  // Events whose names are hidden look the same, and count as one.
  const all = [...source.transitions].filter(([each]) => shownEvent(each) === hidden);
  return all.flatMap(([, transitions]) => transitions);
}
