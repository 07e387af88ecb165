import type { Logger } from 'pino';
import { imapSource } from '../adapters/imap/source.ts';
import { DatabaseOwnedError } from '../adapters/store/agent-lock.ts';
import type { Store } from '../adapters/store/index.ts';
import { type Knowledge, startAgent } from '../agent.ts';
import type { Config } from '../config.ts';
import type { Mailboxes } from '../mailboxes.ts';
import type { EventBus } from '../ports.ts';

/** Who works the mail that is taken in. */
export interface Worker {
  /** It is in this process; else an agent that was there before works it. */
  here: boolean;
  /** There is mail in the table. */
  wake(): void;
  /** Resolves when it cannot go on. */
  failed: Promise<void>;
  /** Drains: messages in work finish or are given back. */
  stop(): Promise<void>;
}

/**
 * The actor system of an agent that watches no mailbox; where an agent owns the database, that one,
 * which looks into the table every few seconds.
 * @param events are told of what becomes of the mail, whoever works it
 */
export async function startWorker(
  config: Config,
  knowledge: Knowledge,
  store: Store,
  events: EventBus,
  log: Logger,
): Promise<Worker> {
  try {
    const agent = await startAgent(config, knowledge, store, log, async () => noMailboxes(config));
    return { ...agent, here: true, wake: () => agent.control.wake() };
  } catch (error) {
    if (!(error instanceof DatabaseOwnedError)) throw error;
  }
  const stopFollowing = await store.follow(events, (error) =>
    log.warn({ err: error }, 'the agent could not be followed: the database cannot be read'),
  );
  return {
    here: false,
    wake: () => undefined,
    failed: new Promise(() => undefined),
    stop: async () => stopFollowing(),
  };
}

function noMailboxes({ IMAP_USER, OWN_ADDRESSES }: Config): Mailboxes {
  const own = IMAP_USER ? [IMAP_USER, ...OWN_ADDRESSES] : OWN_ADDRESSES;
  return {
    source: imapSource([]),
    watched: [],
    marks: false,
    user: '',
    placer: null,
    demo: null,
    // What is our own in a mailbox is so in its archive as well.
    ownAddresses: own.map((address) => address.toLowerCase()),
    close: async () => undefined,
  };
}
