import type { EventBus, Figures } from '../ports.ts';
import { parserMoments, storeCommits } from '../ports/signals.ts';
import type { Metrics } from './registry.ts';

/** The registry as the HTTP side sees it. */
export function figuresOf(metrics: Metrics): Figures {
  return {
    render: async () => ({ type: metrics.contentType, text: await metrics.render() }),
    request: (labels, seconds) => metrics.observe('http_request_duration_seconds', labels, seconds),
    client: (kind, change) => metrics.add('http_clients', { kind }, change),
  };
}

const ends = new Set<string>(['done', 'skipped', 'quarantined', 'gone']);

/** Counts the ends of messages; of a bus that tells what this process did, and not what others do. */
export function countEnds(events: EventBus, metrics: Metrics): () => void {
  return events.subscribe((event) => {
    if (event.type !== 'message.transitioned' || !ends.has(event.to)) return;
    metrics.count('messages_ended_total', { account: accountIn(event.key), stage: event.to });
  });
}

/** The first segment of a key, see `keyOf`. */
function accountIn(key: string): string {
  return decodeURIComponent(key.slice(0, key.indexOf('/')));
}

/** Counts what the database and the parser tell of themselves. @returns ends it */
export function countSignals(metrics: Metrics): () => void {
  const ends = [
    storeCommits.hear(({ size, waitedMs, ms }) => {
      metrics.observe('store_commit_writes', {}, size);
      metrics.observe('store_commit_wait_seconds', {}, waitedMs / 1_000);
      metrics.observe('store_commit_duration_seconds', {}, ms / 1_000);
    }),
    parserMoments.hear((moment) => {
      switch (moment) {
        case 'started':
          metrics.count('parser_starts_total', {});
          return metrics.add('parser_processes', {}, 1);
        case 'ended':
          return metrics.add('parser_processes', {}, -1);
        case 'began':
          return metrics.add('parser_busy', {}, 1);
        case 'finished':
          return metrics.add('parser_busy', {}, -1);
        case 'lost':
          return metrics.count('parser_lost_total', {});
      }
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
