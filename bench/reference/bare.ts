/**
 * The program's work as a bare script: fetches a mailbox, parses each mail, asks the LLM what the
 * program asked about it, and writes the rows that the program left of it. No state machines, no
 * queue, no retries, and after a crash it would begin from the start.
 *
 *   bare.ts '{ "replay", "llmUrl", "concurrency", "port", "user", "database" }'
 *
 * What is asked and written comes from a replay, so that both ask and write the same. The mail
 * itself comes from the server, is parsed in this process and is kept as gzip, as by the program.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type FetchMessageObject, ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import sqlite3 from 'sqlite3';
import type { BareJob } from '../parts/reference.ts';
import type { Replay, ReplayedMail } from '../parts/replay.ts';

const job = JSON.parse(process.argv[2] ?? '') as BareJob;
const replay = JSON.parse(readFileSync(job.replay, 'utf8')) as Replay;
const replayed = new Map(replay.mails.map((mail) => [mail.uid, mail]));
const compress = promisify(gzip);

process.once('disconnect', () => process.exit());

// Fetching: a hundred at once, and the next hundred while these are worked.
const client = new ImapFlow({
  host: '127.0.0.1',
  port: job.port,
  secure: false,
  auth: { user: job.user, pass: 'secret' },
  // By STARTTLS, as the program does.
  tls: { rejectUnauthorized: false },
  logger: false,
});
const fetchAtOnce = 100;

async function* fetched(): AsyncGenerator<FetchMessageObject> {
  const uids = (await client.search({ all: true }, { uid: true })) || [];
  const query = { uid: true, size: true, internalDate: true, source: true };
  const batch = async (from: number) => {
    const range = uids.slice(from, from + fetchAtOnce).join(',');
    return range ? await client.fetchAll(range, query, { uid: true }) : [];
  };
  let next = batch(0);
  for (let n = fetchAtOnce; n < uids.length + fetchAtOnce; n += fetchAtOnce) {
    const mails = await next;
    next = batch(n);
    yield* mails;
  }
}

// The LLM: one question after the other, as each builds on the answer before.
async function ask(question: object): Promise<unknown> {
  const response = await fetch(`${job.llmUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
    body: JSON.stringify(question),
  });
  if (!response.ok) throw new Error(`the LLM answers ${response.status}`);
  const { choices } = (await response.json()) as { choices: { message: { content: string } }[] };
  return JSON.parse(choices[0]?.message.content ?? '');
}

// The database: a transaction a batch, in it one insert a table.
type Value = string | number | null | Buffer;
interface Insert {
  table: string;
  row: Record<string, Value>;
}

const database = new sqlite3.Database(job.database);
const run = (sql: string, values: Value[] = []) =>
  new Promise<void>((resolve, reject) => {
    database.run(sql, values, (error: Error | null) => (error ? reject(error) : resolve()));
  });

async function write(inserts: Insert[]): Promise<void> {
  const tables = new Map<string, Insert['row'][]>();
  for (const { table, row } of inserts) tables.set(table, [...(tables.get(table) ?? []), row]);
  await run('begin immediate');
  for (const [table, rows] of tables) {
    const columns = Object.keys(rows[0] ?? {});
    const places = `(${columns.map(() => '?').join(', ')})`;
    await run(
      `insert into ${table} (${columns.join(', ')}) values ${rows.map(() => places).join(', ')}`,
      rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
    );
  }
  await run('commit');
}

// The work.
async function work(uid: number, source: Buffer): Promise<Insert[]> {
  const { id, isCopy, calls, rows } = replayed.get(uid) as ReplayedMail;
  if (isCopy) return rows;
  // The text of HTML is needed for the questions; what nobody needs is spared, as by the program.
  await simpleParser(source, { skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true });
  for (const question of calls) await ask(question);
  return [...rows, { table: 'source', row: { message: id, body: await compress(source) } }];
}

let ready: Insert[][] = [];
let written = Promise.resolve();
let worked = 0;
let ended = 0;

function commit(): void {
  const batch = ready;
  ready = [];
  written = written.then(async () => {
    await write(batch.flat());
    ended += batch.length;
    process.send?.(ended);
  });
}

async function worker(mails: AsyncGenerator<FetchMessageObject>): Promise<void> {
  for await (const { uid, source } of mails) {
    if (!source) throw new Error(`no mail came for UID ${uid}`);
    const rows = await work(uid, source);
    ready.push(rows);
    worked += 1;
    if (ready.length >= job.concurrency) commit();
    // No more than a batch waits for the one that is being written.
    if (worked - ended >= 2 * job.concurrency) await written;
  }
}

await run('pragma journal_mode = wal');
await run('pragma synchronous = full');
await run('pragma foreign_keys = on');
await write(replay.rows);
await client.connect();
await client.mailboxOpen('INBOX', { readOnly: true });
const mails = fetched();
await Promise.all(Array.from({ length: job.concurrency }, () => worker(mails)));
if (ready.length > 0) commit();
await written;
await client.logout();
await promisify(database.close.bind(database))();
process.disconnect?.();
