import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';

const ids = new WeakMap<AnyTransitionDefinition, string>();

/**
 * A state's name within its machine, such as `connected.watching`; the machine itself is the empty
 * text. From the path and not from the node's id, which a machine may set to anything.
 */
export function stateKey({ path }: Pick<AnyStateNode, 'path'>): string {
  return path.join('.');
}

/**
 * Names a transition the same in the feed and in the drawing: `state|event|index`, the index among
 * what the state does on that event. An event of `always` is the empty text.
 */
export function edgeId(transition: AnyTransitionDefinition): string {
  const known = ids.get(transition);
  if (known !== undefined) return known;
  const { source, eventType } = transition;
  const among =
    eventType === '' ? (source.always ?? []) : (source.transitions.get(eventType) ?? []);
  const id = `${stateKey(source)}|${eventType}|${among.indexOf(transition)}`;
  ids.set(transition, id);
  return id;
}
