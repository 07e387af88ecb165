import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import {
  openSqlite,
  sqliteDataSource,
  sqlitePath,
} from '../../../src/adapters/store/data-source.ts';
import { databaseFile } from '../../support/sqlite-store.ts';

const run = promisify(execFile);
const files: Awaited<ReturnType<typeof databaseFile>>[] = [];

async function file(): Promise<string> {
  const made = await databaseFile();
  files.push(made);
  return made.path;
}

afterEach(async () => {
  for (const made of files.splice(0)) await made.remove();
});

describe('sqlitePath', () => {
  test.each([
    ['sqlite:./data/agent.db', resolve('data/agent.db')],
    ['sqlite:data/agent.db', resolve('data/agent.db')],
    ['sqlite:/var/lib/agent.db', '/var/lib/agent.db'],
    ['sqlite:///var/lib/agent.db', '/var/lib/agent.db'],
    ['sqlite:./with space é.db', resolve('with space é.db')],
  ])('%s', (url, path) => {
    expect(sqlitePath(url)).toBe(path);
  });

  test.each(['sqlite:', 'postgres://localhost/x', 'mysql:x', '', './data/agent.db'])(
    'refuses %j and names the variable',
    (url) => {
      expect(() => sqlitePath(url)).toThrow('DATABASE_URL');
    },
  );
});

describe('openSqlite', () => {
  test('makes the directory and the schema; opening again changes nothing', async () => {
    const path = join(await file(), '../deep/er/agent.db');
    const first = await openSqlite(path);
    await first.writer.query(
      `insert into mailbox (account, mailbox, uid_validity, start_uid, cursor, created_at)
       values ('a', 'INBOX', 1, 1, 0, '2026-03-01T00:00:00.000Z')`,
    );
    const ran = await first.writer.query('select * from migrations');
    await first.reader.destroy();
    await first.writer.destroy();

    const second = await openSqlite(path);
    expect(await second.reader.query('select account from mailbox')).toEqual([{ account: 'a' }]);
    expect(await second.reader.query('select * from migrations')).toEqual(ran);
    expect(await second.reader.query('pragma integrity_check')).toEqual([
      { integrity_check: 'ok' },
    ]);
    await second.reader.destroy();
    await second.writer.destroy();
  });

  test('a commit is on the disk, a reader is not stopped by the writer and cannot write', async () => {
    const { writer, reader } = await openSqlite(await file());
    const full = 2;
    expect(await writer.query('pragma synchronous')).toEqual([{ synchronous: full }]);
    expect(await writer.query('pragma journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    for (const connection of [writer, reader]) {
      expect(await connection.query('pragma foreign_keys')).toEqual([{ foreign_keys: 1 }]);
      expect(await connection.query('pragma busy_timeout')).toEqual([{ timeout: 5000 }]);
    }
    await expect(reader.query('delete from mailbox')).rejects.toThrow('SQLITE_READONLY');
    await reader.destroy();
    await writer.destroy();
  });

  test('what is no database is refused, and left as it was', async () => {
    const path = await file();
    await writeFile(path, 'a letter, not a database. '.repeat(100));
    const before = await readFile(path);
    await expect(openSqlite(path)).rejects.toThrow('SQLITE_NOTADB');
    expect(await readFile(path)).toEqual(before);
  });

  test('every entity fits its table', async () => {
    const { writer, reader } = await openSqlite(await file());
    for (const { tableName, columns } of reader.entityMetadatas) {
      const table: { name: string; notnull: number; pk: number }[] = await reader.query(
        `select name, "notnull", pk from pragma_table_info(?)`,
        [tableName],
      );
      const nullable = new Map(table.map(({ name, notnull, pk }) => [name, !notnull && !pk]));
      for (const { databaseName, isNullable } of columns) {
        expect([tableName, databaseName, nullable.get(databaseName)]).toEqual([
          tableName,
          databaseName,
          isNullable,
        ]);
      }
    }
    await reader.destroy();
    await writer.destroy();
  });

  test('the migrations can be undone and done again', async () => {
    const writer = await sqliteDataSource(await file()).initialize();
    await writer.runMigrations();
    const { length } = writer.migrations;
    for (let i = 0; i < length; i += 1) await writer.undoLastMigration();
    const left = `select name from sqlite_schema where name not like 'sqlite_%'`;
    expect(await writer.query(left)).toEqual([{ name: 'migrations' }]);
    expect(await writer.runMigrations()).toHaveLength(length);
    await writer.destroy();
  });
});

test("TypeORM's command line runs the migrations by ormconfig.ts", async () => {
  const path = await file();
  const cli = ['--import', 'tsx', 'node_modules/typeorm/cli.js'];
  const env = { ...process.env, DATABASE_URL: `sqlite:${path}` };
  const typeorm = (command: string) =>
    run(process.execPath, [...cli, command, '-d', 'ormconfig.ts'], { env });

  expect((await typeorm('migration:run')).stdout).toContain('Initial1700000000001');
  expect((await typeorm('migration:show')).stdout).toContain('[X]');
  const { writer, reader } = await openSqlite(path);
  expect(await reader.query('select count(*) as n from message')).toEqual([{ n: 0 }]);
  await reader.destroy();
  await writer.destroy();
});
