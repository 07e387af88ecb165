import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What goes wrong on the line. Held against connections that stand as well as new ones. */
export type Trouble =
  /** RST to the client after so many more bytes from the server; then the line is sound again. */
  | { kind: 'reset'; afterBytes: number }
  /** Half-open: connections stand, new ones are taken, and nothing passes either way. */
  | { kind: 'freeze' }
  | { kind: 'trickle'; bytesPerSecond: number }
  /** Each chunk comes so much later, in order. */
  | { kind: 'delay'; ms: number }
  /** Open connections are reset, and new ones as soon as they come. */
  | { kind: 'refuse' };

export interface ChaosProxy {
  readonly port: number;
  /** Connections so far. */
  readonly connections: number;
  /** How often a `reset` struck. */
  readonly resets: number;
  /** From now on; null lets everything through, and what a freeze held back is lost. */
  trouble(next: Trouble | null): void;
  close(): Promise<void>;
}

interface Link {
  client: Socket;
  server: Socket;
  /** A freeze swallowed bytes: the two ends no longer agree, as after a router forgot the link. */
  broken: boolean;
}

const trickleTickMs = 50;

/** A TCP proxy on loopback that can be told, at any moment, to be a bad line. */
export async function startChaosProxy(targetPort: number): Promise<ChaosProxy> {
  const links = new Set<Link>();
  let trouble: Trouble | null = null;
  let connections = 0;
  let resets = 0;

  function end(link: Link): void {
    links.delete(link);
    link.client.resetAndDestroy();
    link.server.destroy();
  }

  /** Cuts the link within the chunk where the count runs out. */
  function countDown(link: Link, chunk: Buffer, reset: Trouble & { kind: 'reset' }): boolean {
    if (chunk.length < reset.afterBytes) {
      reset.afterBytes -= chunk.length;
      return false;
    }
    trouble = null;
    resets += 1;
    // What was written before a reset may be thrown away with it: give it time to arrive.
    link.client.write(chunk.subarray(0, reset.afterBytes), () => setTimeout(() => end(link), 5));
    link.broken = true;
    return true;
  }

  async function pass(link: Link, from: Socket, to: Socket): Promise<void> {
    for await (const data of from) {
      const chunk = data as Buffer;
      if (trouble?.kind === 'freeze') link.broken = true;
      if (link.broken) continue;
      if (trouble?.kind === 'reset' && from === link.server) {
        if (countDown(link, chunk, trouble)) continue;
      }
      if (trouble?.kind === 'delay') await pause(trouble.ms);
      if (trouble?.kind === 'trickle') await trickle(link, chunk, to);
      else to.write(chunk);
    }
    to.end();
  }

  /** Drop by drop for as long as the trouble lasts; the rest at once. */
  async function trickle(link: Link, chunk: Buffer, to: Socket): Promise<void> {
    let rest = chunk;
    while (rest.length > 0 && links.has(link)) {
      if (trouble?.kind !== 'trickle') break;
      const drop = Math.max(1, Math.round((trouble.bytesPerSecond * trickleTickMs) / 1000));
      to.write(rest.subarray(0, drop));
      rest = rest.subarray(drop);
      await pause(trickleTickMs);
    }
    if (rest.length > 0) to.write(rest);
  }

  const listener = createServer({ noDelay: true }, (client) => {
    connections += 1;
    client.on('error', () => undefined); // either end may reset
    if (trouble?.kind === 'refuse') {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    server.on('error', () => undefined);
    const link: Link = { client, server, broken: false };
    links.add(link);
    client.on('close', () => end(link));
    server.on('close', () => setTimeout(() => !link.broken && end(link), 20));
    pass(link, client, server).catch(() => end(link));
    pass(link, server, client).catch(() => end(link));
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');

  return {
    port: (listener.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    get resets() {
      return resets;
    },
    trouble(next) {
      trouble = next && { ...next };
      if (next?.kind === 'refuse') for (const link of links) end(link);
    },
    async close() {
      for (const link of links) end(link);
      listener.close();
      await once(listener, 'close');
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
