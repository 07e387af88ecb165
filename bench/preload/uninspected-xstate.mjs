/** XState, whose actor systems take no observer. */
import { createActor as createInspectedActor } from 'xstate';

export * from 'xstate';

export function createActor(logic, { inspect: _inspect, ...options } = {}) {
  const actor = createInspectedActor(logic, options);
  // The other way to an observer; XState's own answer is a subscription.
  actor.system.inspect = () => ({ unsubscribe() {} });
  return actor;
}
