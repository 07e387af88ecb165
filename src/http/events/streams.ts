import { Readable } from 'node:stream';
import type { DomainEvent, EventBus } from '../../ports.ts';

interface StreamLimits {
  /** Between comments that keep proxies from closing a quiet stream, in milliseconds. */
  keepAliveMs: number;
  /** Bytes that may wait for a slow client before it is dropped. */
  maxBufferedBytes: number;
}

const defaults: StreamLimits = { keepAliveMs: 15_000, maxBufferedBytes: 1_048_576 };

/** How long a client waits before it comes back. */
const retryMs = 2_000;

/**
 * Server-sent events (WHATWG HTML, 9.2) to any number of clients. Each event is written once for
 * all: `event` is its type, `data` the `DomainEvent` as JSON, `id` a number that rises by one, so
 * that a client sees what it missed. Nothing is replayed: who comes back fetches the present state
 * anew. A client that does not keep up is dropped and will come back.
 * @returns opens the stream of one client
 */
export function eventStreams(events: EventBus, limits = defaults): () => Readable {
  const clients = new Set<Readable>();
  let lastId = 0;
  let stop: (() => void) | undefined;

  function send(frame: string): void {
    for (const client of clients) {
      client.push(frame);
      // Destroying it ends the response; its `close` takes it off the list.
      if (client.readableLength > limits.maxBufferedBytes) client.destroy();
    }
  }

  function start(): () => void {
    const unsubscribe = events.subscribe((event) => send(frameOf(++lastId, event)));
    const keepAlive = setInterval(() => send(': keep-alive\n\n'), limits.keepAliveMs);
    return () => {
      unsubscribe();
      clearInterval(keepAlive);
    };
  }

  return () => {
    const client = new Readable({ read: () => undefined });
    client.once('close', () => {
      clients.delete(client);
      if (clients.size > 0) return;
      stop?.();
      stop = undefined;
    });
    clients.add(client);
    // Nobody listens, nothing is written: a busy pipeline pays for events only when one is open.
    stop ??= start();
    client.push(`retry: ${retryMs}\n\n`);
    return client;
  };
}

function frameOf(id: number, event: DomainEvent): string {
  return `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
