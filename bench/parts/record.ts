import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatabaseFile, openDatabase } from './database.ts';
import type { Mailbox } from './mailbox.ts';
import { startProgram } from './program.ts';
import type { Replay, ReplayedMail, TableRow } from './replay.ts';
import { startTape, type TapedCall } from './tape.ts';
import { callsOf, type WorkedMail } from './taped-mails.ts';

export interface Recording {
  /** Where the `Replay` is. */
  path: string;
  /** Requests to the LLM. */
  calls: number;
  /** Rows by table. */
  rows: Map<string, number>;
}

/** Tables with rows of single mails, and how to find whose. */
const tables = [
  { table: 'message', of: 'id' },
  { table: 'mail', of: 'message' },
  { table: 'journey', of: 'message' },
  { table: 'sender_day', of: 'message' },
  { table: 'draft', of: 'message' },
  { table: 'draft_version', of: '(select message from draft where draft.id = draft)' },
];

/** Full-text tables, which keep no text: their rows are put together again from the index. */
const indexes = [
  { table: 'message_search', of: 'doc' },
  { table: 'draft_search', of: '(select message from draft where draft.id = doc)' },
];

/** Tables with rows of no single mail. Others are kept by triggers, or are empty at the end. */
const shared = ['mailbox', 'llm_use', 'draft_count', 'latency_count'];

export const replayedTables = [...tables, ...indexes].map(({ table }) => table).concat('source');

/**
 * Has the program work the mailbox once and keeps, mail by mail, what it asked of the LLM and what
 * it wrote.
 * @param directory for the database and the replay
 * @throws where a request is of no mail that was in work
 */
export async function record(
  mailbox: Mailbox,
  llmUrl: string,
  { mails, directory }: { mails: number; directory: string },
): Promise<Recording> {
  const database = join(directory, 'recorded.db');
  const tape = await startTape(llmUrl);
  try {
    const program = await startProgram(mailbox, tape.baseUrl, {
      env: { DATABASE_URL: `sqlite:${database}` },
    });
    try {
      await program.reaches(mails);
    } finally {
      await program.stop();
    }
  } finally {
    tape.stop();
  }
  const file = openDatabase(database);
  try {
    const replay = { mails: await replayedMails(file, tape.calls), rows: await sharedRows(file) };
    const path = join(directory, 'replay.json');
    await writeFile(path, JSON.stringify(replay satisfies Replay));
    return { path, calls: tape.calls.length, rows: await rowCounts(file) };
  } finally {
    await file.close();
  }
}

/** How many rows each table has that a reference has to fill. */
export async function rowCounts(file: DatabaseFile): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of replayedTables) {
    const [row] = await file.all<{ n: number }>(`select count(*) as n from ${table}`);
    counts.set(table, row?.n ?? 0);
  }
  return counts;
}

async function replayedMails(file: DatabaseFile, calls: TapedCall[]): Promise<ReplayedMail[]> {
  const found = await file.all<WorkedMail & { id: number; uid: number; isCopy: number }>(
    `select message.id, uid, subject, message.id not in (select message from source) as isCopy,
       min(iif(from_stage = 'parsing', at, null)) as since, max(at) as until
     from message join journey on journey.message = message.id group by message.id order by uid`,
  );
  const asked = callsOf(found, calls);
  const mails = found.map((mail): ReplayedMail => {
    const { id, uid, isCopy } = mail;
    return { id, uid, isCopy: isCopy === 1, calls: asked.get(mail) ?? [], rows: [] };
  });
  const byId = new Map(mails.map((mail) => [mail.id, mail]));
  for (const { message, ...row } of await rowsOfMails(file)) byId.get(message)?.rows.push(row);
  return mails;
}

async function rowsOfMails(file: DatabaseFile): Promise<(TableRow & { message: number })[]> {
  const rows = [];
  for (const { table, of } of tables) {
    for (const { replay_of: message, ...row } of await file.all<Row>(
      `select *, ${of} as replay_of from ${table}`,
    )) {
      rows.push({ message: Number(message), table, row });
    }
  }
  for (const { table, of } of indexes) rows.push(...(await indexedRows(file, table, of)));
  return rows;
}

type Row = TableRow['row'];

/** The words of each document, column by column in their order, as its one row. */
async function indexedRows(file: DatabaseFile, table: string, of: string) {
  await file.all(
    `create virtual table temp.${table}_words using fts5vocab(main, ${table}, instance)`,
  );
  const columns = await file.all<{ doc: number; message: number; col: string; words: string }>(
    `select doc, ${of} as message, col, group_concat(term, ' ') as words
     from (select * from temp.${table}_words order by doc, col, offset) group by doc, col`,
  );
  const rows = new Map<number, TableRow & { message: number }>();
  for (const { doc, message, col, words } of columns) {
    const known = rows.get(doc) ?? { message, table, row: { rowid: doc } };
    known.row[col] = words;
    rows.set(doc, known);
  }
  return rows.values();
}

async function sharedRows(file: DatabaseFile): Promise<TableRow[]> {
  const rows = [];
  for (const table of shared) {
    for (const row of await file.all<Row>(`select * from ${table}`)) rows.push({ table, row });
  }
  return rows;
}
