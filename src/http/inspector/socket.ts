import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { InspectionFeed } from '../../ports.ts';
import type { HttpDeps } from '../deps.ts';
import { endless, type Stay } from '../sign-in/stay.ts';

/** Bytes that may wait for a visitor who reads slowly; beyond them messages are dropped. */
const highWater = 1_048_576;
/** Bytes below which a visitor who fell behind is sent the current tree again. */
const lowWater = 65_536;
const heartbeatMs = 30_000;

/** Takes over a connection that asked for an upgrade; path and permission are checked before. */
export interface InspectorSocket {
  /** @param stay how long it may be open; without it until somebody closes it */
  (request: IncomingMessage, socket: Duplex, head: Buffer, stay?: Stay): void;
  /** Ends every visitor's connection, which would otherwise hold `server.close()` open. */
  close(): void;
}

/**
 * The inspector's feed over WebSocket: one JSON text a message, in the wire format of
 * `@statelyai/inspect`. A visitor who falls behind is told with `{type:'@agent.dropped', count}`;
 * whatever was known before it is void, and the whole current tree follows.
 */
export function inspectorSocket({ inspection, log }: HttpDeps): InspectorSocket {
  const server = new WebSocketServer({
    noServer: true,
    // Visitors only listen, and the feed is mostly on loopback: compressing it would cost more.
    maxPayload: 4_096,
    perMessageDeflate: false,
  });
  server.on('connection', (visitor: WebSocket, stay: Stay) => {
    visitor.on('error', (error) => log.debug({ err: error }, 'an inspector connection failed'));
    const stopFeeding = feed(inspection, visitor);
    const stopProbing = probe(visitor, stay);
    const release = stay.untilSignOut(() => visitor.terminate());
    visitor.once('close', () => {
      stopFeeding();
      stopProbing();
      release();
    });
  });

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, stay = endless): void =>
    server.handleUpgrade(request, socket, head, (visitor) =>
      server.emit('connection', visitor, stay),
    );
  return Object.assign(upgrade, {
    close: () => {
      for (const visitor of server.clients) visitor.terminate();
    },
  });
}

/** Sends the feed as fast as the visitor reads it, and never stores more than `highWater`. */
function feed(inspection: InspectionFeed, visitor: WebSocket): () => void {
  let dropped = 0;
  // The tree comes while `subscribe` runs. It is finite and must be whole, so it is never cut.
  let replaying = false;
  let unsubscribe = subscribe();

  function subscribe(): () => void {
    replaying = true;
    try {
      return inspection.subscribe(send);
    } finally {
      replaying = false;
    }
  }

  function send(json: string): void {
    if (visitor.readyState !== visitor.OPEN) return;
    if (!replaying && (dropped > 0 || visitor.bufferedAmount > highWater)) dropped += 1;
    else visitor.send(json, catchUp);
  }

  function catchUp(error?: Error | null): void {
    if (error || dropped === 0 || visitor.bufferedAmount > lowWater) return;
    const count = dropped;
    dropped = 0;
    unsubscribe();
    visitor.send(JSON.stringify({ type: '@agent.dropped', count }));
    unsubscribe = subscribe();
  }

  return () => unsubscribe();
}

/** Ends the connection of a visitor who has gone without a word, or whose session is over. */
function probe(visitor: WebSocket, stay: Stay): () => void {
  let answered = true;
  visitor.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered || stay.isOver()) {
      visitor.terminate();
      return;
    }
    answered = false;
    visitor.ping();
  }, heartbeatMs);
  timer.unref();
  return () => clearInterval(timer);
}
