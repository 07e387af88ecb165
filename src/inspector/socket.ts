import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { InspectionHub } from './hub.ts';
import { additionsVersion, type Dropped } from './wire.ts';

/** Bytes that may wait for a visitor who reads slowly; beyond them messages are dropped. */
const highWater = 1_048_576;
/** Bytes below which a visitor who fell behind is sent the current tree again. */
const lowWater = 65_536;
/** Bytes that are gathered into one frame, about: as many as a page reads in a few milliseconds. */
const frameBytes = 32_768;
const heartbeatMs = 30_000;

/** How long a visitor may stay. */
export interface Permission {
  /** Whether it has come to its end by itself; asked from time to time. */
  isOver(): boolean;
  /** Calls `close` as soon as it is taken back; returns how to forget that. */
  untilSignOut(close: () => void): () => void;
}

const endless: Permission = { isOver: () => false, untilSignOut: () => () => undefined };

/** Takes over a connection that asked for an upgrade; path, Host, Origin and token are checked before. */
export interface FeedSocket {
  (request: IncomingMessage, socket: Duplex, head: Buffer, permission?: Permission): void;
  /** Ends every visitor's connection, which would otherwise hold `server.close()` open. */
  close(): void;
}

/**
 * The feed over WebSocket: one JSON text a message, see `wire.ts`. A visitor who falls behind is told
 * with `@agent.dropped`; whatever was known before it is void, and the whole current tree follows.
 *
 * In the address, `batch=<ms>` gathers messages into frames that are JSON arrays, for a page that
 * would choke on thousands of frames a second, `definitions=no` leaves out what `@statelyai/inspect`
 * draws machines from, and `brief=yes` tells each thing once, see `Brief` of `wire.ts`.
 *
 * @param onError what went wrong with one connection; the others do not notice
 */
export function feedSocket(
  hub: Pick<InspectionHub, 'subscribe'>,
  onError: (error: Error) => void = () => undefined,
): FeedSocket {
  const server = new WebSocketServer({
    noServer: true,
    // Visitors only listen, and the feed is mostly on loopback: compressing it would cost more.
    maxPayload: 4_096,
    perMessageDeflate: false,
  });
  const upgrade = (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    permission: Permission = endless,
  ): void =>
    server.handleUpgrade(request, socket, head, (client) => {
      client.on('error', onError);
      const feed = new Feed(hub, client, wishesOf(request));
      const stopProbing = probe(client, permission);
      const release = permission.untilSignOut(() => client.terminate());
      client.once('close', () => {
        feed.end();
        stopProbing();
        release();
      });
    });
  return Object.assign(upgrade, {
    close: () => {
      for (const client of server.clients) client.terminate();
    },
  });
}

interface Wishes {
  definitions: boolean;
  brief: boolean;
  /** Milliseconds over which messages are gathered; 0: none are. */
  batchMs: number;
}

function wishesOf({ url = '' }: IncomingMessage): Wishes {
  const query = new URLSearchParams(url.split('?', 2)[1]);
  const batchMs = Math.min(1_000, Math.max(0, Number(query.get('batch')) || 0));
  const definitions = query.get('definitions') !== 'no';
  return { definitions, brief: query.get('brief') === 'yes', batchMs };
}

/** Sends messages as fast as the visitor reads them; beyond the tree no more than `highWater` waits. */
class Feed {
  readonly #hub: Pick<InspectionHub, 'subscribe'>;
  readonly #client: WebSocket;
  readonly #wishes: Wishes;
  #unsubscribe: () => void = () => undefined;
  #gathered: string[] = [];
  #gatheredBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #dropped = 0;
  /** Bytes of the last replay that may still wait: they are no sign that the visitor is slow. */
  #left = 0;
  /** The tree comes while `subscribe` runs. It is finite and must be whole, so it is never cut. */
  #replaying = false;

  constructor(hub: Pick<InspectionHub, 'subscribe'>, client: WebSocket, wishes: Wishes) {
    this.#hub = hub;
    this.#client = client;
    this.#wishes = wishes;
    this.#subscribe();
  }

  end(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
  }

  #subscribe(): void {
    this.#replaying = true;
    const { definitions, brief } = this.#wishes;
    this.#unsubscribe = this.#hub.subscribe({
      send: (json) => this.#take(json),
      definitions,
      brief,
      // A page that knows machines by their definitions draws them itself.
      drawings: !definitions,
    });
    this.#replaying = false;
    this.#left = this.#client.bufferedAmount + this.#gatheredBytes;
  }

  #take(json: string): void {
    if (this.#client.readyState !== this.#client.OPEN) return;
    if (!this.#replaying && this.#isBehind()) this.#dropped += 1;
    else if (this.#wishes.batchMs === 0) this.#client.send(json, this.#catchUp);
    else this.#gather(json);
  }

  #isBehind(): boolean {
    const waiting = this.#client.bufferedAmount;
    // What it has read of the replay is gone for good, and the mark sinks with it.
    this.#left = Math.min(this.#left, waiting + this.#gatheredBytes);
    return this.#dropped > 0 || waiting > highWater + this.#left;
  }

  #gather(json: string): void {
    this.#gathered.push(json);
    this.#gatheredBytes += json.length;
    if (this.#gatheredBytes > frameBytes) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), this.#wishes.batchMs);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const frame = `[${this.#gathered.join(',')}]`;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    if (this.#client.readyState === this.#client.OPEN) this.#client.send(frame, this.#catchUp);
  }

  readonly #catchUp = (error?: Error | null): void => {
    if (error || this.#dropped === 0 || this.#client.bufferedAmount > lowWater) return;
    const count = this.#dropped;
    this.#dropped = 0;
    this.#unsubscribe();
    const notice: Dropped = { type: '@agent.dropped', version: additionsVersion, count };
    const json = JSON.stringify(notice);
    if (this.#wishes.batchMs === 0) this.#client.send(json);
    else this.#gather(json);
    this.#subscribe();
  };
}

/** Ends the connection of a visitor who has gone without a word, or who may stay no longer. */
function probe(client: WebSocket, permission: Permission): () => void {
  let answered = true;
  client.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered || permission.isOver()) {
      client.terminate();
      return;
    }
    answered = false;
    client.ping();
  }, heartbeatMs);
  timer.unref();
  return () => clearInterval(timer);
}
