import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/adapters/store/index.ts';
import type { DomainEvent } from '../../src/ports.ts';
import type { StoreUnderTest } from '../contracts/stores/harness.ts';

/** A directory of its own for a database, and how to be rid of it. */
export async function databaseFile(): Promise<{ path: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'store-'));
  return {
    path: join(directory, 'agent.db'),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** An empty SQLite store in a file of its own. */
export async function sqliteUnderTest(): Promise<StoreUnderTest & { path: string }> {
  const { path, remove } = await databaseFile();
  const events: DomainEvent[] = [];
  const clock = { now: Date.parse('2026-03-01T09:00:00.000Z') };
  const bus = {
    publish: (event: DomainEvent) => void events.push(event),
    subscribe: () => () => {},
  };
  const store = await openStore(`sqlite:${path}`, bus, () => clock.now);
  return {
    ...store,
    path,
    events,
    clock,
    async close() {
      await store.close();
      await remove();
    },
  };
}
