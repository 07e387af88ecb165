/**
 * What adapters tell of their inner life to whoever counts it, by Node's diagnostics channels: no
 * adapter knows of metrics, and where nobody listens a signal costs the look at a flag.
 */
import { channel } from 'node:diagnostics_channel';

export interface Signal<Message> {
  tell(message: Message): void;
  /** @returns ends it */
  hear(listener: (message: Message) => void): () => void;
}

function signal<Message>(name: string): Signal<Message> {
  const named = channel(`marketing-ops-agent.${name}`);
  return {
    tell: (message) => void (named.hasSubscribers && named.publish(message)),
    hear(listener) {
      // Nobody else publishes on it.
      const hear = (message: unknown) => listener(message as Message);
      named.subscribe(hear);
      return () => {
        named.unsubscribe(hear);
      };
    },
  };
}

/** A transaction of the one writer. Times in milliseconds. */
export interface StoreCommit {
  /** Writes that it held. */
  size: number;
  /** How long its first write had waited for it. */
  waitedMs: number;
  ms: number;
}
export const storeCommits = signal<StoreCommit>('store.commit');

/**
 * `started` and `ended` are of a parser process, `began` and `finished` of a mail in one; `lost`: the
 * process comes to its end over a mail, for it took too much time or memory.
 */
export type ParserMoment = 'started' | 'ended' | 'began' | 'finished' | 'lost';
export const parserMoments = signal<ParserMoment>('parser');
