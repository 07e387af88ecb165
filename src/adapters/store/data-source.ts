import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import sqlite3 from 'sqlite3';
import { DataSource } from 'typeorm';
import { entities } from './entities.ts';
import { Initial1700000000001 } from './migrations/1700000000001-initial.ts';
import { Facets1700000000002 } from './migrations/1700000000002-facets.ts';
import { Tokens1700000000005 } from './migrations/1700000000005-tokens.ts';
import { Webhooks1700000000006 } from './migrations/1700000000006-webhooks.ts';

/**
 * The file that a `sqlite:` URL names, relative to the working directory.
 * @throws when the URL is of another kind
 */
export function sqlitePath(url: string): string {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1];
  if (!path) throw new Error(`DATABASE_URL must be sqlite:PATH, such as sqlite:./data/agent.db`);
  return resolve(path);
}

/** TypeORM would switch on traces, which render every parameter of every statement as text. */
const driver = { verbose: () => sqlite3 };

/** The DataSource of the writer, of the readers and of TypeORM's command line alike. */
export function sqliteDataSource(path: string): DataSource {
  return new DataSource({
    type: 'sqlite',
    driver,
    database: path,
    entities,
    migrations: [
      Initial1700000000001,
      Facets1700000000002,
      Tokens1700000000005,
      Webhooks1700000000006,
    ],
    migrationsTransactionMode: 'all',
    enableWAL: true,
    busyTimeout: 5000,
  });
}

/** Opens the one writer and the readers' connection, with the schema brought up to date. */
export async function openSqlite(
  path: string,
): Promise<{ writer: DataSource; reader: DataSource }> {
  mkdirSync(dirname(path), { recursive: true });
  const writer = await sqliteDataSource(path).initialize();
  const reader = sqliteDataSource(path);
  try {
    // A commit that was acknowledged survives a power cut; WAL alone does not promise that.
    await writer.query('pragma synchronous = full');
    await writer.runMigrations();
    await reader.initialize();
    await reader.query('pragma query_only = 1');
  } catch (error) {
    if (reader.isInitialized) await reader.destroy();
    await writer.destroy();
    throw error;
  }
  return { writer, reader };
}
