import sqlite3 from 'sqlite3';
import { sqliteDataSource } from '../../src/adapters/store/data-source.ts';

/** A database of the program, read while nobody writes it. */
export interface DatabaseFile {
  all<Row>(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}

/** Makes a file with the program's tables, indexes and triggers, and no row in it. */
export async function makeEmptyDatabase(path: string): Promise<void> {
  const source = await sqliteDataSource(path).initialize();
  await source.runMigrations();
  await source.destroy();
}

export function openDatabase(path: string): DatabaseFile {
  const database = new sqlite3.Database(path);
  return {
    all: <Row>(sql: string) =>
      new Promise<Row[]>((resolve, reject) => {
        database.all<Row>(sql, (error, rows) => (error ? reject(error) : resolve(rows)));
      }),
    close: () =>
      new Promise((resolve, reject) => {
        database.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
