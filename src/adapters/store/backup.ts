import { chmod, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import sqlite3 from 'sqlite3';

export interface Backup {
  bytes: number;
  messages: number;
  drafts: number;
}

/**
 * Copies a SQLite database into a new file while others read and write it: a consistent picture of
 * one moment, checked before it gets its name. The database itself is only read.
 * @throws where the database or the file cannot be used; the message names the fix
 */
export async function backUp(path: string, file: string): Promise<Backup> {
  await refuseExisting(file);
  const part = `${file}.part`;
  await rm(part, { force: true });
  try {
    await withDatabase(path, sqlite3.OPEN_READWRITE, async (query) => {
      await query('pragma busy_timeout = 60000');
      await query('vacuum into ?', [part]);
    });
    // It holds mail: nobody else on the machine should read it.
    await chmod(part, 0o600);
    const counted = await withDatabase(part, sqlite3.OPEN_READONLY, check);
    await synced(part);
    await rename(part, file);
    await synced(dirname(file));
    return { ...counted, bytes: (await stat(file)).size };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function refuseExisting(file: string): Promise<void> {
  const known = await stat(file).catch(() => null);
  if (known) throw new Error(`${file} exists: name a new file`);
}

type Ask = <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

async function check(query: Ask): Promise<Omit<Backup, 'bytes'>> {
  const [found] = await query<{ quick_check: string }>('pragma quick_check');
  if (found?.quick_check !== 'ok') {
    throw new Error(`the copy is damaged (${found?.quick_check}): is the database itself sound?`);
  }
  const [counts] = await query<Omit<Backup, 'bytes'>>(
    `select (select count(*) from message) as messages, (select count(*) from draft) as drafts`,
  );
  return counts ?? { messages: 0, drafts: 0 };
}

async function withDatabase<T>(
  path: string,
  mode: number,
  use: (query: Ask) => Promise<T>,
): Promise<T> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(path, mode, (error) => {
      if (error)
        reject(new Error(`${path} cannot be opened: check DATABASE_URL`, { cause: error }));
      else resolve(opened);
    });
  });
  try {
    return await use(
      (sql, parameters = []) =>
        new Promise((resolve, reject) => {
          database.all(sql, parameters, (error, rows) =>
            error ? reject(error) : resolve(rows as never),
          );
        }),
    );
  } finally {
    await new Promise<void>((resolve) => database.close(() => resolve()));
  }
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}
