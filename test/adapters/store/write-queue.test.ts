import { setTimeout as sleep } from 'node:timers/promises';
import sqlite3 from 'sqlite3';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../../../src/adapters/store/data-source.ts';
import { Statements } from '../../../src/adapters/store/statements.ts';
import { oneByOne, type WriteOp, WriteQueue } from '../../../src/adapters/store/write-queue.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { databaseFile } from '../../support/sqlite-store.ts';

const range = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

let file: Awaited<ReturnType<typeof databaseFile>>;
let writer: DataSource;
let reader: DataSource;
let prepared: Statements;
let queue: WriteQueue;
let statements: string[];

beforeEach(async () => {
  file = await databaseFile();
  ({ writer, reader } = await openSqlite(file.path));
  await writer.query('create table word (text text primary key, body blob)');
  prepared = await Statements.of(writer);
  queue = new WriteQueue(prepared.query);
  statements = [];
  const connection = (await writer.createQueryRunner().connect()) as sqlite3.Database;
  connection.on('trace', (sql: string) => statements.push(sql));
});

afterEach(async () => {
  await queue.idle();
  await prepared.finalize();
  await reader.destroy();
  await writer.destroy();
  await file.remove();
});

const insert: WriteOp<string, string> = async (query, words) => {
  await query(`insert into word (text) select value from json_each(?)`, [JSON.stringify(words)]);
  return words;
};

const words = async (): Promise<string[]> => {
  const rows: { text: string }[] = await reader.query('select text from word order by rowid');
  return rows.map(({ text }) => text);
};

const begins = () => statements.filter((sql) => sql === 'begin immediate').length;

describe('group commit', () => {
  test('what gathered goes into one transaction, and each gets its own answer', async () => {
    const answers = await Promise.all(range(200).map((n) => queue.write(insert, `w${n}`)));
    expect(answers).toEqual(range(200).map((n) => `w${n}`));
    expect(begins()).toBe(1);
    expect(await words()).toHaveLength(200);
  });

  test('sixteen writers in a loop share their transactions', async () => {
    await Promise.all(
      range(16).map(async (w) => {
        for (const n of range(25)) await queue.write(insert, `${w}/${n}`);
      }),
    );
    expect(await words()).toHaveLength(400);
    expect(begins()).toBeLessThanOrEqual(60);
  });

  test('a group is bounded', async () => {
    await Promise.all(range(1000).map((n) => queue.write(insert, `w${n}`)));
    expect(begins()).toBe(4);
  });

  test('a write is never forgotten, whenever it comes', async () => {
    // The turn between the last look at the queue and its end is hit at one of these depths.
    for (const depth of range(30)) {
      await queue.write(insert, `first ${depth}`);
      for (const _ of range(depth)) await Promise.resolve();
      await queue.write(insert, `second ${depth}`);
    }
    expect(await words()).toHaveLength(60);
  });

  test('the answer comes after the commit', async () => {
    await queue.write(insert, 'here');
    expect(statements.at(-1)).toBe('commit');
    expect(await words()).toEqual(['here']);
  });
});

describe('a failure', () => {
  test('of a constraint hurts only its own caller', async () => {
    await queue.write(insert, 'taken');
    const settled = await Promise.allSettled(
      ['a', 'b', 'taken', 'c', 'd'].map((word) => queue.write(insert, word)),
    );
    expect(settled.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
    expect((await words()).toSorted()).toEqual(['a', 'b', 'c', 'd', 'taken']);
  });

  test('names no data: neither in its message nor in its causes', async () => {
    await queue.write(insert, 'a secret');
    const error: unknown = await queue.write(insert, 'a secret').catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'unexpected' });
    const told = [error, (error as Failure).cause].map((e) =>
      JSON.stringify({ text: String(e), ...(e as object) }),
    );
    expect(told.join()).toContain('SQLITE_CONSTRAINT');
    expect(told.join()).not.toContain('a secret');
  });

  test('that an op answers rejects that caller and keeps the work of the others', async () => {
    const choosy: WriteOp<string, string> = async (query, items) => {
      await insert(
        query,
        items.filter((word) => word !== 'bad'),
      );
      return items.map((word) =>
        word === 'bad' ? new Failure('store.fenced', 'not this one') : word,
      );
    };
    const settled = await Promise.allSettled(
      ['good', 'bad', 'fine'].map((word) => queue.write(choosy, word)),
    );
    expect(settled[1]).toMatchObject({ status: 'rejected', reason: { code: 'store.fenced' } });
    expect(await words()).toEqual(['good', 'fine']);
    expect(begins()).toBe(1);
  });

  test('leaves no transaction open', async () => {
    const broken: WriteOp<null, null> = async (query) => {
      await insert(query, ['half']);
      throw new Error('a defect');
    };
    await expect(queue.write(broken, null)).rejects.toMatchObject({ code: 'unexpected' });
    await queue.write(insert, 'after');
    expect(await words()).toEqual(['after']);
  });
});

