import { Readable } from 'node:stream';
import type { DomainEvent, EventBus } from '../../ports.ts';
import { endless, type Stay } from '../sign-in/stay.ts';

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
 * anew. A client that does not keep up is dropped and will come back. A stream ends with the session
 * that opened it: at once when its person signs out, else with the next comment.
 * @returns opens the stream of one client
 */
export function eventStreams(events: EventBus, limits = defaults): (stay?: Stay) => Readable {
  const clients = new Map<Readable, Stay>();
  let lastId = 0;
  let stop: (() => void) | undefined;

  function send(frame: string): void {
    for (const client of clients.keys()) {
      client.push(frame);
      // Destroying it ends the response; its `close` takes it off the list.
      if (client.readableLength > limits.maxBufferedBytes) client.destroy();
    }
  }

  function keepAlive(): void {
    for (const [client, stay] of clients) if (stay.isOver()) end(client);
    send(': keep-alive\n\n');
  }

  /** In order; what still waits for a slow client is not theirs to read any more. */
  function end(client: Readable): void {
    clients.delete(client);
    if (client.readableLength > 0) client.destroy();
    else client.push(null);
  }

  function start(): () => void {
    const unsubscribe = events.subscribe((event) => send(frameOf(++lastId, event)));
    const timer = setInterval(keepAlive, limits.keepAliveMs);
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  }

  return (stay = endless) => {
    const client = new Readable({ read: () => undefined });
    const release = stay.untilSignOut(() => end(client));
    client.once('close', () => {
      release();
      clients.delete(client);
      if (clients.size > 0) return;
      stop?.();
      stop = undefined;
    });
    clients.set(client, stay);
    // Nobody listens, nothing is written: a busy pipeline pays for events only when one is open.
    stop ??= start();
    client.push(`retry: ${retryMs}\n\n`);
    return client;
  };
}

function frameOf(id: number, event: DomainEvent): string {
  return `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
