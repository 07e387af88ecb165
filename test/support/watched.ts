import type { InspectionHub } from '../../src/inspector/index.ts';

/** A message of the feed, as far as tests look at it. */
export interface FeedMessage {
  type: string;
  sessionId: string;
  rootId: string;
  createdAt: string;
  name?: string;
  parentId?: string;
  definition?: string;
  sourceId?: string;
  event?: { type: string; [field: string]: unknown };
  snapshot?: { status: string; value?: unknown; context?: unknown; [field: string]: unknown };
  _agent?: {
    seq?: number;
    taken?: string[];
    timers?: { event: string; startedAt: number; due: number }[];
    actor?: string;
    machine?: string;
    chart?: string | null;
    subject?: string | null;
  };
}

/** A visitor of the feed, and all that it was sent. */
export function watch(hub: Pick<InspectionHub, 'subscribe'>, definitions = false) {
  const feed: FeedMessage[] = [];
  const leave = hub.subscribe({ definitions, send: (json) => feed.push(JSON.parse(json)) });
  const of = (type: string) => feed.filter((message) => message.type === `@xstate.${type}`);
  return {
    feed,
    leave,
    of,
    /** The transitions that were taken, step by step, of one actor or of all. */
    taken: (actor?: string) =>
      of('snapshot')
        .filter(({ sessionId }) => actor === undefined || sessionId === actor)
        .map(({ _agent }) => _agent?.taken ?? []),
    /** The clocks that run in an actor by its latest message. */
    timers: (actor: string) =>
      feed.findLast(({ sessionId }) => sessionId === actor)?._agent?.timers ?? [],
  };
}
