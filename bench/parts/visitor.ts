import { fileURLToPath } from 'node:url';
import { forkSource, nextMessage } from './child.ts';

const entry = fileURLToPath(new URL('./visitor-process.ts', import.meta.url));

/** What a visitor has read so far. */
export interface Visit {
  frames: number;
  messages: number;
  bytes: number;
  /** Messages that the hub left out because the visitor read too slowly, as it says itself. */
  dropped: number;
  /** Why the connection is no longer open. */
  ended: string | null;
}

export interface Visitor {
  visit(): Promise<Visit>;
  leave(): void;
}

/**
 * Somebody who reads the inspector's feed in a process of its own, and parses all of it as the
 * page does. Resolves when the connection is open.
 * @param url of the WebSocket
 */
export async function startVisitor(url: string): Promise<Visitor> {
  const child = forkSource(entry, [url]);
  await nextMessage(child);
  return {
    async visit() {
      child.send('visit');
      return (await nextMessage(child)) as Visit;
    },
    leave: () => void child.kill(),
  };
}
