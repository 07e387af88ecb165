import { existsSync, statSync } from 'node:fs';
import type { Query } from './write-queue.ts';

/** How long readers and writers are waited for, one attempt after another. */
const patienceMs = 60_000;

export interface Scrubbed {
  bytesBefore: number;
  bytesAfter: number;
}

/**
 * Takes what was deleted out of the files of a SQLite database: a row that is gone leaves its bytes
 * on pages that are free, its words in the full-text index, and both in the log. Other processes go
 * on meanwhile; they wait where they would write.
 * @throws where the files could not be rewritten: their messages say what is left
 */
export async function scrub(query: Query, path: string): Promise<Scrubbed> {
  const bytesBefore = sizeOf(path);
  await query('pragma busy_timeout = 60000');
  // Contentless: a deleted row is only marked until its segment is merged.
  for (const index of ['draft_search', 'message_search']) {
    await query(`insert into ${index} (${index}) values ('optimize')`);
  }
  await query('vacuum');
  await emptyLog(query);
  return { bytesBefore, bytesAfter: sizeOf(path) };
}

/** The log is cut only while nobody reads from it, which is for moments. */
async function emptyLog(query: Query): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- until it is done
    const [result] = await query<{ busy: number }>('pragma wal_checkpoint(truncate)');
    if (!result?.busy) return;
    if (Date.now() > until) {
      throw new Error('the log (-wal) of the database is being read and could not be emptied');
    }
    // oxlint-disable-next-line no-await-in-loop -- until it is done
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function sizeOf(path: string): number {
  const files = [path, `${path}-wal`].filter((file) => existsSync(file));
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}