describe('transactions never swallow each other', () => {
  test("TypeORM alone does: a save that resolved vanishes with another's rollback", async () => {
    const runner = writer.createQueryRunner();
    await runner.startTransaction();
    await writer.query(`insert into word (text) values ('acknowledged')`);
    await runner.rollbackTransaction();
    expect(await words()).toEqual([]);
  });

  test('through the queue all that resolved is there, whatever rolls back beside it', async () => {
    const slowAndBroken: WriteOp<string, null> = async (query, items) => {
      await insert(query, items);
      await sleep(5);
      throw new Error('rolls back');
    };
    const resolved: string[] = [];
    await Promise.all(
      range(60).map(async (n) => {
        await sleep(n % 7);
        if (n % 5 === 0) {
          await expect(queue.write(slowAndBroken, `broken ${n}`)).rejects.toThrow('rolls back');
        } else {
          resolved.push(await queue.write(insert, `good ${n}`));
        }
      }),
    );
    expect((await words()).toSorted()).toEqual(resolved.toSorted());
    expect(resolved).toHaveLength(48);
  });

  test('readers never see what is not committed', async () => {
    const seen: string[][] = [];
    const slow: WriteOp<string, null> = async (query, items) => {
      await insert(query, items);
      seen.push(await words());
      await sleep(20);
      seen.push(await words());
      return items.map(() => null);
    };
    await queue.write(slow, 'late');
    expect(seen).toEqual([[], []]);
    expect(await words()).toEqual(['late']);
  });
});

describe('storage that does not take it', () => {
  const unavailable = { code: 'store.unavailable' };

  test('locked by another connection: refused, and taken once the lock is gone', async () => {
    await writer.query('pragma busy_timeout = 50');
    const other = await connect(file.path);
    await exec(other, 'begin immediate');
    const both = await Promise.allSettled(['a', 'b'].map((word) => queue.write(insert, word)));
    expect(both).toMatchObject([{ reason: unavailable }, { reason: unavailable }]);
    await exec(other, 'rollback');
    await queue.write(insert, 'c');
    expect(await words()).toEqual(['c']);
    await new Promise((closed) => other.close(closed));
  });

  test('a lock that is held for a moment is waited for', async () => {
    const other = await connect(file.path);
    await exec(other, 'begin immediate');
    const writing = queue.write(insert, 'patient');
    await sleep(100);
    await exec(other, 'commit');
    await writing;
    expect(await words()).toEqual(['patient']);
    await new Promise((closed) => other.close(closed));
  });

  test('a full disk: refused whole, and taken once there is room', async () => {
    const blob: WriteOp<string, null> = async (query, items) => {
      for (const text of items) {
        await query(`insert into word (text, body) values (?, zeroblob(100000))`, [text]);
      }
      return items.map(() => null);
    };
    const [{ page_count: pages }] =
      await writer.query<[{ page_count: number }]>('pragma page_count');
    await writer.query(`pragma max_page_count = ${pages + 60}`);
    await queue.write(blob, 'fits');
    const settled = await Promise.allSettled(range(5).map((n) => queue.write(blob, `big ${n}`)));
    for (const one of settled) expect(one).toMatchObject({ reason: unavailable });
    expect(await words()).toEqual(['fits']);
    await writer.query(`pragma max_page_count = ${pages + 6000}`);
    await queue.write(blob, 'later');
    expect(await words()).toEqual(['fits', 'later']);
    expect(await reader.query('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });
});

test('a statement that cannot be prepared fails alone, each time', async () => {
  const wrong: WriteOp<null, null> = async (query) => await query('select * from nowhere');
  for (const _ of range(2)) {
    await expect(queue.write(wrong, null)).rejects.toMatchObject({ code: 'unexpected' });
  }
  await queue.write(insert, 'after');
  expect(await words()).toEqual(['after']);
});

test('idle waits for everything that was written', async () => {
  const answers: string[] = [];
  for (const n of range(600)) void queue.write(insert, `w${n}`).then((word) => answers.push(word));
  await queue.idle();
  expect(answers).toHaveLength(600);
});

function connect(path: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(path, (error) =>
      error ? reject(error) : resolve(database),
    );
  });
}

function exec(database: sqlite3.Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    database.exec(sql, (error) => (error ? reject(error) : resolve()));
  });
}

test('once closed it refuses writes, and those before are through', async () => {
  const ran: number[] = [];
  const queue = new WriteQueue(async () => []);
  const op = oneByOne<number, number>(async (_query, item) => {
    ran.push(item);
    return item;
  });
  const before = queue.write(op, 1);
  const closing = queue.close();
  await expect(queue.write(op, 2)).rejects.toMatchObject({ code: 'store.unavailable' });
  await closing;
  expect(await before).toBe(1);
  expect(ran).toEqual([1]);
});
