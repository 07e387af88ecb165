import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqlite } from '../../../src/adapters/store/data-source.ts';
import { matchWords } from '../../../src/adapters/store/search.ts';
import { databaseFile } from '../../support/sqlite-store.ts';

/** What is looked up before it is searched for: FTS5 gathers all rows of a beginning's every word. */
let file: Awaited<ReturnType<typeof databaseFile>>;
let sources: Awaited<ReturnType<typeof openSqlite>>;

beforeEach(async () => {
  file = await databaseFile();
  sources = await openSqlite(file.path);
});
afterEach(async () => {
  await sources.reader.destroy();
  await sources.writer.destroy();
  await file.remove();
});

async function write(...subjects: string[]): Promise<void> {
  for (const subject of subjects) {
    await sources.writer.query(`insert into draft_search (subject) values (?)`, [subject]);
  }
}

const match = (q: string) => matchWords(sources.reader, 'draft_search', q);

async function found(expression: string | null): Promise<number> {
  const rows: unknown[] = await sources.reader.query(
    `select rowid from draft_search where draft_search match ?`,
    [expression],
  );
  return rows.length;
}

test('the words that begin so are told one by one', async () => {
  await write('Regards', 'regarding prices', 'Regatta', 'zebra');
  expect(await match('price REGAR')).toBe('"price" AND ("regarding" OR "regards")');
  expect(await found(await match('prices regar'))).toBe(1);
  expect(await found(await match('regar'))).toBe(2);
  // Of an index of its own; the last of all words; and what nothing begins with.
  expect(await match('zebr')).toBe('"zebr"*');
  expect(await match('regar zebra')).toBe('"regar" AND ("zebra")');
  expect(await found(await match('zebras'))).toBe(0);
});

test('where the beginning is short, has many words or other letters, FTS5 looks itself', async () => {
  await write('inte', ...Array.from({ length: 120 }, (_, n) => `interest${n}`), 'Intérieur');
  // With diacritics, FTS5 finds it whole: they are no difference to it.
  for (const [q, n] of Object.entries({ int: 122, inter: 121, Intérie: 1 })) {
    expect(await found(await match(q)), q).toBe(n);
  }
  expect(await match('inter')).toBe('"inter"*');
});
