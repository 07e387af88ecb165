import type { InspectionFeed } from '../../src/ports.ts';

/** The inspection feed by hand: what is sent reaches everyone who listens. */
export interface FakeFeed {
  send(message: object): void;
  /** What a new visitor is sent first. */
  tree: object[];
  listeners(): number;
}

export function fakeFeed(): { feed: FakeFeed; inspection: InspectionFeed } {
  const listeners = new Set<(json: string) => void>();
  const feed: FakeFeed = {
    tree: [],
    listeners: () => listeners.size,
    send: (message) => listeners.forEach((listener) => listener(JSON.stringify(message))),
  };
  const inspection: InspectionFeed = {
    subscribe(listener) {
      for (const message of feed.tree) listener(JSON.stringify(message));
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return { feed, inspection };
}
