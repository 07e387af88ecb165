import type {
  AuditStore,
  DraftStore,
  EventBus,
  MessageStore,
  OperationsStore,
  OutgoingStore,
  TokenStore,
  UpkeepStore,
  UsageStore,
  WebhookStore,
} from '../../ports.ts';
import { auditStore } from './audit-store.ts';
import { followChanges } from './change-feed.ts';
import { openSqlite, sqlitePath } from './data-source.ts';
import { draftStore } from './draft-store.ts';
import { messageStore, type StoreContext } from './message-store.ts';
import { operationsStore } from './operations-store.ts';
import { outgoingStore } from './outgoing-store.ts';
import { scrub, type Scrubbed } from './scrub.ts';
import { Statements } from './statements.ts';
import { tokenStore } from './token-store.ts';
import { upkeepStore } from './upkeep-store.ts';
import { usageStore } from './usage-store.ts';
import { webhookStore } from './webhook-store.ts';
import { storageFailure, WriteQueue } from './write-queue.ts';

export interface Store {
  messages: MessageStore;
  drafts: DraftStore;
  usage: UsageStore;
  outgoing: OutgoingStore;
  audit: AuditStore;
  tokens: TokenStore;
  operations: OperationsStore;
  webhooks: WebhookStore;
  upkeep: UpkeepStore;
  /** Tells what every process on the same database does, this one included; the result ends it. */
  follow(listener: EventBus, onError: (error: unknown) => void): Promise<() => void>;
  /** Takes what was deleted out of the database's files; nothing may be written here meanwhile. */
  scrub(): Promise<Scrubbed>;
  /** Waits for writes under way and closes the connections. */
  close(): Promise<void>;
}

/**
 * Opens the database, brought up to the newest schema.
 * @param now epoch milliseconds
 */
export async function openStore(url: string, events: EventBus, now = Date.now): Promise<Store> {
  const { writer, reader } = await openSqlite(sqlitePath(url));
  const statements = await Statements.of(writer);
  const asked = await Statements.of(reader);
  const writes = new WriteQueue(statements.query);
  const context: StoreContext = { writes, reader, read: asked.query, events, now };
  return {
    messages: failingAsPromised(messageStore(context)),
    drafts: failingAsPromised(draftStore(context)),
    usage: failingAsPromised(usageStore(context)),
    outgoing: failingAsPromised(outgoingStore(context)),
    audit: failingAsPromised(auditStore(context)),
    tokens: failingAsPromised(tokenStore(context)),
    operations: failingAsPromised(operationsStore(context)),
    webhooks: failingAsPromised(webhookStore(context)),
    upkeep: failingAsPromised(upkeepStore(context)),
    follow: (listener, onError) => followChanges(reader, listener, { onError }),
    async scrub() {
      await writes.idle();
      return await scrub(statements.query, sqlitePath(url));
    },
    async close() {
      await writes.close();
      await statements.finalize();
      await asked.finalize();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** The same methods, whose every error is a `Failure`: those of the readers come from the driver. */
function failingAsPromised<Port extends object>(port: Port): Port {
  const methods = Object.entries(port).map(([name, method]) => [
    name,
    async (...args: unknown[]): Promise<unknown> => {
      try {
        return await method(...args);
      } catch (error) {
        throw storageFailure(error);
      }
    },
  ]);
  return Object.fromEntries(methods);
}
