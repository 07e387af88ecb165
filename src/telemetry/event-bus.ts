import type { DomainEvent, EventBus } from '../ports.ts';

/** Tells every listener at once; one that throws harms neither the publisher nor the others. */
export function createEventBus(onError: (error: unknown) => void): EventBus {
  const listeners = new Set<(event: DomainEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Tells nobody. */
export const silentBus: EventBus = { publish: () => undefined, subscribe: () => () => undefined };
