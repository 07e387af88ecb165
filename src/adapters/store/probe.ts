import { access, constants, rm, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import sqlite3 from 'sqlite3';
import { sqliteDataSource } from './data-source.ts';

/** A database as it is found. Nothing is created, migrated or changed. */
export interface ProbedDatabase {
  exists: boolean;
  /** Of SQLite. */
  version: string;
  /** Names of migrations that the next start applies; all of them where it does not exist yet. */
  pending: string[];
}

/** @throws Error as the driver says it, where it cannot be opened or written */
export async function probeSqlite(path: string): Promise<ProbedDatabase> {
  const exists = await isFile(path);
  if (!exists) await proveDirectory(dirname(path));
  const known = migrationNames(path);
  const database = await opened(exists ? path : ':memory:', exists);
  try {
    const [row] = await all<{ version: string }>(database, 'select sqlite_version() as version');
    const version = row?.version ?? '';
    if (!exists) return { exists, version, pending: known };
    await proveLock(database);
    const applied = await appliedMigrations(database);
    return { exists, version, pending: known.filter((name) => !applied.has(name)) };
  } finally {
    await new Promise<void>((resolve) => database.close(() => resolve()));
  }
}

/** The directory that would be written to: it, or the nearest above it that exists. */
export async function nearestDirectory(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found) return path;
  const above = dirname(path);
  return above === path ? path : await nearestDirectory(above);
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found && !found.isFile()) throw new Error(`${path} is not a file`);
  return found !== null;
}

/** By a file of one's own: permissions alone do not tell of a mount that may only be read. */
async function proveDirectory(path: string): Promise<void> {
  const directory = await nearestDirectory(path);
  if (!(await stat(directory)).isDirectory()) throw new Error(`${directory} is not a directory`);
  await access(directory, constants.W_OK);
  const file = join(directory, `.doctor-${randomUUID()}`);
  await writeFile(file, '');
  await rm(file);
}

function migrationNames(path: string): string[] {
  const { migrations = [] } = sqliteDataSource(path).options;
  return Object.values(migrations as (new () => { name: string })[]).map((one) => new one().name);
}

/** The writer's lock is had, or waited for, as a write would; nothing is written under it. */
async function proveLock(database: sqlite3.Database): Promise<void> {
  database.configure('busyTimeout', 5_000);
  await all(database, 'begin immediate');
  await all(database, 'rollback');
}

async function appliedMigrations(database: sqlite3.Database): Promise<Set<string>> {
  const tables = `select name from sqlite_master where type = 'table' and name = 'migrations'`;
  if ((await all(database, tables)).length === 0) return new Set();
  const rows = await all<{ name: string }>(database, 'select name from migrations');
  return new Set(rows.map(({ name }) => name));
}

function opened(path: string, exists: boolean): Promise<sqlite3.Database> {
  const mode = exists ? sqlite3.OPEN_READWRITE : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE;
  return new Promise((resolve, reject) => {
    const database: sqlite3.Database = new sqlite3.Database(path, mode, (error) =>
      error ? reject(error) : resolve(database),
    );
  });
}

function all<Row>(database: sqlite3.Database, sql: string): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    database.all(sql, (error: Error | null, rows: Row[]) =>
      error ? reject(error) : resolve(rows),
    );
  });
}
