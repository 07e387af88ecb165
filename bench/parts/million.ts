import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { facetsOf } from '../../src/adapters/store/search.ts';
import { categories, urgencies } from '../../src/domain/category.ts';
import { draftStatuses } from '../../src/domain/draft.ts';
import { openCorpus } from './corpus.ts';
import { type DatabaseFile, makeEmptyDatabase, openDatabase } from './database.ts';
import { accounts, planRows, planTable } from './million-plan.ts';
import { draftWords, messageWords, tableRows } from './million-rows.ts';
import { type Texts, textsOf } from './million-texts.ts';

const cache = fileURLToPath(new URL('../../node_modules/.cache/bench/', import.meta.url));
const migrations = fileURLToPath(new URL('../../src/adapters/store/migrations/', import.meta.url));
/** Full-text rows a transaction: each ends in a segment, as commits do. */
const wordsAtOnce = 20_000;
/** Of words that wait for their segment; FTS5's own megabyte would have it merge four times as much. */
const hashBytes = 16 * 2 ** 20;

/**
 * A database with so many drafts and all that belongs to them, as the program itself would have
 * written them over two years: built once by the program's own migrations and kept, and copied to
 * where it is wanted.
 * @param path of the copy, on the same disk for the sake of those that copy by reference
 */
export async function copyOfMany(
  rows: number,
  path: string,
  say: (line: string) => void,
): Promise<void> {
  const built = join(cache, `drafts-${rows}-${await recipe()}.db`);
  if (!existsSync(built)) {
    const since = performance.now();
    say(`building a database with ${rows.toLocaleString('en')} drafts, once`);
    await build(rows, built);
    say(`built in ${((performance.now() - since) / 1_000).toFixed(0)} s`);
  }
  await copyFile(built, path, constants.COPYFILE_FICLONE);
  // Or the disk would still be busy with it while the program is measured.
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

/** By what it is made of: another schema, or other rows, make another database. */
async function recipe(): Promise<string> {
  const hash = createHash('sha256');
  const sources = (await readdir(migrations)).toSorted().map((name) => join(migrations, name));
  for (const own of ['million.ts', 'million-plan.ts', 'million-rows.ts', 'million-texts.ts']) {
    sources.push(fileURLToPath(new URL(own, import.meta.url)));
  }
  for (const path of sources) hash.update(await readFile(path));
  hash.update(JSON.stringify(combinations()));
  return hash.digest('hex').slice(0, 16);
}

/** Whole or not at all, should somebody interrupt it; those of other recipes go. */
async function build(rows: number, path: string): Promise<void> {
  const corpus = await openCorpus();
  await mkdir(cache, { recursive: true });
  for (const old of await readdir(cache)) {
    if (old.startsWith(`drafts-${rows}-`)) await rm(join(cache, old), { recursive: true });
  }
  const half = await mkdtemp(join(cache, 'half-'));
  try {
    const file = join(half, 'drafts.db');
    await makeEmptyDatabase(file);
    await fill(file, rows, textsOf(corpus, corpus.size));
    await rename(file, path);
  } finally {
    await rm(half, { recursive: true });
  }
}

/** The tables by one thread and the words by another, each with a file of its own until the end. */
async function fill(path: string, rows: number, texts: Texts): Promise<void> {
  const tables = openDatabase(path);
  const words = openDatabase(`${path}.words`);
  await makePlan(`${path}.plan`, rows, texts);
  for (const file of [tables, words]) {
    await file.all('pragma journal_mode = off');
    await file.all('pragma synchronous = off');
    await file.all('pragma cache_size = -500000');
    await file.all(`attach '${path}.plan' as chosen`);
  }
  const searches = await tables.all<{ name: string; sql: string }>(
    `select name, sql from sqlite_schema where sql like 'create virtual table % using fts5(%'`,
  );
  await Promise.all([fillTables(tables), fillWords(words, searches, rows)]);
  await words.close();
  await tables.all(`attach '${path}.words' as words`);
  for (const { name } of searches) {
    for (const part of ['data', 'idx', 'docsize']) {
      await tables.all(`delete from main.${name}_${part}`);
      await tables.all(`insert into main.${name}_${part} select * from words.${name}_${part}`);
    }
  }
  await tables.all('detach words');
  await tables.all('detach chosen');
  await tables.all('pragma journal_mode = wal');
  await tables.close();
}

/** Rows first and indexes after, which is many times faster; triggers would count one by one. */
async function fillTables(file: DatabaseFile): Promise<void> {
  await file.all('pragma threads = 1');
  const later = await file.all<{ type: string; name: string; sql: string }>(
    `select type, name, sql from main.sqlite_schema
     where type in ('index', 'trigger') and sql is not null`,
  );
  for (const { type, name } of later) await file.all(`drop ${type} ${name}`);
  await file.all('begin');
  for (const sql of tableRows) await file.all(sql);
  await file.all('commit');
  for (const { sql } of later) await file.all(sql);
}

async function fillWords(
  file: DatabaseFile,
  searches: { name: string; sql: string }[],
  rows: number,
): Promise<void> {
  for (const { name, sql } of searches) {
    await file.all(sql);
    await file.all(`insert into ${name} (${name}, rank) values ('hashsize', ${hashBytes})`);
  }
  for (let from = 1; from <= rows; from += wordsAtOnce) {
    await file.all('begin');
    const to = Math.min(rows, from + wordsAtOnce - 1);
    await file.all(draftWords(from, to));
    await file.all(messageWords(from, to));
    await file.all('commit');
  }
}

async function makePlan(path: string, rows: number, texts: Texts): Promise<void> {
  const file = openDatabase(path);
  await file.all('pragma journal_mode = off');
  await file.all('pragma synchronous = off');
  const tables: [string, string[]][] = [
    ['subject', texts.subjects],
    ['sentence', texts.sentences],
    ['body', texts.bodies],
    ['first_name', texts.firstNames],
    ['last_name', texts.lastNames],
    ['domain', texts.domains],
  ];
  for (const [name, values] of tables) {
    await file.all(`create table ${name} (id integer primary key, text text not null)`);
    await file.all(`insert into ${name} select key, value from json_each(${json(values)})`);
  }
  await file.all(
    'create table combination (account, category, status, urgency, facets, primary key (account, category, status, urgency))',
  );
  await file.all(
    `insert into combination select value ->> 'account', value ->> 'category', value ->> 'status',
       value ->> 'urgency', value ->> 'facets' from json_each(${json(combinations())})`,
  );
  await file.all(planTable);
  await file.all(planRows(rows, Math.floor(Date.now() / 1_000)));
  await file.close();
}

/** What the program writes into the full-text row of each kind of draft. */
function combinations() {
  return accounts.flatMap(({ name: account }) =>
    categories.flatMap((category) =>
      draftStatuses.flatMap((status) =>
        urgencies.map((urgency) => {
          const of = { account, category, status, urgency };
          return { ...of, facets: facetsOf(of) };
        }),
      ),
    ),
  );
}

/** As a literal of SQL. */
function json(value: object): string {
  return `'${JSON.stringify(value).replaceAll("'", "''")}'`;
}
