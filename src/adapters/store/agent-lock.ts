import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import sqlite3 from 'sqlite3';

/** Another process works as agent on this database. The message names the fix. */
export class DatabaseOwnedError extends Error {
  constructor(path: string) {
    super(
      `another agent process owns ${path}: stop it, or give this one a DATABASE_URL of its own ` +
        '(ROLE=api may share the file)',
    );
    this.name = 'DatabaseOwnedError';
  }
}

/**
 * Makes this process the one agent of a SQLite database, until the returned call or its end. The
 * lock is a file lock that SQLite takes on a file beside the database: the kernel frees it with the
 * process, however it ends, so that there is never a stale one.
 * @throws DatabaseOwnedError
 */
export async function lockAgent(path: string): Promise<() => Promise<void>> {
  mkdirSync(dirname(path), { recursive: true });
  // Two names of one file must not make two agents.
  const file = existsSync(path) ? realpathSync(path) : path;
  const lock = new sqlite3.Database(`${file}.lock`);
  const run = (sql: string) =>
    new Promise<void>((resolve, reject) => {
      lock.run(sql, (error) => (error ? reject(error) : resolve()));
    });
  const release = () => new Promise<void>((resolve) => lock.close(() => resolve()));
  try {
    await run('begin exclusive');
    // A file that may only be read is opened all the same, and would stay so for ever.
    await run('pragma user_version = 1');
  } catch (error) {
    await release();
    if (String(error).includes('SQLITE_BUSY')) throw new DatabaseOwnedError(path);
    throw error;
  }
  return release;
}
