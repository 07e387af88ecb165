import { type Inspection, InspectionHub, type Visitor } from '../../src/inspector/index.ts';

/** The inspection feed by hand: what is sent reaches everyone who listens. */
export interface FakeFeed {
  send(message: object): void;
  /** What a new visitor is sent first. */
  tree: object[];
  listeners(): number;
}

export function fakeFeed(): { feed: FakeFeed; inspection: Inspection } {
  const visitors = new Set<Visitor>();
  const feed: FakeFeed = {
    tree: [],
    listeners: () => visitors.size,
    send: (message) => visitors.forEach((visitor) => visitor.send(JSON.stringify(message))),
  };
  // All but the feed is a hub's over nothing.
  const inspection = new InspectionHub();
  inspection.subscribe = (visitor) => {
    for (const message of feed.tree) visitor.send(JSON.stringify(message));
    visitors.add(visitor);
    return () => void visitors.delete(visitor);
  };
  return { feed, inspection };
}
