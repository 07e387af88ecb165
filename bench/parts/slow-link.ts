import { fileURLToPath } from 'node:url';
import { forkSource, nextMessage } from './child.ts';

const entry = fileURLToPath(new URL('./slow-link-process.ts', import.meta.url));

/** A line with a round trip to a server on loopback, in a process of its own. */
export interface SlowLink {
  port: number;
  stop(): void;
}

export async function startSlowLink(target: number, roundTripMs: number): Promise<SlowLink> {
  const child = forkSource(entry, [String(target), String(roundTripMs)]);
  const port = (await nextMessage(child)) as number;
  return { port, stop: () => void child.kill() };
}
